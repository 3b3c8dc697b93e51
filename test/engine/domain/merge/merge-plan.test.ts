import { describe, expect, it, test } from 'vitest';
import type { MergeConflict, MergeDecision } from '../../../../source/engine/api/merge.ts';
import { stockLifetimes } from '../../../../source/engine/domain/edits/lifetimes.ts';
import { openConflicts, planMerge } from '../../../../source/engine/domain/merge-plan.ts';
import { after, type Sketch, side, sketchOf, targetOf } from '../../../helpers/merge-sides.ts';
import { smallKeys, smallNow } from '../../../helpers/small-mirror.ts';

const here = 'linux/amd64';

function merge(
  target: Sketch,
  source: Sketch | readonly Sketch[],
  policy: MergeDecision = 'fail',
  decisions: readonly MergeConflict[] = [],
  more: Parameters<typeof targetOf>[1] = {},
) {
  const into = targetOf(side(target, '/target'), more);
  const sources = [source].flat().map((sketch, at) => side(sketch, `/source${at === 0 ? '' : at}`));
  const outcome = planMerge(into, sources, { policy, decisions }, smallNow, stockLifetimes);
  const next = after(into, outcome);
  return { ...outcome, shown: outcome.shown, before: into, next, sketch: sketchOf(next) };
}

/** The one conflict of a merge that nobody decided, with a decision. */
function decided(
  target: Sketch,
  source: Sketch,
  decision: MergeDecision,
  to: string | null = null,
): readonly MergeConflict[] {
  return merge(target, source).shown.conflicts.map((conflict) => ({ ...conflict, decision, to }));
}

const one = (letter: string, version = 'v1.0.0') => ({ [here]: { [version]: letter } });

