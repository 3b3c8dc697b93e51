import { expect, test } from 'vitest';
import type { MergeDecision } from '../../../../source/engine/api/merge.ts';
import { eachItem } from '../../../../source/engine/domain/clone-manifests.ts';
import { isAvailable } from '../../../../source/engine/domain/clone-selection.ts';
import { stockLifetimes } from '../../../../source/engine/domain/edits/lifetimes.ts';
import { type MergeOutcome, type MergeSide, planMerge } from '../../../../source/engine/domain/merge-plan.ts';
import { after, type Sketch, side, targetOf } from '../../../helpers/merge-sides.ts';
import fc from '../../../helpers/properties.ts';
import { smallNow } from '../../../helpers/small-mirror.ts';

const record = <T>(keys: readonly string[], value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: keys.length, noNullPrototype: true });

const letter = fc.constantFrom('1', '2', '1', '-1');
const versions = record(['v1.0.0', 'v2.0.0', 'v1.0.0-nightly-1', 'v1.0.0-nightly-2'], letter);
const component = fc.record({
  owner: fc.constantFrom('o', 'p'),
  tarballs: record(['linux/amd64', 'darwin/arm64', 'any/any'], versions),
  nightly: fc.constantFrom('', 'v1.0.0-nightly-1', 'v1.0.0-nightly-2'),
  version: fc.integer({ min: 1, max: 4 }),
});
const ids = ['a', 'b', 'c'];
const mirror: fc.Arbitrary<Sketch> = fc
  .record({
    components: record(ids, component),
    owners: fc.constantFrom({ p: ['q'] }, { p: ['r'] }, { p: ['k'] }),
    defaults: fc.uniqueArray(fc.constantFrom(...ids)),
    yanked: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 1 }),
  })
  .map((sketch) => ({ ...sketch, defaults: sketch.defaults.filter((id) => id in sketch.components) }));

const policies: readonly MergeDecision[] = ['fail', 'keep', 'take', 'rename'];
const scenes = fc.record({
  target: mirror.map((sketch) => targetOf(side(sketch, '/target'))),
  sources: fc
    .array(mirror, { minLength: 1, maxLength: 3 })
    .map((all) => all.map((one, at) => side(one, `/${at}`))),
  policy: fc.constantFrom(...policies),
});

const plan = (target: ReturnType<typeof targetOf>, sources: readonly MergeSide[], policy: MergeDecision) =>
  planMerge(target, sources, { policy, decisions: [] }, smallNow, stockLifetimes);

/** `<component> <version> <platform>` of what clients find → its sha256. */
function live(mirrorNow: Pick<MergeSide, 'components' | 'index'>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [id, { manifest }] of mirrorNow.components) {
    if (mirrorNow.index.components[id]?.yanked !== false) continue;
    for (const [platform, version, item] of eachItem(manifest)) {
      if (isAvailable(item)) found.set(`${id} ${version} ${platform}`, item.hashes?.sha256 ?? '');
    }
  }
  return found;
}

function changes({ shown }: MergeOutcome): { replaced: Set<string>; dropped: Set<string> } {
  const names = (list: 'replaced' | 'dropped') =>
    new Set(shown.components.flatMap((one) => one[list].map((name) => `${one.id} ${name}`)));
  return { replaced: names('replaced'), dropped: names('dropped') };
}

test('merging again changes nothing: no manifest, no owner, no file', () => {
  fc.assert(
    fc.property(scenes, ({ target, sources, policy }) => {
      const once = after(target, plan(target, sources, policy));
      const twice = plan(once, sources, policy);
      expect(twice.components).toEqual([]);
      expect(twice.index).toBe(once.index);
      expect(twice.shown.files.filter(({ action }) => action !== 'keep')).toEqual([]);
      expect(twice.shown).toMatchObject({ owners: [], defaultComponents: null });
    }),
    { numRuns: 300 },
  );
});

test('the target keeps what it has, but for what the plan says it replaces', () => {
  fc.assert(
    fc.property(scenes, ({ target, sources, policy }) => {
      const outcome = plan(target, sources, policy);
      const { replaced, dropped } = changes(outcome);
      const now = live(after(target, outcome));
      for (const [name, sha256] of live(target)) {
        if (dropped.has(name)) expect(now.has(name)).toBe(false);
        else if (replaced.has(name)) expect(now.get(name)).not.toBe(sha256);
        else expect(now.get(name)).toBe(sha256);
      }
      if (policy !== 'take') expect([...replaced, ...dropped]).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('every version of a source is there with its bytes, or the plan says why not', () => {
  fc.assert(
    fc.property(scenes, ({ target, sources, policy }) => {
      const outcome = plan(target, sources, policy);
      const now = live(after(target, outcome));
      const moved = new Map(
        outcome.shown.conflicts.flatMap(({ source, component: id, decision, to }) =>
          decision === 'rename' && id !== null && to !== null ? [[`${source} ${id}`, to] as const] : [],
        ),
      );
      const later = (at: number, name: string) =>
        sources.slice(at + 1).some((source) => live(source).has(name) || name.includes('nightly'));
      sources.forEach((source, at) => {
        for (const [name, sha256] of live(source)) {
          const [id = '', ...rest] = name.split(' ');
          const inTarget = [moved.get(`${source.address} ${id}`) ?? id, ...rest].join(' ');
          const isThere = now.get(inTarget) === sha256 || (now.get(name) === sha256 && policy === 'rename');
          const isLeft = outcome.shown.left.some(
            (one) =>
              one.source === source.address &&
              (inTarget.startsWith(`${one.component} `) || one.component === id) &&
              (one.version === null || name.endsWith(` ${one.version} ${one.platform}`)),
          );
          if (!isThere && !isLeft) expect(later(at, name), name).toBe(true);
        }
      });
    }),
    { numRuns: 300 },
  );
});

test('a tarball is fetched once, and each has the bytes of every version that names it', () => {
  fc.assert(
    fc.property(scenes, ({ target, sources, policy }) => {
      const outcome = plan(target, sources, policy);
      const next = after(target, outcome);
      const names = outcome.shown.files.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const { manifest } of next.components.values()) {
        for (const [, , item] of eachItem(manifest)) {
          if (isAvailable(item)) expect(next.disk(item.url.slice(1))).toBe(item.hashes?.sha256);
        }
      }
    }),
    { numRuns: 300 },
  );
});
