/** What the merge wizard says of decisions that were made. */
import { expect, test } from 'vitest';
import type { MergeDecision } from '../../source/engine/index.ts';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { differenceColumnsFor } from '../../source/screens/merge/columns-for.ts';
import { withDecision } from '../../source/screens/merge/decisions.ts';
import { differenceRows } from '../../source/screens/merge/merge-rows.ts';
import { mergeAtStart } from '../../source/screens/merge/merge-state.ts';
import { reviewLines } from '../../source/screens/merge/review-lines.ts';
import { tableOf } from '../../source/ui/table/table-state.ts';
import { fakeConflict, fakeMergePlan } from '../helpers/fake-merge.ts';

const hello = fakeConflict('hello', 'v1.0.0');

test.each(languages)('in %s nothing to change is told apart from nothing that may change', (language) => {
  const messages = messagesFor(language);
  const { unchanged, unchangedByDecision } = messages.merge.review;
  const said = (decision: MergeDecision, isAlike: boolean) => {
    const plan = fakeMergePlan(
      { sources: [], onConflict: decision },
      { conflicts: isAlike ? [] : [hello], parts: { unchanged: true } },
    );
    const texts = reviewLines({ ...mergeAtStart, plan }, messages, 80).map(({ text }) => text);
    return texts.filter((text) => text === unchanged || text === unchangedByDecision);
  };
  expect(said('keep', true)).toEqual([unchanged]);
  expect(said('take', false)).toEqual([unchanged]);
  expect(said('keep', false)).toEqual([unchangedByDecision]);
});

test.each(languages)('in %s another name stands with its decision where it has room', (language) => {
  const messages = messagesFor(language);
  const shown = (to: string | null, width: number) => {
    const plan = fakeMergePlan({ sources: [] }, { conflicts: [hello] });
    const table = tableOf(differenceRows(plan, withDecision(new Map(), hello, 'rename', to), true));
    const column = differenceColumnsFor(messages, table, width)[4];
    return column?.show?.(table.rows[0]?.cells[4] ?? '');
  };
  const { rename } = messages.merge.short;
  expect(shown('hello2', 80)).toBe(`${rename} → hello2`);
  expect(shown('x'.repeat(60), 80)).toBe(rename);
  expect(shown(null, 80)).toBe(rename);
});
