/** A mirror on a disk that somebody else wrote: what lies beside its files must not lead us out of it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../source/engine/io/mirror-store.ts';
import { fingerprint } from '../../helpers/fingerprint.ts';
import { tempFolder } from '../../helpers/temp.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

type Move = { from: string; to: string; mode: number };
const move: Move = { from: 'change/1-root.json', to: 'root.json', mode: 0o644 };
function journalOf(moves: readonly unknown[], change: object = {}): string {
  return `${JSON.stringify({ schema: 'mirrordeck/commit/1', holder: 'test', moves, removes: [], ...change })}\n`;
}

/** A mirror, and beside it what must not be touched. */
async function world() {
  const folder = tempFolder();
  const mirror = join(folder, 'mirror');
  const victim = join(folder, 'victim');
  await openStore(mirror).change('first', async (tx) => await tx.put('root.json', bytes('old')));
  mkdirSync(join(victim, 'change'), { recursive: true });
  writeFileSync(join(victim, 'change', '1-root.json'), 'somebody’s');
  writeFileSync(join(victim, 'authorized_keys'), 'somebody’s');
  return { mirror, victim, own: join(mirror, '.mirrordeck') };
}

/** Everything that may finish or begin a commit there. */
const attempts: Record<string, (mirror: string) => Promise<unknown>> = {
  'opening it': (mirror) => openStore(mirror).recover(),
  'changing it': (mirror) =>
    openStore(mirror).change('x', async (tx) => await tx.put('root.json', bytes('new'))),
};

const links: Record<string, (own: string, victim: string) => void> = {
  '.mirrordeck': (own, victim) => {
    writeFileSync(join(victim, 'commit.json'), journalOf([move]));
    symlinkSync(victim, own);
  },
  'its folder of changes': (own, victim) => {
    mkdirSync(own);
    writeFileSync(join(own, 'commit.json'), journalOf([move]));
    symlinkSync(join(victim, 'change'), join(own, 'change'));
  },
  'its staging folder': (own, victim) => {
    mkdirSync(own);
    symlinkSync(victim, join(own, 'staging'));
  },
};

for (const [what, place] of Object.entries(links)) {
  test.each(Object.keys(attempts))(`a link for ${what} is refused when %s`, async (how) => {
    const { mirror, victim, own } = await world();
    place(own, victim);
    const before = [fingerprint(mirror), fingerprint(victim)];
    await expect(attempts[how]?.(mirror)).rejects.toMatchObject({ code: 'link-refused' });
    expect([fingerprint(mirror), fingerprint(victim)]).toEqual(before);
  });
}

test('a link for the folder of keys is not written through, by a commit that is found or by a new one', async () => {
  const { mirror, victim, own } = await world();
  symlinkSync(victim, join(mirror, 'keys'));
  const before = fingerprint(victim);
  const put = openStore(mirror).change('x', async (tx) => await tx.put('keys/a-root.json', bytes('new')));
  await expect(put).rejects.toMatchObject({ code: 'link-refused', facts: { path: join(mirror, 'keys') } });

  mkdirSync(join(own, 'change'), { recursive: true });
  writeFileSync(join(own, 'change', '1-authorized_keys'), 'evil');
  const steps = [{ from: 'change/1-authorized_keys', to: 'keys/authorized_keys', mode: 0o600 }];
  writeFileSync(join(own, 'commit.json'), journalOf(steps));
  await expect(openStore(mirror).recover()).rejects.toMatchObject({ code: 'link-refused' });
  writeFileSync(join(own, 'commit.json'), journalOf([], { removes: ['keys/authorized_keys'] }));
  await expect(openStore(mirror).recover()).rejects.toMatchObject({ code: 'link-refused' });
  expect(fingerprint(victim)).toEqual(before);
});

const two = { ...move, to: 'timestamp.json', from: 'change/2-timestamp.json' };
const notOurs: Record<string, string> = {
  'more fields': journalOf([move], { more: 'x' }),
  'more in a step': journalOf([{ ...move, more: 'x' }]),
  'other white space': `${journalOf([move])} `,
  'no holder': journalOf([move], { holder: 1 }),
  'a step into another folder': journalOf([{ ...move, to: '../root.json' }]),
  'a step into a folder of ours': journalOf([{ ...move, to: '.mirrordeck/root.json' }]),
  'a step from the mirror': journalOf([{ ...move, from: 'root.json' }]),
  'a step from above': journalOf([{ ...move, from: 'change/..' }]),
  'a step of another file': journalOf([{ ...move, from: 'change/1-other.json' }]),
  'a setuid mode': journalOf([{ ...move, mode: 0o4755 }]),
  'a mode for all to write': journalOf([{ ...move, mode: 0o666 }]),
  'a key for all to read': journalOf([{ from: 'change/1-a.json', to: 'keys/a.json', mode: 0o644 }]),
  'steps out of order': journalOf([two, move]),
  'two steps for one file': journalOf([move, { ...move, from: 'change/2-root.json' }]),
  'the lock to be removed': journalOf([], { removes: ['lock'] }),
  'something above to be removed': journalOf([], { removes: ['../victim'] }),
};

test.each(Object.entries(notOurs))('a journal with %s is not ours to finish', async (_, text) => {
  const { mirror, own } = await world();
  mkdirSync(join(own, 'change'), { recursive: true });
  writeFileSync(join(own, 'change', '1-root.json'), 'new');
  writeFileSync(join(own, 'commit.json'), text);
  const before = fingerprint(mirror);
  for (const attempt of Object.values(attempts))
    await expect(attempt(mirror)).rejects.toMatchObject({ code: 'journal-corrupt' });
  expect(fingerprint(mirror)).toEqual(before);
});

test('what a commit would move is a file, and so is its journal', async () => {
  const { mirror, victim, own } = await world();
  mkdirSync(join(own, 'change'), { recursive: true });
  writeFileSync(join(own, 'commit.json'), journalOf([move]));
  symlinkSync(join(victim, 'authorized_keys'), join(own, 'change', '1-root.json'));
  await expect(openStore(mirror).recover()).rejects.toMatchObject({ code: 'journal-corrupt' });

  const other = await world();
  mkdirSync(other.own);
  writeFileSync(join(other.victim, 'commit.json'), journalOf([]));
  symlinkSync(join(other.victim, 'commit.json'), join(other.own, 'commit.json'));
  await expect(openStore(other.mirror).recover()).rejects.toMatchObject({ code: 'journal-corrupt' });
});

test('a pipe in the place of a journal or a lock keeps nobody waiting', async () => {
  const { mirror, own } = await world();
  mkdirSync(own);
  execFileSync('mkfifo', [join(own, 'commit.json')]);
  expect(await openStore(mirror).state()).toBe('mirror');
  await expect(openStore(mirror).recover()).rejects.toMatchObject({ code: 'journal-corrupt' });

  const other = await world();
  mkdirSync(other.own);
  execFileSync('mkfifo', [join(other.own, 'lock.json')]);
  const change = openStore(other.mirror).change('x', async () => undefined, { wait: 50 });
  await expect(change).rejects.toMatchObject({ code: 'lock-held' });
});