describe('what both agree in', () => {
  it('brings new components and new versions, and leaves the rest alone', () => {
    const merged = merge(
      { components: { a: { tarballs: one('1') }, b: { tarballs: one('2') } } },
      {
        components: {
          a: { tarballs: { [here]: { 'v1.0.0': '1', 'v2.0.0': '3' } } },
          c: { tarballs: one('4') },
        },
      },
    );
    expect(merged.sketch).toEqual({
      a: { [here]: { 'v1.0.0': '1', 'v2.0.0': '3' } },
      b: one('2'),
      c: one('4'),
    });
    expect(merged.shown).toMatchObject({ conflicts: [], left: [], identical: 1, missingKeys: [] });
    expect(merged.shown.files.map(({ name, action }) => [name, action])).toEqual([
      ['a-v2.0.0-linux-amd64.tar.gz', 'fetch'],
      ['c-v1.0.0-linux-amd64.tar.gz', 'fetch'],
    ]);
    expect(merged.index.version).toBe(2);
    expect(merged.components.map(({ id, version }) => [id, version])).toEqual([
      ['a', 2],
      ['c', 1],
    ]);
  });

  it('changes nothing when nothing is new: no index, no component, no file', () => {
    const sketch = { components: { a: { tarballs: one('1') } }, defaults: ['a'] };
    const merged = merge(sketch, sketch);
    expect(merged.index).toBe(merged.before.index);
    expect(merged.components).toEqual([]);
    expect(merged.shown).toMatchObject({ files: [], identical: 1, defaultComponents: null });
  });

  it('keeps dependencies, release times and flags of the source (beat list 2)', () => {
    const source = side({ components: { a: { tarballs: one('1') } } });
    const manifest = source.components.get('a')?.manifest;
    const item = manifest?.platforms[here]?.['v1.0.0'];
    Object.assign(item ?? {}, { dependencies: { b: '^1.0.0' }, released: '2020-02-02T00:00:00+08:00' });
    Object.assign(source.index.components.a ?? {}, { standalone: true, hidden: true });
    const into = targetOf(side({ components: { b: { tarballs: one('2') } } }));
    const rules = { policy: 'fail', decisions: [] } as const;
    const { components, index } = planMerge(into, [source], rules, smallNow, stockLifetimes);
    expect(components[0]?.platforms[here]?.['v1.0.0']).toEqual(item);
    expect(index.components.a).toMatchObject({ standalone: true, hidden: true, owner: 'o', yanked: false });
  });

  it('does not bring back what was yanked in the target, a version or a component', () => {
    const merged = merge(
      { components: { a: { tarballs: one('-1') }, b: { tarballs: one('2') } }, yanked: ['b'] },
      { components: { a: { tarballs: one('3') }, b: { tarballs: one('4', 'v9.0.0') } } },
      'take',
    );
    expect(merged.sketch).toEqual({ a: one('-1'), b: one('2') });
    expect(merged.shown.left).toEqual([
      { source: '/source', component: 'a', version: 'v1.0.0', platform: here, reason: 'yanked-here' },
      { source: '/source', component: 'b', version: null, platform: null, reason: 'yanked-here' },
    ]);
    expect(merged.shown.files).toEqual([]);
  });

  it('takes nothing that is yanked in the source, but for what a new component says of its past', () => {
    const source = { components: { a: { tarballs: { [here]: { 'v1.0.0': '-1', 'v2.0.0': '2' } } } } };
    expect(merge({ components: { a: { tarballs: one('2', 'v2.0.0') } } }, source).components).toEqual([]);
    const merged = merge({}, source);
    expect(merged.sketch).toEqual({ a: { [here]: { 'v1.0.0': '-1', 'v2.0.0': '2' } } });
    expect(merged.shown.files.map(({ version }) => version)).toEqual(['v2.0.0']);
    expect(merge({}, { components: { a: { tarballs: one('-1') } } }).shown.components).toEqual([]);
  });

  it('counts on from a manifest that the index does not list any more', () => {
    const source = { components: { a: { tarballs: one('1') } } };
    const merged = merge({}, source, 'fail', [], { lastVersion: () => 7 });
    expect(merged.components[0]?.version).toBe(8);
  });

  it('brings no component that stock clients would trip over, whoever decides', () => {
    const merged = merge({}, { components: { snapshot: { tarballs: one('1') } } }, 'take');
    expect(merged.sketch).toEqual({});
    expect(merged.shown.left).toMatchObject([{ component: 'snapshot', reason: 'reserved' }]);
  });

  it('merges several sources, each with what the earlier ones brought', () => {
    const first = { components: { a: { tarballs: one('1') } } };
    const second = { components: { a: { tarballs: { [here]: { 'v1.0.0': '1', 'v2.0.0': '2' } } } } };
    const merged = merge({}, [first, second, { components: { a: { tarballs: one('5') } } }]);
    expect(merged.sketch).toEqual({ a: { [here]: { 'v1.0.0': '1', 'v2.0.0': '2' } } });
    expect(merged.shown.identical).toBe(1);
    expect(merged.shown.components[0]?.from.map(({ source }) => source)).toEqual(['/source', '/source1']);
    expect(openConflicts(merged.shown.conflicts)).toMatchObject([{ kind: 'version', source: '/source2' }]);
  });
});

