import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { interceptMutations, type Mutation } from '../../../source/engine/io/files.ts';
import { openStore, type Transaction } from '../../../source/engine/io/mirror-store.ts';
import { tempFolder } from '../../helpers/temp.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

afterEach(() => interceptMutations(null));

/** Everything in a folder that isn't ours, name → content. */
function contentOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names
      .filter(
        (name) => !name.startsWith('.mirrordeck') && name !== 'lock' && statSync(join(folder, name)).isFile(),
      )
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

const timestamp = (version: number): Uint8Array => bytes(JSON.stringify({ signed: { version } }));
const snapshot = (index: number): Uint8Array =>
  bytes(JSON.stringify({ signed: { meta: { '/index.json': { version: index } } } }));

async function firstState(folder: string): Promise<void> {
  await openStore(folder).change('first', async (tx) => {
    await tx.put('timestamp.json', timestamp(1));
    await tx.put('snapshot.json', snapshot(1));
    await tx.put('root.json', bytes('root'));
    await tx.put('1.index.json', bytes('index one'));
    await tx.put('keys/aa-root.json', bytes('key'));
  });
}

function stage(folder: string): string {
  const { staging } = openStore(folder);
  mkdirSync(staging, { recursive: true });
  writeFileSync(join(staging, 'b.tar.gz'), 'tarball');
  return join(staging, 'b.tar.gz');
}

async function secondChange(folder: string, tx: Transaction): Promise<void> {
  await tx.put('timestamp.json', timestamp(2));
  await tx.put('snapshot.json', snapshot(2));
  await tx.put('2.index.json', bytes('index two'));
  await tx.adopt(join(openStore(folder).staging, 'b.tar.gz'), 'b.tar.gz');
  await tx.put('local_install.sh', bytes('#!'), 0o755);
  tx.remove('1.index.json');
}

/** Mutations of a whole second change that a crash could come before. */
async function mutationsOfSecond(): Promise<readonly Mutation[]> {
  const folder = join(tempFolder(), 'm');
  await firstState(folder);
  stage(folder);
  const seen: Mutation[] = [];
  interceptMutations((mutation) => seen.push(mutation));
  await openStore(folder).change('second', (tx) => secondChange(folder, tx));
  interceptMutations(null);
  return seen;
}

