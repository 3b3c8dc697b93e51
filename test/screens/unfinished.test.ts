/** Choices outlive the line: kept while they are made, offered on the first page, gone on with or thrown away. */
import { expect, test } from 'vitest';
import type {
  Catalogue,
  ChosenWork,
  CloneAnswers,
  CloneRequest,
  MergeRequest,
  Unfinished,
} from '../../source/engine/index.ts';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { type FakeEngine, fakeCatalogue, fakeEngine, fakeIdentity, fakeNow } from '../helpers/fake-engine.ts';
import { fakeConflict, fakeMergeEngine, fakeOther } from '../helpers/fake-merge.ts';
import { Screen } from '../helpers/screen.ts';
import { until } from '../helpers/until.ts';

const { clone, home, merge, shell } = messagesFor('en');
const twoNewest = ['v8.5.1', 'v8.5.0'];

/** An engine whose home keeps choices: what processes of before left, and what this one keeps. */
function keeping(engine: FakeEngine, ...left: readonly ChosenWork[]) {
  const before = new Map<string, Unfinished>(
    left.map((work, at) => [
      `${work.kind}-${at}`,
      { ...work, id: `${work.kind}-${at}`, when: fakeNow.toISOString() },
    ]),
  );
  const own = new Map<string, ChosenWork>();
  const kept: FakeEngine = {
    ...engine,
    unfinished: {
      async keep(work, instead) {
        own.set(work.kind, work);
        if (instead) before.delete(instead);
      },
      async setAside(kind) {
        const work = own.get(kind);
        own.delete(kind);
        if (work !== undefined)
          before.set(`${kind}-own`, { ...work, id: `${kind}-own`, when: fakeNow.toISOString() });
      },
      async drop(kind) {
        own.delete(kind);
      },
      list: async () => [...before.values()],
      async discard(id) {
        before.delete(id);
      },
    },
  };
  return { engine: kept, own, before };
}

/** A clone of `pd` and `tidb`, with other answers. */
function cloneWith(answers: Partial<CloneAnswers>, request: Partial<CloneRequest> = {}): ChosenWork {
  return {
    kind: 'clone',
    request: {
      source: { address: fakeIdentity.address },
      target: '/srv/plant',
      ...(request.full === true ? {} : { components: { pd: ['latest'], tidb: ['latest'] } }),
      oses: ['linux'],
      archs: ['arm64'],
      ...request,
    },
    answers: {
      components: ['pd', 'tidb'],
      mode: 'newest',
      newest: 1,
      prefix: '',
      typed: '',
      picks: [],
      ...answers,
    },
  };
}

const someClone = cloneWith(
  { mode: 'exact', picks: ['pd@v8.5.1', 'tidb@v8.5.1'] },
  { components: { pd: ['v8.5.1'], tidb: ['v8.5.1'] } },
);
const decided = { ...fakeConflict('tidb', 'v8.5.1'), decision: 'keep' as const };
const someMerge: ChosenWork & { readonly request: MergeRequest } = {
  kind: 'merge',
  request: { sources: [{ address: fakeOther }], onConflict: 'fail', decisions: [decided] },
};

test('a clone is kept as it is chosen, and no more once the person leaves and says so', async () => {
  const { engine, own } = keeping(fakeEngine());
  const screen = new Screen({ engine, start: { route: 'clone', with: { source: fakeIdentity.address } } });
  await screen.see(clone.ask.components);
  expect(own.size).toBe(0);
  await screen.press('space');
  await until(() => own.size === 1, 'the first component to be kept');
  await screen.press('down', 'space');
  const count = (): number => {
    const work = own.get('clone');
    return work?.kind === 'clone' ? Object.keys(work.request.components ?? {}).length : 0;
  };
  await until(() => count() === 2, 'both components to be kept');
  expect(await screen.leave()).toBe(0);
  expect(own.size).toBe(0);
});

test('interrupted twice, or cut off, it stays kept as it was last', async () => {
  const { engine, own } = keeping(fakeEngine());
  const screen = new Screen({ engine, start: { route: 'clone', with: { source: fakeIdentity.address } } });
  await screen.see(clone.ask.components);
  await screen.press('a');
  await screen.press('ctrl+c');
  await screen.see(shell.reasons.interruptAgain);
  await screen.press('ctrl+c');
  expect(await screen.closed).toBe(0);
  expect(own.get('clone')).toMatchObject({
    request: { source: { address: fakeIdentity.address } },
  });
});