describe('conflicts', () => {
  const letters = (number: string) => number.repeat(64);
  const other = { o: ['k'], p: ['q'] };
  type Case = readonly [
    name: string,
    conflict: Partial<MergeConflict>,
    target: Sketch,
    source: Sketch,
    taken: object,
  ];
  const cases: readonly Case[] = [
    [
      'the same version with other bytes',
      { kind: 'version', version: 'v1.0.0', platform: here, here: letters('1'), there: letters('2') },
      { components: { a: { tarballs: one('1') } } },
      { components: { a: { tarballs: one('2') } } },
      { a: one('2') },
    ],
    [
      'a component that belongs to somebody else',
      { kind: 'owner', name: 'p', here: 'o', there: 'p' },
      { owners: other, components: { a: { tarballs: one('1') } } },
      { owners: other, components: { a: { owner: 'p', tarballs: one('2', 'v2.0.0') } } },
      { a: { [here]: { 'v1.0.0': '1', 'v2.0.0': '2' } } },
    ],
    [
      'an owner with other keys',
      { kind: 'owner-keys', component: null, name: 'p', here: 'q', there: 'r' },
      { owners: { p: ['q'] }, components: { a: { owner: 'p', tarballs: one('1') } } },
      { owners: { p: ['r'] }, components: { a: { owner: 'p', tarballs: one('2', 'v2.0.0') } } },
      { a: { [here]: { 'v1.0.0': '1', 'v2.0.0': '2' } } },
    ],
    [
      'another nightly',
      { kind: 'nightly', here: 'v1.0.0-nightly-1', there: 'v1.0.0-nightly-2' },
      { components: { a: { tarballs: one('1', 'v1.0.0-nightly-1'), nightly: 'v1.0.0-nightly-1' } } },
      { components: { a: { tarballs: one('2', 'v1.0.0-nightly-2'), nightly: 'v1.0.0-nightly-2' } } },
      { a: one('2', 'v1.0.0-nightly-2') },
    ],
    [
      'a platform that would hide any/any',
      { kind: 'platform', platform: here, here: 'v1.0.0', there: 'v2.0.0' },
      { components: { a: { tarballs: { 'any/any': { 'v1.0.0': '1' } } } } },
      { components: { a: { tarballs: one('2', 'v2.0.0') } } },
      { a: { 'any/any': { 'v1.0.0': '1' }, ...one('2', 'v2.0.0') } },
    ],
  ];

  test.each(cases)('%s: nothing of it happens until somebody decides', (_, conflict, target, source) => {
    const { shown, before, next, index } = merge(target, source);
    expect(shown.conflicts).toMatchObject([{ source: '/source', decision: 'fail', to: null, ...conflict }]);
    expect(openConflicts(shown.conflicts)).toHaveLength(1);
    expect(sketchOf(next)).toEqual(sketchOf(before));
    expect(index).toBe(before.index);
    expect(shown.left).toMatchObject([{ reason: 'undecided' }]);
  });

  test.each(cases)('%s: keep leaves the target as it is', (_, __, target, source) => {
    for (const kept of [
      merge(target, source, 'keep'),
      merge(target, source, 'fail', decided(target, source, 'keep')),
    ]) {
      expect(sketchOf(kept.next)).toEqual(sketchOf(kept.before));
      expect(openConflicts(kept.shown.conflicts)).toEqual([]);
      expect(kept.shown.left).toMatchObject([{ reason: 'kept' }]);
    }
  });

  test.each(cases)('%s: take brings it in, once', (_, __, target, source, taken) => {
    for (const policy of ['take', 'fail'] as const) {
      const decisions = policy === 'fail' ? decided(target, source, 'take') : [];
      const { next, sketch } = merge(target, source, policy, decisions);
      expect(sketch).toEqual(taken);
      const rules = { policy, decisions };
      const again = planMerge(next, [side(source)], rules, smallNow, stockLifetimes);
      expect(again.components).toEqual([]);
      expect(again.index).toBe(next.index);
    }
  });

  test('a taken nightly is what nightly means, and its files are the only ones', () => {
    const [, , target, source] = cases.find(([name]) => name === 'another nightly') ?? cases[0] ?? [];
    if (target === undefined || source === undefined) throw new Error('no such case');
    const { components, shown } = merge(target, source, 'take');
    expect(components[0]?.nightly).toBe('v1.0.0-nightly-2');
    expect(shown.components).toMatchObject([
      { added: [`v1.0.0-nightly-2 ${here}`], dropped: [`v1.0.0-nightly-1 ${here}`] },
    ]);
  });

  test('rename brings the whole component in under another id, with tarballs of that name', () => {
    const [, , target, source] = cases[1] ?? [];
    if (target === undefined || source === undefined) throw new Error('no such case');
    for (const [policy, to, id] of [
      ['rename', null, 'a-p'],
      ['fail', 'ours', 'ours'],
    ] as const) {
      const decisions = to === null ? [] : decided(target, source, 'rename', to);
      const { sketch, shown, next, index } = merge(target, source, policy, decisions);
      expect(sketch).toEqual({ a: one('1'), [id]: one('2', 'v2.0.0') });
      expect(index.components[id]).toMatchObject({ owner: 'p', url: `/${id}.json` });
      expect(shown.files).toMatchObject([
        { name: `${id}-v2.0.0-linux-amd64.tar.gz`, from: 'a-v2.0.0-linux-amd64.tar.gz' },
      ]);
      expect(shown.conflicts).toMatchObject([{ kind: 'owner', decision: 'rename', to: id }]);
      const again = planMerge(next, [side(source)], { policy, decisions }, smallNow, stockLifetimes);
      expect(again.index).toBe(next.index);
      expect(again.components).toEqual([]);
    }
  });

  test('a decision is for what it was made about: other bytes are another conflict', () => {
    const target = { components: { a: { tarballs: one('1') } } };
    const decisions = decided(target, { components: { a: { tarballs: one('2') } } }, 'take');
    const { sketch, shown } = merge(target, { components: { a: { tarballs: one('3') } } }, 'fail', decisions);
    expect(sketch).toEqual({ a: one('1') });
    expect(openConflicts(shown.conflicts)).toHaveLength(1);
  });

  test('a decision that a conflict can not be given is refused', () => {
    const [, , target, source] = cases[3] ?? [];
    if (target === undefined || source === undefined) throw new Error('no such case');
    expect(() => merge(target, source, 'fail', decided(target, source, 'rename'))).toThrow(
      expect.objectContaining({ code: 'plan-corrupt' }),
    );
    const version = { components: { a: { tarballs: one('1') } } };
    const bytes = { components: { a: { tarballs: one('2') } } };
    expect(() => merge(version, bytes, 'fail', decided(version, bytes, 'rename', '../x'))).toThrow(
      expect.objectContaining({ code: 'name-invalid' }),
    );
  });

  test('another name that is taken is refused: the same, one that is here or at the source, one given twice', () => {
    const target = { components: { a: { tarballs: one('1') }, b: { tarballs: one('2') } } };
    const theirs = { a: { tarballs: one('3') }, b: { tarballs: one('4') }, z: { tarballs: one('5') } };
    const source = { components: theirs };
    for (const to of ['a', 'b', 'z', 'x'])
      expect(() => merge(target, source, 'fail', decided(target, source, 'rename', to))).toThrow(
        expect.objectContaining({ code: 'name-taken', facts: { component: to } }),
      );
  });

  test('a name that is proposed is a free one; the one of an earlier merge stays its own', () => {
    const target = { components: { a: { tarballs: one('1') }, 'a-o': { tarballs: one('2') } } };
    const source = { components: { a: { tarballs: one('3') } } };
    const first = merge(target, source, 'rename');
    expect(first.sketch).toEqual({ a: one('1'), 'a-o': one('2'), 'a-o-2': one('3') });
    const more = side({ components: { a: { tarballs: { [here]: { 'v1.0.0': '3', 'v2.0.0': '4' } } } } });
    const rules = { policy: 'rename', decisions: [] } as const;
    const again = planMerge(first.next, [more], rules, smallNow, stockLifetimes);
    expect(again.shown.components).toMatchObject([{ id: 'a-o-2', added: ['v2.0.0 linux/amd64'] }]);
  });

  test('default components: only a decision adds to the list', () => {
    const target = { components: { a: { tarballs: one('1') } }, defaults: ['a'] };
    const source = {
      components: { b: { tarballs: one('2') }, c: { tarballs: one('3') } },
      defaults: ['c', 'a'],
    };
    const withA = { ...source, components: { ...source.components, a: { tarballs: one('1') } } };
    const open = merge(target, withA);
    expect(open.shown.conflicts).toMatchObject([
      { kind: 'default-components', here: 'a', there: 'c a', decision: 'fail' },
    ]);
    expect(open.index.default_components).toEqual(['a']);
    expect(merge(target, withA, 'take').index.default_components).toEqual(['a', 'c']);
    expect(merge(target, withA, 'keep').index.default_components).toEqual(['a']);
  });

  test('the name of a tarball that another version needs is never taken from it', () => {
    const clash = (id: string) => `/${id}-v1.0.0-linux-amd64.tar.gz`;
    const target = { components: { a: { tarballs: one('1') } } };
    const source = side({ components: { b: { tarballs: one('2') } } });
    Object.assign(source.components.get('b')?.manifest.platforms[here]?.['v1.0.0'] ?? {}, {
      url: clash('a'),
    });
    const plan = (policy: MergeDecision) =>
      planMerge(targetOf(side(target)), [source], { policy, decisions: [] }, smallNow, stockLifetimes);
    expect(plan('take').shown.conflicts).toMatchObject([
      {
        kind: 'file',
        name: 'a-v1.0.0-linux-amd64.tar.gz',
        allowed: ['fail', 'keep', 'rename'],
        decision: 'fail',
      },
    ]);
    expect(plan('keep').components).toEqual([]);
    const renamed = plan('rename');
    expect(renamed.components[0]?.platforms[here]?.['v1.0.0']?.url).toBe(clash('b'));
    expect(renamed.shown.files).toMatchObject([
      { name: 'b-v1.0.0-linux-amd64.tar.gz', from: 'a-v1.0.0-linux-amd64.tar.gz', action: 'fetch' },
    ]);
  });

  test('a file that belongs to nobody is kept, replaced or passed by; the right one is used', () => {
    const source = { components: { a: { tarballs: one('2') } } };
    const on = (letter: string) => ({ disk: () => letters(letter) });
    expect(merge({}, source, 'fail', [], on('2')).shown.files).toMatchObject([{ action: 'keep' }]);
    expect(merge({}, source, 'fail', [], on('3')).shown.conflicts).toMatchObject([
      { kind: 'file', here: letters('3'), there: letters('2') },
    ]);
    expect(merge({}, source, 'take', [], on('3')).shown.files).toMatchObject([{ action: 'replace' }]);
    const aside = merge({}, source, 'rename', [], {
      disk: (name) => (name === 'a-v1.0.0-linux-amd64.tar.gz' ? letters('3') : null),
    });
    expect(aside.shown.files).toMatchObject([{ name: 'a-v1.0.0-linux-amd64-22222222.tar.gz' }]);
  });
});

