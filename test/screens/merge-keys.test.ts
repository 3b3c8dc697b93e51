/** The merge wizard's reducer under random keys: it never throws, and Esc never loses what was decided or chosen. */
import { expect, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { type MergeEvent, reduceMerge } from '../../source/screens/merge/merge-events.ts';
import { mergeScreen } from '../../source/screens/merge/merge-screen.tsx';
import { type MergeState, mergeAtStart } from '../../source/screens/merge/merge-state.ts';
import { bindingsIn, meaningOf, takesText } from '../../source/ui/bindings.ts';
import { type ContextName, contexts } from '../../source/ui/contexts.ts';
import { footerKeys } from '../../source/ui/key-names.ts';
import { bodyOf } from '../../source/ui/shell.tsx';
import { fakeIdentity } from '../helpers/fake-engine.ts';
import { fakeConflict, fakeConflicts, fakeMergePlan } from '../helpers/fake-merge.ts';
import { numbersFrom } from '../helpers/random-numbers.ts';

const view = { body: bodyOf({ columns: 60, rows: 20 }), messages: messagesFor('en') };
const conflicts = [...fakeConflicts, fakeConflict('pd', 'v8.5.1'), fakeConflict('tikv', 'v8.5.1')];

/** What the engine may answer to what is asked: the right thing, mostly. */
function answerTo({ work }: MergeState, random: () => number): MergeEvent | null {
  const what = work.task?.what;
  if (what === undefined) return null;
  if (random() < 0.1)
    return { type: 'work-failed', problem: { code: 'source-unreachable', facts: {}, detail: 'refused' } };
  switch (what.kind) {
    case 'list': {
      const source = { fingerprint: null, current: false, official: false };
      const names = ['plant', 'site'];
      return {
        type: 'listed',
        list: names.map((name) => ({ ...source, name, address: `http://${name}.example.com/` })),
      };
    }
    case 'meet':
      return {
        type: 'met',
        met: what.addresses.map((asked) => ({
          asked,
          report: {
            identity: { ...fakeIdentity, address: asked, trust: random() < 0.5 ? 'new' : 'remembered' },
            milliseconds: 1,
            components: 1,
            versions: 1,
            expires: [],
            clientVersion: null,
          },
        })),
      };
    case 'plan':
      return { type: 'planned', plan: fakeMergePlan(what.request, { conflicts }), goesOn: what.goesOn };
    case 'load':
      return {
        type: 'loaded',
        conflicts: [{ ...fakeConflict('pd', 'v8.5.1'), decision: 'take' }],
        file: 'f',
      };
    case 'save':
      return { type: 'saved', file: what.file };
  }
}

/** What Esc may not change. */
const entered = ({ decisions, policy, sources, compared }: MergeState) => ({
  decisions: [...decisions],
  policy,
  chosen: [...sources.chosen],
  compared: [...compared],
});

/** Mostly what the step itself offers; Enter leads on, and letters are typed where they can be. */
function strokeFor(context: ContextName, random: () => number): string {
  if (takesText(context) && random() < 0.4) return 'x';
  if (random() < 0.25) return 'enter';
  const offered = random() < 0.6 ? contexts[context].bindings : bindingsIn(context);
  const strokes = offered.flatMap((binding) => binding.strokes);
  return strokes[Math.floor(random() * strokes.length)] ?? 'escape';
}

/** Steps that any of the runs came to. */
const seen = new Set<string>();

test.each(Array.from({ length: 60 }, (_, seed) => seed))('keys of seed %i', (seed) => {
  const random = numbersFrom(`merge ${seed}`);
  let state = mergeAtStart;
  for (let count = 0; count < 300; count += 1) {
    const answer = random() < 0.7 ? answerTo(state, random) : null;
    if (answer !== null) state = reduceMerge(state, answer);
    const context = mergeScreen.context(state);
    seen.add(state.step);
    expect(footerKeys(context, 58, view.messages).length).toBeGreaterThan(0);
    const stroke = strokeFor(context, random);
    const before = state;
    const outcome = mergeScreen.press(state, { meaning: meaningOf(context, stroke), view });
    if (outcome === null) continue;
    state = outcome.state;
    mergeScreen.command?.(state, view);
    const isReceipt = before.step === 'receipt';
    if (stroke === 'escape' && !isReceipt) expect(entered(state)).toEqual(entered(before));
    seen.add(state.step);
    if (state.step === 'running') break;
  }
});

test('the runs came to every step but the last', () => {
  expect([...seen].sort()).toEqual(
    ['details', 'differences', 'policy', 'review', 'running', 'signing', 'sources', 'trust'].sort(),
  );
});
