/** The same sources with the same decisions a second time: nothing is new, whoever came in under whatever id. */
import { expect, test } from 'vitest';
import type { MergeConflict, MergeDecision } from '../../../../source/engine/api/merge.ts';
import { stockLifetimes } from '../../../../source/engine/domain/edits/lifetimes.ts';
import {
  type MergeSide,
  type MergeTarget,
  openConflicts,
  planMerge,
} from '../../../../source/engine/domain/merge-plan.ts';
import { after, type Sketch, side, sketchOf, targetOf } from '../../../helpers/merge-sides.ts';
import fc from '../../../helpers/properties.ts';
import { keyRecord, smallKeys, smallNow } from '../../../helpers/small-mirror.ts';

const one = (letter: string, version = 'v1.0.0') => ({ 'linux/amd64': { [version]: letter } });
const real = { K: smallKeys.pingcap, L: smallKeys.jdoe, M: smallKeys.index, N: smallKeys.snapshot };
type Letter = keyof typeof real;
type Owners = Readonly<Record<string, readonly Letter[]>>;

/** A mirror whose owners have keys that stock clients take. */
function mirror(address: string, owners: Owners, components: Sketch['components']): MergeSide {
  const none = Object.fromEntries(Object.keys(owners).map((id) => [id, []]));
  const made = side({ owners: none, components: components ?? {} }, address);
  for (const [id, letters] of Object.entries(owners))
    Object.assign(made.index.owners[id] ?? {}, { keys: keyRecord(...letters.map((name) => real[name])) });
  return made;
}

function plan(target: MergeTarget, sources: readonly MergeSide[], decisions: readonly MergeConflict[]) {
  return planMerge(target, sources, { policy: 'fail', decisions }, smallNow, stockLifetimes);
}

function expectNothingNew(
  target: MergeTarget,
  sources: readonly MergeSide[],
  decisions: readonly MergeConflict[],
) {
  const again = plan(target, sources, decisions);
  expect(again.components).toEqual([]);
  expect(again.index).toBe(target.index);
  expect(again.shown.files.filter(({ action }) => action !== 'keep')).toEqual([]);
  expect(openConflicts(again.shown.conflicts)).toEqual([]);
}

const here = () => targetOf(mirror('/target', { p: ['K'] }, { a: { owner: 'p', tarballs: one('1') } }));
const theirs = (address = '/source') =>
  mirror(
    address,
    { p: ['L'] },
    { a: { owner: 'p', tarballs: one('2') }, b: { owner: 'p', tarballs: one('3') } },
  );

test.each(['q', null])('an owner who came in under another id (%s) is that owner the next time', (to) => {
  const decisions = plan(here(), [theirs()], []).shown.conflicts.map((asked) => ({
    ...asked,
    decision: 'rename' as const,
    to,
  }));
  expect(decisions).toMatchObject([{ kind: 'owner-keys', name: 'p' }]);
  const once = plan(here(), [theirs()], decisions);
  const merged = after(here(), once);
  const id = once.shown.owners[0]?.id ?? '';
  expect(sketchOf(merged)).toEqual({ a: one('1'), b: one('3'), [`a-${id}`]: one('2') });
  expectNothingNew(merged, [theirs()], decisions);
  // also with all that the plan listed, as it is saved
  expectNothingNew(merged, [theirs()], once.shown.conflicts);
  // and what is new by then goes where the rest of it is, without a question
  const more = { 'linux/amd64': { 'v1.0.0': '2', 'v2.0.0': '4' } };
  const later = mirror('/source', { p: ['L'] }, { a: { owner: 'p', tarballs: more } });
  expect(plan(merged, [later], decisions).shown.components).toMatchObject([{ id: `a-${id}`, owner: id }]);
});

test('what was decided about a component holds when its owner comes in under yet another id', () => {
  const rename = (asked: readonly MergeConflict[], kind: MergeConflict['kind'], to: string) =>
    asked.map((one) => (one.kind === kind ? { ...one, decision: 'rename' as const, to } : one));
  const first = rename(plan(here(), [theirs()], []).shown.conflicts, 'owner-keys', 'q');
  const both = rename(plan(here(), [theirs()], first).shown.conflicts, 'owner', 'mine');
  const { conflicts } = plan(here(), [theirs()], rename(both, 'owner-keys', 'q2')).shown;
  expect(conflicts.filter(({ kind }) => kind !== 'version')).toMatchObject([
    { kind: 'owner-keys', to: 'q2' },
    { kind: 'owner', component: 'a', there: 'q2', decision: 'rename', to: 'mine' },
  ]);
});

