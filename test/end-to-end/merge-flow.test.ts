/** A merge with two conflicts in the built program, in a pseudo terminal, with keys only; then its decisions again. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Messages, messagesFor } from '../../source/messages/index.ts';
import { mustSucceed } from '../helpers/cli.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { twoMirrors } from '../helpers/two-mirrors.ts';

/** From the first page to the table of differences between the home's mirror and another one. */
async function walkToDifferences(screen: Screen, { merge, home }: Messages, other: string): Promise<void> {
  await screen.says(home.next);
  screen.press(':', 'merge', keys.enter);
  await screen.says(merge.ask.sources);
  await screen.shows('official');
  screen.press('a');
  await screen.says(merge.ask.address);
  screen.press(other, keys.enter);
  await screen.says(merge.typed);
  screen.press(keys.enter);
  await screen.says(merge.trust.compare);
  screen.press('y');
  await screen.says(merge.columns.decision);
}

test('two conflicts decided differently: merged, verified; another mirror is merged by the saved decisions', async () => {
  const { engine, folder, mirror, other } = await twoMirrors();
  const { home } = engine;
  const messages = messagesFor('en');
  const { merge, commands, units, verify } = messages;
  const summed = (conflicts: number, open: number, components: number | null): string =>
    merge.summary(conflicts, open, components === null ? null : units.components(components));
  const before = join(folder, 'before');
  cpSync(mirror, before, { recursive: true });

  const screen = new Screen([], { home, cwd: folder });
  onTestFinished(() => screen.close());
  await walkToDifferences(screen, messages, other);
  await screen.says(summed(2, 2, 1));
  screen.press('d');
  await screen.says(merge.choices.keep);
  await screen.says(merge.facts.released);
  screen.press(keys.enter);
  await screen.says(summed(2, 1, null));
  screen.press('d');
  await screen.says(merge.choices.take);
  screen.press(keys.down, keys.enter);
  await screen.says(summed(2, 0, null));
  screen.press('w');
  await screen.says(merge.ask.save);
  screen.press(keys.enter);
  await screen.says(messages.shell.reasons.saved);
  await screen.says(summed(2, 0, null));
  screen.press(keys.enter);
  await screen.says(merge.signing.all);
  screen.press(keys.enter);
  await screen.says(merge.review.components);
  screen.press(keys.enter);
  await screen.says(merge.receipt.merged);
  // the receipt leads on to verifying what was merged
  screen.press('v');
  await screen.says(verify.askTarget);
  screen.press(keys.enter);
  await screen.says(commands.wholeMirror);
  screen.press('q');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
  await mustSucceed(['mirror', 'verify', mirror], { home });
  const file = join(folder, 'merge-decisions.json');
  const saved: readonly { readonly decision: string }[] = JSON.parse(readFileSync(file, 'utf8'));
  expect(saved.map(({ decision }) => decision)).toEqual(['keep', 'take']);
  const hashes = await Promise.all(
    ['v1.0.0', 'v1.1.0'].map((version) => readFileSync(join(mirror, `hello-${version}-linux-amd64.tar.gz`))),
  );
  expect(hashes[0]).toEqual(readFileSync(join(before, 'hello-v1.0.0-linux-amd64.tar.gz')));
  expect(hashes[1]).toEqual(readFileSync(join(other, 'hello-v1.1.0-linux-amd64.tar.gz')));

  // the mirror as it was, and the same decisions from the file
  await mustSucceed(['mirror', 'set', before], { home });
  const again = new Screen([], { home, cwd: folder });
  onTestFinished(() => again.close());
  await walkToDifferences(again, messages, other);
  await again.says(summed(2, 2, 1));
  again.press('o');
  await again.says(merge.ask.load);
  again.press(keys.enter);
  await again.says(summed(2, 0, 2));
  again.press(keys.enter);
  await again.says(merge.signing.all);
  again.press(keys.enter);
  await again.says(merge.review.components);
  again.press(keys.end);
  await again.says('--decisions merge-decisions.json');
  again.press(keys.enter);
  await again.says(merge.receipt.merged);
  again.press(keys.enter, 'q');
  expect(await again.ended()).toEqual({ code: 0, wrongs: [] });
  await mustSucceed(['mirror', 'verify', before], { home });
});
