/** Looking at a mirror and putting it right, with the real engine and real jobs. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { flipBit, keptMirror } from '../helpers/kept-mirror.ts';
import { Screen } from '../helpers/screen.ts';

const { verify, commands, care, shell } = messagesFor('en');
const tarball = 'tidb-v8.5.1-linux-amd64.tar.gz';

test('a flipped bit is found, fetched anew from a source, and the mirror verified again', async () => {
  const { engine, mirror, good } = await keptMirror();
  flipBit(join(mirror, tarball));
  const screen = new Screen({ engine, start: 'verify' });
  await screen.see(verify.askTarget);
  await screen.press('enter');
  await screen.see(verify.gravities.damaged.title(1));
  await screen.see(tarball);
  await screen.press('r');
  await screen.see(verify.askFrom);
  await screen.press('p');
  await screen.see(verify.askSource);
  await screen.press(good, 'enter');
  await screen.see(verify.typed);
  await screen.press('e');
  await screen.see('--repair');
  await screen.press('escape', 'enter');
  await screen.see(verify.plan(mirror).slice(0, 40));
  await screen.see(`${tarball} is fetched`);
  await screen.press('enter');
  await screen.see(verify.verifiedAgain);
  await screen.see(care.repaired(1));
  await screen.see(commands.wholeMirror);
  await screen.press('r');
  await screen.see(shell.reasons.nothingBroken);
  await screen.leave();
  expect((await engine.verify({ address: mirror })).problems).toEqual([]);
  expect((await engine.jobs.list()).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'verify done',
    'repair done',
    'verify incomplete',
  ]);
});

test('a missing file and a wrong manifest stand under their own headings; what no source has stays broken', async () => {
  const { engine, mirror } = await keptMirror();
  rmSync(join(mirror, tarball));
  flipBit(join(mirror, 'tikv-v8.5.1-linux-amd64.tar.gz'));
  const screen = new Screen({ engine, start: { route: 'verify', with: { address: mirror } } });
  await screen.see(verify.askTarget);
  await screen.press('enter');
  await screen.see(verify.gravities.damaged.title(1));
  await screen.see(verify.gravities.missing.title(1));
  await screen.press('r');
  await screen.see(verify.askFrom);
  await screen.press('enter');
  await screen.see(verify.nothingPossible.slice(0, 30));
  await screen.press('enter');
  // in the line for notices: the report says the same words
  await screen.see((text) => text.split('\n').at(-2)?.includes(shell.reasons.nothingRepairable) === true);
  await screen.press('escape');
  await screen.see(verify.askFrom);
  await screen.leave();
});

test('a quick look and a sample say what they did not read', async () => {
  const { engine, mirror } = await keptMirror();
  flipBit(join(mirror, tarball));
  const screen = new Screen({ engine, start: 'verify' });
  await screen.see(verify.askTarget);
  await screen.press('down');
  await screen.press('e');
  await screen.see('mirrordeck mirror verify --quick');
  await screen.press('escape', 'enter');
  await screen.see(verify.sampleWhole);
  await screen.press('escape');
  await screen.see(verify.askDepth);
  await screen.press('left');
  await screen.see(verify.depthHints.sample(5));
  await screen.press('right', 'right');
  await screen.see(verify.depthHints.sample(25));
  await screen.press('enter');
  await screen.see(/A sample: \d+ files? of \d+/);
  await screen.leave();
});

test('a mirror that is none is told as that, and Esc leads back to the beginning', async () => {
  const { engine, folder } = await keptMirror();
  const screen = new Screen({ engine, start: 'verify' });
  await screen.see(verify.askTarget);
  await screen.press('p', join(folder, 'nothing'), 'enter', 'enter');
  await screen.see(messagesFor('en').jobView.states.failed);
  await screen.press('escape');
  await screen.see(verify.askTarget);
  await screen.leave();
});
