/** The ids that are proposed for what comes in beside something of the same id: free ones, that may be given. */
import { expect, test } from 'vitest';
import type { MergeConflict } from '../../../../source/engine/api/merge.ts';
import { stockLifetimes } from '../../../../source/engine/domain/edits/lifetimes.ts';
import { type MergeTarget, planMerge } from '../../../../source/engine/domain/merge-plan.ts';
import { side, targetOf } from '../../../helpers/merge-sides.ts';
import { keyRecord, smallKeys, smallNow } from '../../../helpers/small-mirror.ts';

const one = (letter: string) => ({ 'linux/amd64': { 'v1.0.0': letter } });
const { jdoe } = smallKeys;
const usual = `p-${jdoe.id.slice(0, 8)}`;

/** An owner with jdoe's key at the source, who has the component `a`. */
function source(id: string, others: Readonly<Record<string, readonly string[]>> = {}) {
  const made = side({
    owners: { [id]: [], ...others },
    components: { a: { owner: id, tarballs: one('2') } },
  });
  Object.assign(made.index.owners[id] ?? {}, { keys: keyRecord(jdoe) });
  return made;
}

const targetWith = (owners: Readonly<Record<string, readonly string[]>>) => targetOf(side({ owners }));

/** What comes in when every conflict is decided by another name, and nobody says which. */
function renamed(target: MergeTarget, from: ReturnType<typeof side>) {
  const plan = (decisions: readonly MergeConflict[]) =>
    planMerge(target, [from], { policy: 'fail', decisions }, smallNow, stockLifetimes);
  const { conflicts } = plan([]).shown;
  return plan(conflicts.map((asked) => ({ ...asked, decision: 'rename', to: null }))).shown;
}

test('the id that is proposed for an owner is the first that nobody has, here or at the source', () => {
  const ids = (target: MergeTarget, from = source('p')) => renamed(target, from).owners.map(({ id }) => id);
  expect(ids(targetWith({ p: ['x'] }))).toEqual([usual]);
  expect(ids(targetWith({ p: ['x'], [usual]: ['y'] }))).toEqual([`${usual}-2`]);
  expect(ids(targetWith({ p: ['x'], [`${usual}-2`]: ['z'] }), source('p', { [usual]: ['y'] }))).toEqual([
    `${usual}-3`,
  ]);
});

test('an id that somebody else has at the source is refused when it is given', () => {
  const from = source('p', { q: ['y'] });
  const target = targetWith({ p: ['x'] });
  const plan = (decisions: readonly MergeConflict[]) =>
    planMerge(target, [from], { policy: 'fail', decisions }, smallNow, stockLifetimes);
  const decisions = plan([]).shown.conflicts.map((asked) => ({
    ...asked,
    decision: 'rename' as const,
    to: 'q',
  }));
  expect(() => plan(decisions)).toThrow(
    expect.objectContaining({ code: 'name-taken', facts: { owner: 'q' } }),
  );
});

test('what is proposed may be given, however long the id is and whatever is in it', () => {
  const long = 'p'.repeat(128);
  expect(renamed(targetWith({ [long]: ['x'] }), source(long)).owners[0]?.id).toMatch(/^p+-[0-9a-f]{8}$/);
  for (const [id, to] of [
    ['a+b', 'a-a-b'],
    [long, `a-${'p'.repeat(108)}`],
  ] as const) {
    const from = source(id);
    const target = targetOf(side({ owners: { [id]: [] }, components: { a: { tarballs: one('1') } } }));
    Object.assign(target.index.owners[id] ?? {}, { keys: keyRecord(jdoe) });
    const rules = { policy: 'rename', decisions: [] } as const;
    const { components } = planMerge(target, [from], rules, smallNow, stockLifetimes).shown;
    expect(components.map((came) => came.id)).toEqual([to]);
  }
});
