/** A change that waits for signatures is given up: its file goes, and it is told no more. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../source/engine/index.ts';
import { goldenContext } from '../../helpers/published.ts';
import { carryAway } from '../../helpers/root-keys.ts';
import { smallKeys } from '../../helpers/small-mirror.ts';

async function place() {
  const { home, mirror, folder, workingFolder } = goldenContext('origin');
  const now = () => new Date('2026-12-01T00:00:00Z');
  const engine = createEngine({ settingsFolder: folder, workingFolder, now, home: home.path, mirror });
  const holders = carryAway(mirror, 'root', folder);
  const file = join(folder, 'next.json');
  await engine.rotate.apply(await engine.rotate.plan({ days: 400, out: file }));
  return { engine, mirror, folder, holders, file };
}

describe('a change that is given up', () => {
  test('says what it is and who has signed, removes its file and is told no more', async () => {
    const { engine, mirror, file, holders } = await place();
    await engine.sign.apply(await engine.sign.plan({ target: file, keys: holders.slice(0, 1) }));
    const plan = await engine.giveUp.plan({ path: file });
    const signed = smallKeys.root.map(({ id }) => id).filter((id) => plan.signedBy.includes(id));
    expect(signed).toHaveLength(1);
    expect(plan).toMatchObject({ mirror, path: file, kind: 'rotation', version: 2, removes: [file] });
    expect(existsSync(file)).toBe(true);
    expect(await engine.giveUp.apply(plan)).toEqual({ path: file, removed: [file] });
    expect(existsSync(file)).toBe(false);
    expect((await engine.waiting()).waiting).toEqual([]);
    await expect(engine.giveUp.plan({ path: file })).rejects.toMatchObject({ code: 'not-waiting' });
  });

  test('is named by a path from the working folder, and may be a transfer', async () => {
    const { engine } = await place();
    const request = { component: 'hello', owner: 'pingcap', out: 'hello.json' };
    await engine.transferOwner.apply(await engine.transferOwner.plan(request));
    const plan = await engine.giveUp.plan({ path: 'hello.json' });
    expect(plan).toMatchObject({ kind: 'transfer', component: 'hello', owner: 'pingcap', version: 3 });
    await engine.giveUp.apply(plan);
    expect((await engine.waiting()).waiting).toMatchObject([{ kind: 'rotation' }]);
  });

  test('leaves what is something else by now, and is forgotten where the file is gone', async () => {
    const { engine, file } = await place();
    const plan = await engine.giveUp.plan({ path: file });
    writeFileSync(file, 'mine');
    expect((await engine.giveUp.plan({ path: file })).removes).toEqual([]);
    expect(await engine.giveUp.apply(plan)).toEqual({ path: file, removed: [] });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    rmSync(file);
    await engine.rotate.apply(await engine.rotate.plan({ days: 400, out: file }));
    rmSync(file);
    const gone = await engine.giveUp.plan({ path: file });
    expect(gone).toMatchObject({ removes: [], version: null, signedBy: [] });
    await engine.giveUp.apply(gone);
    await expect(engine.giveUp.plan({ path: file })).rejects.toMatchObject({ code: 'not-waiting' });
  });
});