test('two sources that bring the same owner may both say under which other id', () => {
  const sources = [theirs('/0'), theirs('/1')];
  const decisions = plan(here(), sources, []).shown.conflicts.map((asked) => ({
    ...asked,
    decision: 'rename' as const,
    to: 'q',
  }));
  const once = plan(here(), sources, decisions);
  expect(Object.keys(once.index.components)).toEqual(['a', 'a-q', 'b']);
  expectNothingNew(after(here(), once), sources, decisions);
});

test('without a decision the component of an owner who is here under another id is asked about', () => {
  const target = targetOf(
    mirror('/target', { p: ['K'], q: ['L'] }, { a: { owner: 'p', tarballs: one('1') } }),
  );
  expect(plan(target, [theirs()], []).shown.conflicts).toMatchObject([
    { kind: 'owner', component: 'a', name: 'p', here: 'p', there: 'q', decision: 'fail' },
    { kind: 'version', component: 'a' },
  ]);
});

test('a platform that stays out does so also where more has come that it would hide', () => {
  const target = () =>
    targetOf(
      mirror('/target', { p: ['K'] }, { a: { owner: 'p', tarballs: { 'any/any': { 'v1.0.0': '1' } } } }),
    );
  const tarballs = { 'any/any': { 'v2.0.0': '1' }, ...one('1') };
  const source = mirror('/source', { p: ['K'] }, { a: { owner: 'p', tarballs } });
  const decided = (decision: MergeDecision) =>
    plan(target(), [source], []).shown.conflicts.map((asked) => ({ ...asked, decision }));
  expect(decided('keep')).toMatchObject([{ kind: 'platform', here: 'v1.0.0', there: 'v1.0.0' }]);
  const merged = after(target(), plan(target(), [source], decided('keep')));
  expect(sketchOf(merged)).toEqual({ a: { 'any/any': { 'v1.0.0': '1', 'v2.0.0': '1' } } });
  expectNothingNew(merged, [source], decided('keep'));
  // that it comes in was only ever said of what it hid then
  expect(openConflicts(plan(merged, [source], decided('take')).shown.conflicts)).toHaveLength(1);
});

const record = <T>(keys: readonly string[], value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: keys.length, noNullPrototype: true });
const versions = record(['v1.0.0', 'v2.0.0', 'v1.0.0-nightly-1'], fc.constantFrom('1', '2', '-1'));
const component = fc.record({
  owner: fc.constantFrom('p', 'r'),
  tarballs: record(['linux/amd64', 'any/any'], versions),
});
const letters = Object.keys(real) as Letter[];
const mirrors = (address: string) =>
  fc
    .record({
      owners: fc.shuffledSubarray(letters, { minLength: 2, maxLength: 2 }),
      components: record(['a', 'b', 'c'], component),
    })
    .map(({ owners: [p = 'K', r = 'L'], components }) => mirror(address, { p: [p], r: [r] }, components));
const choices = fc.infiniteStream(fc.constantFrom<MergeDecision>('keep', 'take', 'rename', 'rename'));
const scenes = fc.record({
  target: mirrors('/target').map((made) => targetOf(made)),
  sources: fc.tuple(mirrors('/0')),
  choices,
});

type Scene = {
  readonly target: MergeTarget;
  readonly sources: readonly MergeSide[];
  readonly choices: Iterator<MergeDecision>;
};

/** Somebody decides until nothing is open. */
function decideAll({ target, sources, choices: next }: Scene): readonly MergeConflict[] {
  let decisions: readonly MergeConflict[] = [];
  for (;;) {
    const { conflicts } = plan(target, sources, decisions).shown;
    const open = openConflicts(conflicts);
    if (open.length === 0) return decisions;
    const decided = open.map((asked) => {
      const wanted: MergeDecision = next.next().value;
      return { ...asked, decision: asked.allowed.includes(wanted) ? wanted : ('keep' as const), to: null };
    });
    decisions = [...decisions, ...decided];
  }
}

test('whatever was decided, the second time changes nothing', () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const decisions = decideAll(scene);
      const { target, sources } = scene;
      expectNothingNew(after(target, plan(target, sources, decisions)), sources, decisions);
    }),
    { numRuns: 200 },
  );
});
