/** The merge wizard where an owner and its component both come in under other names. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { keptMirror } from '../helpers/kept-mirror.ts';
import { makeOrigin } from '../helpers/make-origin.ts';
import { Screen } from '../helpers/screen.ts';
import { tempFolder } from '../helpers/temp.ts';

const { merge } = messagesFor('en');

test('another name that was given to a component stays when its owner is given another one', async () => {
  const { engine } = await keptMirror();
  const part = { description: '', platforms: ['linux/amd64'], bytes: 1000 };
  const theirs = await makeOrigin(tempFolder(), [{ id: 'tidb', versions: ['v0.1.0'], ...part }]);
  // whoever merges can sign for the owner of the other mirror, and not for the one of the same id here
  rmSync(join(engine.home, 'keys'), { recursive: true });
  cpSync(join(theirs.home, 'keys'), join(engine.home, 'keys'), { recursive: true });
  // wide enough for every other name to stand beside its decision
  const screen = new Screen({ engine, start: 'merge', columns: 120 });
  await screen.see('official');
  await screen.press('a', theirs.path, 'enter', 'enter');
  await screen.see(merge.trust.compare.slice(0, 40));
  await screen.press('y');
  await screen.see(merge.kinds['owner-keys']);
  await screen.press('c', 'g', 'd');
  await screen.see(merge.choices.rename);
  await screen.press('down', 'down', 'enter');
  await screen.see(merge.name);
  await screen.press('friend', 'enter');
  await screen.see(merge.short.rename);
  await screen.press('enter');
  await screen.see(merge.signing.all);
  await screen.press('escape');
  await screen.see(merge.columns.decision);
  await screen.see('tidb-friend');
  // the component by hand, then its owner again
  await screen.press('g', 'down', 'd');
  await screen.see(merge.choices.rename);
  await screen.press('enter');
  await screen.see(merge.name);
  await screen.press('ctrl+u', 'their-tidb', 'enter');
  await screen.see('their-tidb');
  await screen.press('g', 'd');
  await screen.see(merge.choices.rename);
  await screen.press('enter');
  await screen.see(merge.name);
  await screen.press('ctrl+u', 'mate', 'enter');
  await screen.see('mate');
  await screen.press('enter');
  await screen.see(merge.signing.all);
  await screen.press('escape');
  await screen.see(merge.columns.decision);
  await screen.see('mate');
  await screen.see('their-tidb');
  await screen.leave();
});
