/** The merge wizard where both mirrors know the same owner by other keys. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { keptMirror } from '../helpers/kept-mirror.ts';
import { makeOrigin } from '../helpers/make-origin.ts';
import { Screen } from '../helpers/screen.ts';
import { tempFolder } from '../helpers/temp.ts';

const { merge } = messagesFor('en');

test('components that stay out because of their owner stand below the conflict', async () => {
  const { engine } = await keptMirror();
  // with the owner's key in the home the owner of the same id would take what comes in
  rmSync(join(engine.home, 'keys'), { recursive: true });
  const part = { description: '', versions: ['v0.1.0'], platforms: ['linux/amd64'], bytes: 1000 };
  const { path } = await makeOrigin(tempFolder(), [{ id: 'foreign', ...part }]);
  const screen = new Screen({ engine, start: 'merge' });
  await screen.see('official');
  await screen.press('a', path, 'enter', 'enter');
  await screen.see(merge.trust.compare.slice(0, 40));
  await screen.press('y');
  await screen.see(merge.kinds['owner-keys']);
  await screen.see(new RegExp(`${merge.states.left} +foreign`));
  await screen.see('1-2 of 2');
  await screen.press('c');
  await screen.see('1-1 of 1');
  // what a decision about an owner means is said in its own words, and again where signatures are counted
  await screen.press('d');
  await screen.see(merge.meansOwner['owner-keys'].keep.slice(0, 40));
  await screen.see((text) => !text.includes(merge.cannotWhy.keys.slice(0, 20)));
  await screen.press('enter');
  await screen.see(merge.short.keep);
  await screen.press('enter');
  await screen.see(merge.signing.staysOut);
  await screen.see(merge.signing.outOf('foreign', 'pingcap', false).slice(0, 50));
  await screen.leave();
});
