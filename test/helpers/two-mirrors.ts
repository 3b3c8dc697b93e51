import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../source/engine/index.ts';
import { keptMirror } from './kept-mirror.ts';
import { someTarball } from './published.ts';
import { tempFolder } from './temp.ts';

/**
 * The real engine whose current mirror and another one come from the same beginnings and keys: both published
 * `hello` v1.0.0 and v1.1.0, each with bytes of its own; only the other one has `extra`.
 */
export async function twoMirrors() {
  const kept = await keptMirror();
  const { engine, folder, good } = kept;
  const other = join(folder, 'other');
  cpSync(good, other, { recursive: true });
  const options = { home: engine.home, workingFolder: folder };
  const theirs = createEngine({ ...options, mirror: other, settingsFolder: join(folder, 'settings') });
  const publish = async (by: typeof theirs, id: string, version: string, content: string): Promise<void> => {
    const tarball = someTarball({ workingFolder: tempFolder() }, content);
    const key = join(engine.home, 'keys', 'pingcap.json');
    const request = { component: id, version, tarball, entry: 'x.sh', os: 'linux', arch: 'amd64', key };
    await by.publish.apply(await by.publish.plan(request));
  };
  for (const version of ['v1.0.0', 'v1.1.0']) {
    await publish(engine, 'hello', version, `echo ours ${version}`);
    await publish(theirs, 'hello', version, `echo theirs ${version}, and more of it`);
  }
  await publish(theirs, 'extra', 'v0.1.0', 'echo extra');
  return { ...kept, other };
}
