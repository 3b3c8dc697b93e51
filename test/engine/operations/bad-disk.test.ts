/**
 * Disks that are full, mirrors that are locked, files of ours that are damaged, through the engine's door: each has
 * its code and its exit code, and changes nothing. Elsewhere: halves of downloads and their journals in
 * io/fetch-files; a crash before every single step in io/mirror-store and io/home; init in init.test.ts; a clone
 * whose disk is too small from the start in clone.test.ts, and on a real small disk in end-to-end/bad-input.test.ts.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ErrorCode } from '../../../source/engine/index.ts';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { ownFolder, takeLock } from '../../../source/engine/io/lock.ts';
import { fingerprint } from '../../helpers/fingerprint.ts';
import { carryOut, expectRefusal, type Trial, trial } from './trial.ts';

afterEach(() => interceptMutations(null));

const release = { component: 'tidb', version: 'v9.9.9', tarball: 'some.tar.gz', entry: 'x.sh' };
const publish = ({ engine }: Trial) => carryOut(engine.publish, release);
const grant = ({ engine }: Trial) =>
  carryOut(engine.grant, { id: 'other', keys: ['../home/keys/other.json'] });
const set = ({ engine, mirror }: Trial) => carryOut(engine.set, { address: mirror });
const clone = ({ engine, target }: Trial) =>
  carryOut(engine.clone, { target, components: { tidb: ['v1.0.0'] }, oses: ['linux'] });
const refresh = ({ engine, target }: Trial) =>
  carryOut(engine.clone, { target, components: { tidb: ['v2.0.0'] }, oses: ['linux'] });
const install = ({ engine }: Trial) => carryOut(engine.install, { components: ['hello'] });
const list = ({ engine }: Trial) => engine.list({});

/** From the `step`th thing on that takes room there is none, as on a disk that is really full. */
function fullFrom(step: number): () => boolean {
  let count = 0;
  interceptMutations(({ name, path }) => {
    const takesRoom = ['write', 'copy', 'unpack'].includes(name);
    if (!takesRoom && !(['make-folder', 'create'].includes(name) && !existsSync(path))) return;
    count += 1;
    if (count >= step) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  });
  return () => count >= step;
}

describe('a disk that gets full', () => {
  test.each([
    ['publish', publish],
    ['set', set],
    ['install', install],
  ])(
    'in the middle of %s: disk-full, and the mirror is the old one; with room again it is done',
    async (_, work) => {
      for (let step = 1, isFull = true; isFull; step += 1) {
        const here = trial();
        const before = fingerprint(here.mirror);
        const wasFull = fullFrom(step);
        const error = await work(here).catch((thrown: unknown) => thrown);
        interceptMutations(null);
        isFull = wasFull();
        if (!isFull) continue;
        expect(error).toMatchObject({ code: 'disk-full', exitCode: 1 });
        expect(fingerprint(here.mirror), `step ${step}`).toEqual(before);
        await work(here);
      }
    },
  );
});

test.each([1, 2])('full from the start, at step %i: no folder for a clone that never came', async (step) => {
  const here = trial();
  const plan = await here.engine.clone.plan({ target: here.target, full: true });
  const before = fingerprint(here.folder);
  fullFrom(step);
  await expect(here.engine.clone.apply(plan)).rejects.toMatchObject({ code: 'disk-full' });
  expect(fingerprint(here.folder)).toEqual(before);
});

describe('a mirror that somebody else has locked', () => {
  /** Time flies while we wait for the lock. */
  function hurry(): void {
    let now = Date.now();
    vi.spyOn(Date, 'now').mockImplementation(() => {
      now += 4000;
      return now;
    });
  }

  test.each([
    ['publish', publish],
    ['grant', grant],
  ])('is not changed by %s: lock-held, with the holder', async (_, work) => {
    const here = trial();
    await carryOut(here.engine.genkey, { name: 'other' });
    const giveBack = await takeLock(join(here.mirror, ownFolder), 'publish tikv v1.0.0');
    hurry();
    const { folder } = here;
    await expectRefusal(() => work(here), { code: 'lock-held', exitCode: 1, folder });
    await expect(work(here)).rejects.toThrow(/publish tikv v1\.0\.0/);
    await giveBack();
    vi.restoreAllMocks();
    await work(here);
  });

  test('is not cloned into', async () => {
    const here = trial();
    await clone(here);
    const giveBack = await takeLock(join(here.target, ownFolder, 'staging'), 'clone');
    hurry();
    await expectRefusal(() => refresh(here), { code: 'lock-held', exitCode: 1, folder: here.folder });
    await giveBack();
    vi.restoreAllMocks();
    await expect(refresh(here)).resolves.toMatchObject({ changed: true });
  });

  test('is read all the same', async () => {
    const here = trial();
    await takeLock(join(here.mirror, ownFolder), 'publish');
    await expect(list(here)).resolves.toBeDefined();
    await expect(clone(here)).resolves.toMatchObject({ changed: true });
  });
});

const outside = { from: 'change/1-x', to: '../../evil', mode: 0o644 };
const journals = {
  'cut off': '{"schema":"mirrordeck/commit/1","moves":[',
  'of another form': '{"schema":"mirrordeck/commit/9"}',
  empty: '',
  'of steps that lead outside': JSON.stringify({
    schema: 'mirrordeck/commit/1',
    holder: '',
    moves: [outside],
    removes: [],
  }),
  'of removing outside': JSON.stringify({
    schema: 'mirrordeck/commit/1',
    holder: '',
    moves: [],
    removes: ['../home'],
  }),
};

describe.each(Object.entries(journals))('a journal of a mirror that is %s', (_, text) => {
  test.each([
    ['publish', publish],
    ['grant', grant],
    ['a refresh', refresh],
  ])('stops %s: journal-corrupt', async (name, work) => {
    const here = trial();
    await carryOut(here.engine.genkey, { name: 'other' });
    if (name === 'a refresh') await clone(here);
    const own = join(name === 'a refresh' ? here.target : here.mirror, ownFolder);
    mkdirSync(join(own, 'change'), { recursive: true });
    writeFileSync(join(own, 'change', '1-x'), 'evil');
    writeFileSync(join(own, 'commit.json'), text);
    await expectRefusal(() => work(here), { code: 'journal-corrupt', exitCode: 1, folder: here.folder });
  });
});

describe('a file of the home or the settings that can not be read', () => {
  test.each<[string, ErrorCode, (trial: Trial) => string]>([
    ['mirror = "cut', 'toml-corrupt', ({ home }) => join(home, 'tiup.toml')],
    ['mirror = 7', 'toml-corrupt', ({ home }) => join(home, 'tiup.toml')],
    ['{"schema":', 'journal-corrupt', ({ home }) => join(home, ownFolder, 'set.json')],
    ['{}', 'journal-corrupt', ({ home }) => join(home, ownFolder, 'set.json')],
    ['{"pins":', 'settings-corrupt', ({ settings }) => join(settings, 'settings.json')],
    ['{"pins":[]}', 'settings-corrupt', ({ settings }) => join(settings, 'settings.json')],
  ])('%s: %s, and it stays', async (text, code, fileOf) => {
    const here = trial({ mirror: undefined });
    const { folder } = here;
    await set(here);
    const file = fileOf(here);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    for (const work of [list, set, clone, publish, install])
      await expectRefusal(() => work(here), { code, exitCode: 1, folder });
  });
});
