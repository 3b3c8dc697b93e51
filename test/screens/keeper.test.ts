/** What is chosen is kept beside the terminal. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChosenWork, UnfinishedChoices } from '../../source/engine/index.ts';
import { createKeeper, type Keeping } from '../../source/screens/keeper.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const chosen = (...ids: readonly string[]): Keeping => ({
  work: {
    kind: 'clone',
    request: { target: '' },
    answers: { components: ids, mode: 'all', newest: 1, prefix: '', typed: '', picks: [] },
  },
  instead: null,
});

function recorded(keep: UnfinishedChoices['keep'] = async () => undefined) {
  const calls: string[] = [];
  const told = (work: ChosenWork): string =>
    work.kind === 'clone' ? work.answers.components.join('+') : work.kind;
  const unfinished: UnfinishedChoices = {
    keep: (work, instead) => {
      calls.push(`keep ${told(work)}${instead ? ` instead of ${instead}` : ''}`);
      return keep(work, instead);
    },
    setAside: async (kind) => {
      calls.push(`set aside ${kind}`);
    },
    drop: async (kind) => {
      calls.push(`drop ${kind}`);
    },
    list: async () => [],
    discard: async () => undefined,
  };
  return { calls, keeper: createKeeper(unfinished) };
}

test('at once, then at most twice a second, and only what changed', async () => {
  const { calls, keeper } = recorded();
  keeper.note('clone', () => chosen('tidb'), null);
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toEqual(['keep tidb']);
  keeper.note('clone', () => chosen('tidb', 'pd'), null);
  keeper.note('clone', () => chosen('tidb', 'pd', 'tikv'), null);
  await vi.advanceTimersByTimeAsync(499);
  expect(calls).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(calls).toEqual(['keep tidb', 'keep tidb+pd+tikv']);
  keeper.note('clone', () => chosen('tidb', 'pd', 'tikv'), null);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(calls).toHaveLength(2);
  expect(vi.getTimerCount()).toBe(0);
});

test('a line that is lost within that time loses nothing either', async () => {
  const { calls, keeper } = recorded();
  keeper.note('clone', () => chosen('tidb'), null);
  keeper.note('clone', () => ({ ...chosen('tidb', 'pd'), instead: 'clone-1' }), null);
  await keeper.finish();
  expect(calls).toEqual(['keep tidb', 'keep tidb+pd instead of clone-1']);
  expect(vi.getTimerCount()).toBe(0);
});

test('what is carried out or given up is kept no more, and what was never chosen never was', async () => {
  const { calls, keeper } = recorded();
  keeper.note('merge', () => null, null);
  keeper.note('clone', () => chosen('tidb'), null);
  keeper.note('clone', () => null, null);
  await vi.advanceTimersByTimeAsync(500);
  expect(calls).toEqual(['keep tidb', 'drop clone']);
  keeper.note('clone', () => chosen('pd'), null);
  await vi.advanceTimersByTimeAsync(500);
  keeper.forget();
  keeper.note('clone', () => chosen('pd', 'tikv'), null);
  await keeper.finish();
  expect(calls).toEqual(['keep tidb', 'drop clone', 'keep pd', 'drop clone']);
});

test('what was chosen is set aside, as it was last, once the screen begins with something else', async () => {
  const { calls, keeper } = recorded();
  keeper.note('clone', () => null, null);
  keeper.note('clone', () => chosen('tidb'), null);
  keeper.note('clone', () => chosen('tidb', 'pd'), null);
  const other = { source: 'http://a.example' };
  keeper.note('clone', () => null, other);
  keeper.note('clone', () => chosen('tikv'), other);
  await keeper.finish();
  expect(calls).toEqual(['keep tidb+pd', 'set aside clone', 'keep tikv']);
  keeper.note('clone', () => null, null);
  await keeper.finish();
  keeper.note('clone', () => null, other);
  await keeper.finish();
  expect(calls.slice(3)).toEqual(['set aside clone']);
});

test('what can’t be told now leaves what is kept as it is', async () => {
  const { calls, keeper } = recorded();
  keeper.note('clone', () => chosen('tidb'), null);
  keeper.note('clone', () => 'same', null);
  await keeper.finish();
  expect(calls).toEqual(['keep tidb']);
});

test('a home that fails troubles nobody, and the next try counts', async () => {
  let fails = true;
  const { calls, keeper } = recorded(async () => {
    if (fails) throw new Error('no');
  });
  keeper.note('clone', () => chosen('tidb'), null);
  await vi.advanceTimersByTimeAsync(500);
  fails = false;
  keeper.note('clone', () => chosen('tidb', 'pd'), null);
  await keeper.finish();
  expect(calls).toEqual(['keep tidb', 'keep tidb+pd']);
});