describe('a change', () => {
  test('makes a mirror, in stock’s modes, and leaves nothing of its own', async () => {
    const folder = join(tempFolder(), 'new', 'mirror');
    expect(await openStore(folder).state()).toBe('absent');
    await firstState(folder);
    expect(Object.keys(contentOf(folder))).toEqual([
      '1.index.json',
      'keys/aa-root.json',
      'root.json',
      'snapshot.json',
      'timestamp.json',
    ]);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'keys/aa-root.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'lock')).size).toBe(0);
    expect(existsSync(join(folder, '.mirrordeck'))).toBe(false);
    expect(await openStore(folder).state()).toBe('mirror');
  });

  test('puts what is pointed at before what points at it, the timestamp last', async () => {
    const renames = (await mutationsOfSecond()).filter(
      ({ name, path }) => name === 'rename' && !path.includes('.mirrordeck'),
    );
    expect(renames.map(({ path }) => path.split('/').at(-1))).toEqual([
      'b.tar.gz',
      'local_install.sh',
      '2.index.json',
      'snapshot.json',
      'timestamp.json',
    ]);
  });

  test('that fails leaves the mirror as it was, and staged files for the next', async () => {
    const folder = join(tempFolder(), 'm');
    await firstState(folder);
    stage(folder);
    const before = contentOf(folder);
    const failing = openStore(folder).change('second', async (tx) => {
      await secondChange(folder, tx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(contentOf(folder)).toEqual(before);
    expect(readdirSync(join(folder, '.mirrordeck'))).toEqual(['staging']);
  });

  test('that fails before there was a folder leaves none', async () => {
    const folder = join(tempFolder(), 'm');
    await expect(openStore(folder).change('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(folder)).toBe(false);
  });

  test('of nothing writes nothing that stays', async () => {
    const folder = join(tempFolder(), 'm');
    await firstState(folder);
    const { mtimeMs } = statSync(join(folder, 'timestamp.json'));
    await openStore(folder).change('same', (tx) => tx.put('timestamp.json', timestamp(1)));
    expect(statSync(join(folder, 'timestamp.json')).mtimeMs).toBe(mtimeMs);
    expect(existsSync(join(folder, '.mirrordeck'))).toBe(false);
  });

  test('refuses another timestamp than it was planned on, and one that stock changed meanwhile (beat list 15)', async () => {
    const folder = join(tempFolder(), 'm');
    await firstState(folder);
    const store = openStore(folder);
    const put = (tx: Transaction) => tx.put('timestamp.json', timestamp(3));
    await expect(store.change('x', put, { expectTimestamp: 2 })).rejects.toMatchObject({
      code: 'mirror-changed',
    });
    const racing = store.change('x', async (tx) => {
      await put(tx);
      writeFileSync(join(folder, 'timestamp.json'), timestamp(2));
    });
    await expect(racing).rejects.toMatchObject({ code: 'mirror-changed' });
    expect(contentOf(folder)['timestamp.json']).toBe(Buffer.from(timestamp(2)).toString());
  });

  test('keeps immutable files as they are unless it is asked to replace them', async () => {
    const folder = join(tempFolder(), 'm');
    await firstState(folder);
    const store = openStore(folder);
    const other = join(tempFolder(), 'a.tar.gz');
    writeFileSync(other, 'tarball one');
    await store.change('x', (tx) => tx.copy(other, 'a.tar.gz'));
    writeFileSync(other, 'tarball two');
    const taken = { code: 'mirror-changed', facts: { file: 'a.tar.gz' } };
    await expect(store.change('x', (tx) => tx.copy(other, 'a.tar.gz'))).rejects.toMatchObject(taken);
    await expect(store.change('x', (tx) => tx.put('1.index.json', bytes('other')))).rejects.toMatchObject({
      code: 'mirror-changed',
    });
    await store.change('x', async (tx) => {
      await tx.copy(other, 'a.tar.gz', { replace: true });
      writeFileSync(join(folder, '2.index.json'), 'litter of a crash');
      await tx.put('2.index.json', bytes('index two'));
    });
    expect(contentOf(folder)).toMatchObject({ 'a.tar.gz': 'tarball two', '2.index.json': 'index two' });
  });

  test('takes the last word on a name, also when that is what is there', async () => {
    const folder = join(tempFolder(), 'm');
    await firstState(folder);
    const staged = stage(folder);
    await openStore(folder).change('test', async (tx) => {
      await tx.adopt(staged, 'root.json');
      await tx.put('root.json', bytes('root'));
    });
    expect(contentOf(folder)['root.json']).toBe('root');
  });

  test('checks what it copies', async () => {
    const folder = join(tempFolder(), 'm');
    const file = join(tempFolder(), 'a.tar.gz');
    writeFileSync(file, 'x');
    const copy = (options: object) =>
      openStore(folder).change('x', (tx) => tx.copy(file, 'a.tar.gz', options));
    await expect(copy({ sha256: '00' })).rejects.toMatchObject({ code: 'hash-mismatch' });
    await expect(copy({ length: 2 })).rejects.toMatchObject({ code: 'length-mismatch' });
    expect(existsSync(folder)).toBe(false);
  });

  test.each(['../x.json', 'keys/../x', '.mirrordeck', 'lock', 'a/b.json', 'keys', ''])(
    'has no file %j',
    async (name) => {
      const folder = join(tempFolder(), 'm');
      await expect(openStore(folder).change('x', (tx) => tx.put(name, bytes('')))).rejects.toMatchObject({
        code: 'name-invalid',
      });
    },
  );
});

describe('a crash before any single file operation of a change', () => {
  test('leaves the old state or the new, whole, and the staged tarball in one of both (beat list 14)', async () => {
    const count = (await mutationsOfSecond()).length;
    const outcomes = new Set<string>();
    for (let at = 0; at < count; at += 1) {
      const folder = join(tempFolder(), 'm');
      await firstState(folder);
      stage(folder);
      const before = contentOf(folder);
      let passed = 0;
      // As the end of the process: nothing after it is done either.
      interceptMutations(() => {
        if (passed++ >= at) throw Object.assign(new Error('the end'), { code: 'EIO' });
      });
      const crashed = openStore(folder).change('second', (tx) => secondChange(folder, tx));
      await crashed.catch(() => undefined);
      interceptMutations(null);
      // What a dead process would leave: its lock.
      const lock = join(folder, '.mirrordeck', 'lock.json');
      if (existsSync(lock)) {
        writeFileSync(
          lock,
          `${JSON.stringify({ ...JSON.parse(readFileSync(lock, 'utf8')), started: 'never' })}\n`,
        );
      }
      await openStore(folder).recover();
      const { 'b.tar.gz': tarball, ...after } = contentOf(folder);
      const isOld = JSON.stringify(after) === JSON.stringify(before);
      outcomes.add(isOld ? 'old' : 'new');
      const staged = existsSync(join(openStore(folder).staging, 'b.tar.gz'));
      expect([tarball !== undefined, staged], `before operation ${at}`).toEqual([!isOld, isOld]);
      if (!isOld) {
        expect(after, `before operation ${at}`).toMatchObject({
          '2.index.json': 'index two',
          'timestamp.json': Buffer.from(timestamp(2)).toString(),
          'snapshot.json': Buffer.from(snapshot(2)).toString(),
        });
        expect(after).not.toHaveProperty('1.index.json');
      }
      const left = existsSync(join(folder, '.mirrordeck')) ? readdirSync(join(folder, '.mirrordeck')) : [];
      expect(
        left.filter((name) => !['staging', 'lock.json'].includes(name) && !name.startsWith('lock.json.')),
      ).toEqual([]);
    }
    expect([...outcomes].sort()).toEqual(['new', 'old']);
  });

  test('a step that is not what was staged is not taken for done', async () => {
    const folder = join(tempFolder(), 'm');
    await firstState(folder);
    stage(folder);
    const journal = join(folder, '.mirrordeck', 'commit.json');
    // Something is there, and it is not what was staged.
    symlinkSync('loop', join(openStore(folder).staging, 'loop'));
    const moves = [
      { from: 'staging/loop', to: 'a.tar.gz', mode: 0o644 },
      { from: 'staging/b.tar.gz', to: 'b.tar.gz', mode: 0o644 },
    ];
    const journalled = { schema: 'mirrordeck/commit/1', holder: 'test', moves, removes: [] };
    const text = `${JSON.stringify(journalled)}\n`;
    writeFileSync(journal, text);
    await expect(openStore(folder).recover()).rejects.toMatchObject({ code: 'journal-corrupt' });
    expect(existsSync(journal)).toBe(true);
    expect(existsSync(join(folder, 'b.tar.gz'))).toBe(false);
  });

  test('a journal that can’t be read is named', async () => {
    const folder = join(tempFolder(), 'm');
    await firstState(folder);
    mkdirSync(join(folder, '.mirrordeck'));
    const file = join(folder, '.mirrordeck', 'commit.json');
    for (const text of [
      '',
      '{"schema":"mirrordeck/commit/1","moves":[{"from":"change/../../x","to":"y","mode":420}],"removes":[]}',
    ]) {
      writeFileSync(file, text);
      await expect(openStore(folder).recover()).rejects.toMatchObject({
        code: 'journal-corrupt',
        facts: { file },
      });
    }
  });
});