test('a clone that was cut off is gone on with: all that was chosen is chosen', async () => {
  const { engine, own, before } = keeping(fakeEngine(), someClone);
  const screen = new Screen({ engine });
  await screen.see(home.needs.unfinished.clone(2, ''));
  await screen.press('home', 'enter');
  await screen.see(clone.ask.components);
  await screen.see(/\[x\] tidb/);
  await screen.see(/\[x\] pd/);
  await until(() => before.size === 0, 'the choices to be this session’s own');
  expect(own.get('clone')).toMatchObject(someClone);
  await screen.press('enter');
  await screen.see(clone.ask.versions);
  await screen.press('enter');
  await screen.see('v8.5.1');
  await screen.press('enter');
  await screen.see(clone.ask.platforms);
  await screen.press('enter');
  await screen.see('/srv/plant');
  await screen.press('escape');
  await screen.see(clone.ask.platforms);
  await screen.leave();
});

const everyId = fakeCatalogue.components.map(({ id }) => id);

test.each<[string, ChosenWork]>([
  ['the newest ones', cloneWith({ newest: 2 }, { components: { pd: twoNewest, tidb: twoNewest } })],
  ['a beginning not typed yet', cloneWith({ mode: 'prefix' }, { components: {}, prefix: true })],
  [
    'a beginning',
    cloneWith(
      { mode: 'prefix', prefix: '8.4' },
      { components: { pd: ['v8.4'], tidb: ['v8.4'] }, prefix: true },
    ),
  ],
  ['versions not typed yet', cloneWith({ mode: 'typed', prefix: 'v7' }, { components: {} })],
  [
    'a version that not each has, typed',
    cloneWith({ mode: 'typed', typed: '8.5' }, { components: { pd: ['8.5'], tidb: ['8.5'] } }),
  ],
  [
    'ranges',
    cloneWith(
      { mode: 'typed', typed: '>=8.1 <8.5, ^7' },
      { components: { pd: ['>=8.1 <8.5', '^7'], tidb: ['>=8.1 <8.5', '^7'] } },
    ),
  ],
  ['none picked yet', cloneWith({ mode: 'exact' }, { components: {} })],
  [
    'a component without a pick',
    cloneWith({ mode: 'exact', picks: ['pd@v8.4.0'] }, { components: { pd: ['v8.4.0'] }, strict: true }),
  ],
  [
    'everything',
    cloneWith({ mode: 'all', components: everyId, typed: '^8' }, { full: true, dropUnselected: true }),
  ],
])('a clone is gone on with as it was left: %s', async (_, left) => {
  const { engine, own, before } = keeping(fakeEngine(), left);
  const screen = new Screen({ engine });
  await screen.see('Left off');
  await screen.press('home', 'enter');
  await until(() => before.size === 0, 'the choices to be this session’s own');
  expect(own.get('clone')).toEqual(left);
  await screen.see(/\[x\] pd/);
  await screen.see(/\[x\] tidb/);
  await screen.leave();
});

test('what is chosen in this session is offered too, once another clone is gone on with', async () => {
  const { engine, own, before } = keeping(fakeEngine(), someClone);
  const screen = new Screen({ engine });
  await screen.see(home.needs.unfinished.clone(2, ''));
  await screen.press('c');
  await screen.see(clone.ask.source);
  await screen.press('enter');
  await screen.see(clone.ask.way);
  await screen.press('enter');
  await screen.see(clone.ask.components);
  await screen.press('space');
  await until(() => own.size === 1, 'what is chosen to be kept');
  await screen.press('escape', 'escape', 'escape');
  await screen.see(home.needs.unfinished.clone(2, ''));
  await screen.press('home', 'enter');
  await screen.see(clone.ask.components);
  await until(() => before.has('clone-own') && !before.has('clone-0'), 'both to be kept');
  expect(own.get('clone')).toEqual(someClone);
  await screen.press('escape', 'escape', 'escape');
  await screen.see(home.needs.unfinished.clone(1, ''));
  await screen.press('home', 'enter');
  await screen.see(/\[x\] alertmanager/);
  await screen.see(/\[ \] tidb/);
  await screen.leave();
});

test('the fingerprint of its source refused, the clone stays offered', async () => {
  const identity = { ...fakeIdentity, trust: 'new' as const };
  const parts = fakeEngine({ catalogue: { ...fakeCatalogue, identity } });
  const { engine, own, before } = keeping(parts, someClone);
  const screen = new Screen({ engine });
  await screen.see(home.needs.unfinished.clone(2, ''));
  await screen.press('home', 'enter');
  await screen.see('01234567 89abcdef');
  await screen.press('n');
  await screen.see(clone.ask.source);
  await screen.press('ctrl+c');
  await screen.see(shell.reasons.interruptAgain);
  await screen.press('ctrl+c');
  expect(await screen.closed).toBe(0);
  expect([own.size, before.size]).toEqual([0, 1]);
});

