/** The merge wizard with the real engine and real jobs: two mirrors of the same keys that went apart. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { Screen } from '../helpers/screen.ts';
import { twoMirrors } from '../helpers/two-mirrors.ts';

const { errors, merge, merging, serve, shell, sources, units } = messagesFor('en');
/** The line below the differences: conflicts, those that are open, components that change. */
const summed = (conflicts: number, open: number, components: number | null): string =>
  merge.summary(conflicts, open, components === null ? null : units.components(components));

/** From the sources to the table of differences with one more mirror. */
async function toDifferences(screen: Screen, folder: string): Promise<void> {
  await screen.see(merge.ask.sources);
  await screen.see('official');
  await screen.press('a');
  await screen.see(merge.ask.address);
  await screen.press(folder, 'enter');
  await screen.see(merge.typed);
  await screen.press('enter');
  await screen.see(merge.trust.compare.slice(0, 40));
  await screen.press('y');
  await screen.see(merge.columns.decision);
}

test('two conflicts decided differently, saved, merged, verified; then the saved decisions again', async () => {
  const { engine, folder, mirror, other } = await twoMirrors();
  const screen = new Screen({ engine, start: 'merge' });
  await toDifferences(screen, other);
  await screen.see(summed(2, 2, 1));
  await screen.press('enter');
  await screen.see(shell.reasons.mergeUndecided);
  // both sides beside each other
  await screen.press('c', 'g', 'd');
  await screen.see(merge.here);
  await screen.see(merge.facts.hash);
  await screen.see(merge.facts.released);
  await screen.press('enter');
  await screen.see(summed(2, 1, null));
  await screen.press('d');
  await screen.see(merge.here);
  await screen.press('down', 'enter');
  await screen.see(summed(2, 0, null));
  await screen.press('w');
  await screen.see(merge.ask.save);
  await screen.press('enter');
  await screen.see(shell.reasons.saved);
  await screen.see(summed(2, 0, null));
  await screen.press('enter');
  await screen.see(merge.signing.all);
  await screen.press('enter');
  await screen.see(merge.review.components);
  await screen.press('G');
  await screen.see('--decisions merge-decisions.json');
  await screen.press('enter');
  await screen.see(merge.receipt.merged);
  await screen.see('extra');
  await screen.press('q');
  expect(await screen.closed).toBe(0);
  const saved = JSON.parse(readFileSync(join(folder, 'merge-decisions.json'), 'utf8'));
  expect(saved.map(({ decision }: { decision: string }) => decision)).toEqual(['keep', 'take']);
  expect((await engine.verify({ address: mirror })).problems).toEqual([]);
  const request = { sources: [{ address: other }], decisions: saved };
  expect(await engine.merge.plan(request)).toMatchObject({
    unchanged: true,
    conflicts: [{ version: 'v1.0.0' }],
  });
  expect((await engine.jobs.list()).map(({ kind, state }) => `${kind} ${state}`)).toEqual(['merge done']);
});

test('decisions of a file count; Esc goes back step by step and keeps what was decided', async () => {
  const { engine, other } = await twoMirrors();
  const { conflicts } = await engine.merge.plan({ sources: [{ address: other }], onConflict: 'take' });
  await engine.saved.writeDecisions('mine.json', conflicts);
  const screen = new Screen({ engine, start: 'merge' });
  await toDifferences(screen, other);
  await screen.press('o');
  await screen.see(merge.ask.load);
  await screen.press(...Array.from({ length: 30 }, () => 'backspace'), 'mine.json', 'enter');
  await screen.see(summed(2, 0, 2));
  await screen.press('enter');
  await screen.see(merge.signing.owners);
  await screen.press('escape');
  await screen.see(summed(2, 0, 2));
  await screen.press('escape');
  await screen.see(merge.trust.known);
  await screen.press('escape');
  await screen.see(merge.ask.sources);
  await screen.press('escape', ':', 'merge', 'enter');
  await screen.see(merge.ask.sources);
  await screen.press('enter');
  await screen.see(merge.trust.known);
  await screen.press('enter');
  await screen.see(summed(2, 0, 2));
  await screen.press('p');
  await screen.see(merge.ask.policy);
  await screen.press('down', 'enter');
  await screen.see(merge.rule(merge.short.keep));
  await screen.see(summed(2, 0, 2));
  await screen.press('e');
  await screen.see('--on-conflict keep');
  await screen.press('escape');
  await screen.leave();
});

test('another name is asked for where a component can move, and shown as decided', async () => {
  const { engine, mirror, other } = await twoMirrors();
  const screen = new Screen({ engine, start: 'merge', columns: 60, rows: 20 });
  await toDifferences(screen, other);
  await screen.press('d');
  await screen.see(merge.choices.rename);
  await screen.press('down', 'down', 'enter');
  await screen.see(merge.nameHints.component.slice(0, 30));
  // what can't be the name is said in the field, at once
  await screen.press('鍵 盤', 'enter');
  await screen.see(errors['name-invalid'].remedy({}).slice(0, 30));
  await screen.press('ctrl+u', 'hello', 'enter');
  await screen.see(merge.nameWrong.taken.slice(0, 30));
  await screen.press('ctrl+u', 'hello-theirs', 'enter');
  await screen.see(merge.short.rename);
  await screen.press('d', 'enter');
  await screen.see(summed(2, 0, null));
  await screen.press('enter');
  await screen.see(merge.signing.all);
  await screen.press('enter');
  await screen.see('hello-theirs');
  await screen.press('enter');
  await screen.see(merge.receipt.merged);
  // and on to offering it
  await screen.press('s');
  await screen.see(serve.ask);
  // a field shows the end of what is longer than it
  await screen.see(mirror.slice(-24));
  await screen.press('escape');
  await screen.see(merge.receipt.merged);
  await screen.press('q');
  expect(await screen.closed).toBe(0);
  const { components } = await engine.catalogue({ address: mirror });
  expect(components.map(({ id }) => id)).toContain('hello-theirs');
  expect((await engine.verify({ address: mirror })).problems).toEqual([]);
});

test('no source, or a source that is not there, is said; so is a merge that has nothing to do', async () => {
  const { engine, folder, good } = await twoMirrors();
  const screen = new Screen({ engine, start: 'merge' });
  await screen.see('official');
  await screen.press('enter');
  await screen.see(shell.reasons.noSource);
  await screen.press('a', join(folder, 'nowhere'), 'enter', 'enter');
  await screen.see('source-unreachable');
  await screen.press('escape');
  await screen.see(merge.ask.sources);
  await screen.press('space', 'a', 'enter');
  await screen.see(sources.wrong.empty);
  await screen.press(good, 'enter', 'enter');
  await screen.see(merge.trust.compare.slice(0, 40));
  await screen.press('y');
  await screen.see(summed(0, 0, 0));
  await screen.press('enter');
  await screen.see(merge.signing.nothing);
  await screen.press('enter');
  await screen.see(merge.review.unchanged);
  await screen.press('enter');
  await screen.see(shell.reasons.nothingToMerge);
  expect(merging.nobody).toBe('none');
  await screen.leave();
});