describe('owners of new components', () => {
  const source = (owners: Readonly<Record<string, readonly string[]>>, owner: string): Sketch => ({
    owners,
    components: { a: { owner, tarballs: one('1') } },
  });

  test('the owner with the same keys has it, whatever the id', () => {
    const target = { owners: { jdoe: ['j'], other: ['x'] } };
    expect(merge(target, source({ jdoe: ['j'] }, 'jdoe')).index.components.a?.owner).toBe('jdoe');
    expect(merge(target, source({ somebody: ['x'] }, 'somebody')).index.components.a?.owner).toBe('other');
  });

  test('as in stock, the owner with the same id has it when the home has the keys of the target', () => {
    const keys = new Set(['mine']);
    const more = { keys, homeKeys: keys };
    const target = { owners: { jdoe: ['mine'] } };
    const merged = merge(target, source({ jdoe: ['theirs'] }, 'jdoe'), 'fail', [], more);
    expect(merged.index.components.a?.owner).toBe('jdoe');
    expect(merged.shown).toMatchObject({ conflicts: [], missingKeys: [] });
    const foreign = merge(target, source({ jdoe: ['theirs'] }, 'jdoe'));
    expect(foreign.shown.conflicts).toMatchObject([{ kind: 'owner-keys', name: 'jdoe' }]);
  });

  test('an unknown owner is missing, for all components at once; no policy grants anything', () => {
    const two = {
      owners: { p: ['q'] },
      components: { b: { owner: 'p', tarballs: one('1') }, a: { owner: 'p', tarballs: one('2') } },
    };
    for (const policy of ['fail', 'take', 'rename'] as const) {
      const { shown, index } = merge({}, two, policy);
      expect(shown.missingKeys).toEqual([
        { owner: 'p', component: 'a', needed: 1, got: 0 },
        { owner: 'p', component: 'b', needed: 1, got: 0 },
      ]);
      expect(shown.conflicts).toMatchObject([{ kind: 'owner-unknown', decision: 'fail' }]);
      expect(index.owners).toEqual(merge({}, {}).index.owners);
    }
    expect(merge({}, two, 'keep').shown).toMatchObject({ missingKeys: [], components: [] });
  });

  test('a decision by name grants, under this id or another that nobody has', () => {
    const { pingcap } = smallKeys;
    const real = side({ components: { a: { owner: 'p', tarballs: one('1') } }, owners: { p: [] } });
    Object.assign(real.index.owners.p ?? {}, { keys: { [pingcap.id]: pingcap.public } });
    const plan = (decision: MergeDecision, to: string | null) => {
      const rules = { policy: 'fail', decisions: [] } as const;
      const into = targetOf(side({}));
      const asked = planMerge(into, [real], rules, smallNow, stockLifetimes).shown.conflicts;
      const decisions = asked.map((conflict) => ({ ...conflict, decision, to }));
      return planMerge(into, [real], { policy: 'fail', decisions }, smallNow, stockLifetimes);
    };
    const taken = plan('take', null);
    expect(taken.shown.owners).toEqual([{ id: 'p', name: 'p', keys: [pingcap.id], source: '/source' }]);
    expect(taken.index.owners.p).toEqual(real.index.owners.p);
    expect(plan('rename', 'q').index.components.a?.owner).toBe('q');
    for (const to of ['o', 'p'])
      expect(() => plan('rename', to)).toThrow(
        expect.objectContaining({ code: 'name-taken', facts: { owner: to } }),
      );
    expect(() => plan('rename', 'root')).toThrow(expect.objectContaining({ code: 'owner-reserved' }));
  });

  test('an owner who comes in under another id brings what is known here along under another id', () => {
    const { pingcap } = smallKeys;
    const theirs = side({
      owners: { p: [] },
      components: { a: { owner: 'p', tarballs: one('2', 'v2.0.0') }, b: { owner: 'p', tarballs: one('3') } },
    });
    Object.assign(theirs.index.owners.p ?? {}, { keys: { [pingcap.id]: pingcap.public } });
    const into = () =>
      targetOf(side({ owners: { p: ['q'] }, components: { a: { owner: 'p', tarballs: one('1') } } }));
    const plan = (decisions: readonly MergeConflict[]) =>
      planMerge(into(), [theirs], { policy: 'fail', decisions }, smallNow, stockLifetimes);
    const asked = plan([]).shown.conflicts;
    expect(asked).toMatchObject([{ kind: 'owner-keys', name: 'p' }]);
    const moved = plan(asked.map((one) => ({ ...one, decision: 'rename' as const, to: 'q' })));
    expect(moved.shown.conflicts).toMatchObject([
      { kind: 'owner-keys', decision: 'rename', to: 'q' },
      { kind: 'owner', component: 'a', here: 'p', there: 'q', decision: 'rename', to: 'a-q' },
    ]);
    expect(moved.shown.owners).toMatchObject([{ id: 'q' }]);
    expect(moved.index.components).toMatchObject({
      a: { owner: 'p' },
      'a-q': { owner: 'q' },
      b: { owner: 'q' },
    });
    // what is decided about the component itself counts more
    const kept = plan(
      moved.shown.conflicts.map((one) =>
        one.kind === 'owner' ? { ...one, decision: 'keep', to: null } : one,
      ),
    );
    expect(Object.keys(kept.index.components)).toEqual(['a', 'b']);
  });

  test('two owners can not come in under one id', () => {
    const { pingcap, jdoe } = smallKeys;
    const theirs = side({
      owners: { p: [], r: [] },
      components: { a: { owner: 'p', tarballs: one('1') }, b: { owner: 'r', tarballs: one('2') } },
    });
    Object.assign(theirs.index.owners.p ?? {}, { keys: { [pingcap.id]: pingcap.public } });
    Object.assign(theirs.index.owners.r ?? {}, { keys: { [jdoe.id]: jdoe.public } });
    const plan = (decisions: readonly MergeConflict[]) =>
      planMerge(targetOf(side({})), [theirs], { policy: 'fail', decisions }, smallNow, stockLifetimes);
    const twice = plan([]).shown.conflicts.map((one) => ({ ...one, decision: 'rename' as const, to: 'q' }));
    expect(twice).toHaveLength(2);
    expect(() => plan(twice)).toThrow(expect.objectContaining({ code: 'name-taken', facts: { owner: 'q' } }));
  });

  test('keys that stock clients refuse never come in', () => {
    const strange = side({ components: { a: { owner: 'p', tarballs: one('1') } }, owners: { p: ['fake'] } });
    const rules = { policy: 'fail', decisions: [] } as const;
    const { shown } = planMerge(targetOf(side({})), [strange], rules, smallNow, stockLifetimes);
    expect(shown.conflicts).toMatchObject([{ allowed: ['fail', 'keep'] }]);
  });

  test('an owner whose keys are too few at hand is missing for each component', () => {
    const target = { owners: { p: ['q'] }, components: { a: { owner: 'p', tarballs: one('1') } } };
    const { shown } = merge(target, {
      owners: { p: ['q'] },
      components: { a: { owner: 'p', tarballs: one('2', 'v2.0.0') }, b: { owner: 'p', tarballs: one('3') } },
    });
    expect(shown.missingKeys).toEqual([
      { owner: 'p', component: 'a', needed: 1, got: 0 },
      { owner: 'p', component: 'b', needed: 1, got: 0 },
    ]);
  });
});