test.each(['out of reach', 'slow'])('its source being %s, the clone stays offered', async (how) => {
  const parts = fakeEngine();
  let calls = 0;
  const away = (): Promise<Catalogue> =>
    how === 'slow' ? new Promise(() => undefined) : Promise.reject(new Error('away'));
  const catalogue: FakeEngine['catalogue'] = (source, run) =>
    ++calls === 1 ? away() : parts.catalogue(source, run);
  const { engine, own, before } = keeping({ ...parts, catalogue }, someClone);
  const screen = new Screen({ engine });
  await screen.see(home.needs.unfinished.clone(2, ''));
  await screen.press('home', 'enter');
  await until(() => calls === 1, 'its source to be read');
  if (how !== 'slow') await screen.see('away');
  await screen.press('escape');
  await screen.see('plant');
  await screen.press('enter');
  await screen.see(clone.ask.way);
  await screen.press('enter');
  await screen.see(clone.ask.components);
  await screen.press('space');
  await until(() => own.size === 1, 'what is chosen instead to be kept');
  expect(before.size).toBe(1);
  await screen.leave();
});

test('a merge that was cut off is gone on with: its sources are verified anew, its decisions hold', async () => {
  const other = fakeConflict('pd', 'v8.5.1');
  const engineOf = fakeMergeEngine({
    conflicts: [decided, other].map((one) => ({ ...one, decision: 'fail' })),
  });
  const { engine, own, before } = keeping(engineOf, someMerge);
  const screen = new Screen({ engine });
  await screen.see(home.needs.unfinished.merge(1, ''));
  await screen.press('home', 'enter');
  await screen.see(merge.trust.compare.slice(0, 40));
  await until(() => before.size === 0, 'the choices to be this session’s own');
  await screen.press('y');
  await screen.see(merge.columns.decision);
  await screen.see(merge.summary(2, 1, null).replace('.', ''));
  expect(own.get('merge')).toMatchObject({
    request: { decisions: [{ component: 'tidb', decision: 'keep' }] },
  });
  await screen.leave();
});

test('a merge of which only the rule was chosen is kept, and gone on with', async () => {
  const ruled: ChosenWork = {
    kind: 'merge',
    request: { sources: [{ address: fakeOther }], onConflict: 'take' },
  };
  const { engine, own, before } = keeping(fakeMergeEngine({ conflicts: [decided] }), ruled);
  const screen = new Screen({ engine });
  await screen.see(home.needs.unfinished.merge(null, ''));
  await screen.press('home', 'enter');
  await screen.see(merge.trust.compare.slice(0, 40));
  await until(() => before.size === 0, 'the choices to be this session’s own');
  expect(own.get('merge')).toMatchObject(ruled);
  await screen.press('y');
  await screen.see(merge.rule(merge.short.take));
  await screen.leave();
});

test('a root that nobody has compared yet is not kept as one that was', async () => {
  const { engine, own } = keeping(fakeMergeEngine({ conflicts: [decided] }), someMerge);
  const sources = () => {
    const work = own.get('merge');
    return work?.kind === 'merge' ? work.request.sources : [];
  };
  const screen = new Screen({ engine });
  await screen.see(home.needs.unfinished.merge(1, ''));
  await screen.press('home', 'enter');
  await screen.see(merge.trust.compare.slice(0, 40));
  await until(() => own.has('merge'), 'the choices to be this session’s own');
  expect(sources()).toEqual([{ address: fakeOther }]);
  await screen.press('y');
  await until(() => sources()[0]?.fingerprint !== undefined, 'the root to be kept as compared');
  await screen.leave();
});

test('its source being out of reach, the merge stays offered', async () => {
  const engineOf = fakeMergeEngine();
  const away = {
    ...engineOf,
    sources: { ...engineOf.sources, test: () => Promise.reject(new Error('away')) },
  };
  const { engine, own, before } = keeping(away, someMerge);
  const screen = new Screen({ engine });
  await screen.see(home.needs.unfinished.merge(1, ''));
  await screen.press('home', 'enter');
  await screen.see('away');
  await screen.press('escape');
  await screen.see(merge.ask.sources);
  await screen.leave();
  // by now all is written that ever is
  expect([own.size, before.size]).toEqual([0, 1]);
});

test.each(languages)('thrown away by two presses, in %s on 60 columns', async (language) => {
  const { engine, before } = keeping(fakeEngine(), someClone, someMerge);
  const texts = messagesFor(language);
  const screen = new Screen({ engine, language, columns: 60, rows: 20 });
  const row = texts.home.needs.unfinished.clone(2, '');
  await screen.see(row);
  await screen.press('home', 'x');
  await screen.see(texts.shell.reasons.discardAgain);
  await screen.press('down', 'up', 'x');
  await screen.see(texts.shell.reasons.discardAgain);
  expect(before.size).toBe(2);
  await screen.press('x');
  await until(() => before.size === 1, 'the clone to be thrown away');
  await screen.see((text) => !text.includes(row));
  expect([...before.keys()]).toEqual(['merge-1']);
  await screen.leave();
});
