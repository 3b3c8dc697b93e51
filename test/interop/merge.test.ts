/** What we merge a stock client installs and runs, old homes too; stock merges on; both come to the same content. */
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { expect, test } from 'vitest';
import { mustSucceed } from '../helpers/cli.ts';
import { sharedOrigin } from '../helpers/origin.ts';
import { describeWithStock, stock, stockMust } from '../helpers/stock-client.ts';
import { tempFolder } from '../helpers/temp.ts';

const os = process.platform === 'darwin' ? 'darwin' : 'linux';
const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';

type At = { readonly home: string };

/** A mirror of stock's making whose owner jdoe, with the home's key, has published these. */
async function stockMirror(
  at: At,
  name: string,
  components: Readonly<Record<string, string>>,
): Promise<string> {
  const mirror = join(at.home, name);
  await stockMust(['mirror', 'init', mirror], at);
  await stockMust(['mirror', 'set', mirror], at);
  await stockMust(['mirror', 'genkey'], at);
  await stockMust(['mirror', 'grant', 'jdoe'], at);
  mkdirSync(join(at.home, 'made'), { recursive: true });
  for (const [id, version] of Object.entries(components)) {
    writeFileSync(join(at.home, 'made', id), `#!/bin/sh\necho ${id} ${version}\n`, { mode: 0o755 });
    const tarball = join(at.home, 'made', `${id}-${version}-${os}-${arch}.tar.gz`);
    await create({ file: tarball, cwd: join(at.home, 'made'), gzip: true }, [id]);
    await stockMust(['mirror', 'publish', id, version, tarball, id, '--os', os, '--arch', arch], at);
  }
  return mirror;
}

/** A clone of the origin with jdoe's key granted under the same id; the home is set to it. */
async function target(at: At): Promise<string> {
  const mirror = join(at.home, 'target');
  await mustSucceed(['mirror', 'set', sharedOrigin().path], at);
  await mustSucceed(['mirror', 'clone', mirror, '--tidb', 'v8.5.1', '--os', os, '--arch', arch], at);
  await mustSucceed(['mirror', 'set', mirror], at);
  await mustSucceed(['mirror', 'grant', 'jdoe'], at);
  return mirror;
}

/** Every file of a folder, and when it was last written. */
function bytesOf(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.sort().map((name) => `${name} ${statSync(join(folder, name)).mtimeMs}`);
}

/** Two mirrors whose owners are called the same; whoever merges has the key of the one who is to come in. */
async function namesakes() {
  const theirs = { home: tempFolder() };
  const other = await stockMirror(theirs, 'other', { greet: 'v0.0.2', extra: 'v1.0.0' });
  const at = { home: tempFolder() };
  const mirror = await stockMirror(at, 'mirror', { greet: 'v0.0.1' });
  cpSync(join(theirs.home, 'keys', 'private.json'), join(at.home, 'keys', 'private.json'));
  const file = join(at.home, 'decisions.json');
  /** Decides every conflict so, and tells which there are. */
  const decide = async (how: { readonly decision: string; readonly to?: string }) => {
    const { stdout } = await mustSucceed(['mirror', 'merge', other, '--dry-run', '--json'], at);
    const conflicts: readonly { readonly there: string }[] = JSON.parse(stdout).conflicts;
    writeFileSync(file, JSON.stringify(conflicts.map((one) => ({ ...one, ...how }))));
    return conflicts;
  };
  return { at, mirror, decide, merge: ['mirror', 'merge', other, '--decisions', file] };
}

type Content = { readonly platforms: object; readonly owner: string; readonly description: string };

/** What clients find in a mirror, without versions and expiries of manifests. */
function contentOf(mirror: string): Record<string, Content> {
  const read = (name: string) => JSON.parse(readFileSync(join(mirror, name), 'utf8')).signed;
  const { meta } = read('snapshot.json');
  const index = read(`${meta['/index.json'].version}.index.json`);
  const items = Object.entries<{ owner: string }>(index.components).map(([id, { owner }]) => {
    const { platforms, description } = read(`${meta[`/${id}.json`].version}.${id}.json`);
    return [id, { platforms, owner, description }] as const;
  });
  return Object.fromEntries(items);
}

/** Stock dates what it merges anew; the rest of a version has to be the same. */
function undated(content: Record<string, Content>): unknown {
  return JSON.parse(JSON.stringify(content).replaceAll(/"released":"[^"]*"/g, '"released":""'));
}

describeWithStock('a merged mirror', () => {
  test('serves a stock client that knew it before, and stock merges and publishes into it further', async () => {
    const at = { home: tempFolder() };
    const custom = await stockMirror(at, 'custom', { greet: 'v0.0.1', extra: 'v1.0.0' });
    const mirror = await target(at);
    const client = { home: tempFolder() };
    await stockMust(['mirror', 'set', mirror], client);
    expect((await stockMust(['tidb'], client)).stdout).toContain('tidb v8.5.1');

    await mustSucceed(['mirror', 'merge', custom], at);
    await mustSucceed(['mirror', 'verify', mirror], at);
    expect((await stockMust(['list'], client)).stdout).toMatch(/^extra +jdoe/m);
    expect((await stockMust(['greet'], client)).stdout).toContain('greet v0.0.1');

    const more = await stockMirror(at, 'more', { greet: 'v0.0.2' });
    await stockMust(['mirror', 'set', mirror], at);
    await stockMust(['mirror', 'merge', more], at);
    await mustSucceed(['mirror', 'verify', mirror], at);
    expect((await stockMust(['greet:v0.0.2'], client)).stdout).toContain('greet v0.0.2');
    const last = await stockMirror(at, 'last', { greet: 'v0.0.3' });
    await mustSucceed(['mirror', 'set', mirror], at);
    await mustSucceed(['mirror', 'merge', last], at);
    expect((await stockMust(['greet:v0.0.3'], client)).stdout).toContain('greet v0.0.3');
  });

  test('has the content that stock would have given it', async () => {
    const at = { home: tempFolder() };
    const custom = await stockMirror(at, 'custom', { greet: 'v0.0.1', extra: 'v1.0.0' });
    const mirror = await target(at);
    const theirs = join(at.home, 'theirs');
    cpSync(mirror, theirs, { recursive: true });
    await mustSucceed(['mirror', 'merge', custom], at);
    await stockMust(['mirror', 'set', theirs], at);
    await stockMust(['mirror', 'merge', custom], at);
    expect(undated(contentOf(mirror))).toEqual(undated(contentOf(theirs)));
    // ours keeps the dates, and needs no index of its own for every version (beat list 2, 17)
    const indexes = (folder: string): number =>
      readdirSync(folder).filter((name) => name.endsWith('.index.json')).length;
    expect(indexes(theirs) - indexes(mirror)).toBe(1);
    const source = contentOf(custom);
    expect(contentOf(mirror).greet?.platforms).toEqual(source.greet?.platforms);
  });

  test('keeps what stock would bring back with other bytes: a version that was yanked', async () => {
    const at = { home: tempFolder() };
    const mirror = await stockMirror(at, 'mirror', { greet: 'v0.0.1' });
    const copy = join(at.home, 'copy');
    cpSync(mirror, copy, { recursive: true });
    await stockMust(['mirror', 'modify', 'greet:v0.0.1', '--yank'], at);
    const merged = await mustSucceed(['mirror', 'merge', copy], at);
    expect(merged.stdout).toContain(`greet v0.0.1 ${os}/${arch} was yanked here and is not brought back`);
    expect((await stock(['greet:v0.0.1'], at)).code).not.toBe(0);
  });

  test('has two owners of one id under two, once, and stock installs from both', async () => {
    const { at, mirror, decide, merge } = await namesakes();
    await decide({ decision: 'rename', to: 'friend' });
    await mustSucceed(merge, at);
    await mustSucceed(['mirror', 'verify', mirror], at);
    const client = { home: tempFolder() };
    await stockMust(['mirror', 'set', mirror], client);
    expect((await stockMust(['list'], client)).stdout).toMatch(/^extra +friend/m);
    expect((await stockMust(['greet'], client)).stdout).toContain('greet v0.0.1');
    expect((await stockMust(['greet-friend'], client)).stdout).toContain('greet v0.0.2');

    const before = bytesOf(mirror);
    await mustSucceed(merge, at);
    expect(bytesOf(mirror)).toEqual(before);
  });

  test('has an owner under an id that nobody had, where nobody says which', async () => {
    const { at, mirror, decide, merge } = await namesakes();
    const [asked] = await decide({ decision: 'rename' });
    const usual = `jdoe-${asked?.there.slice(0, 8)}`;
    await mustSucceed(['mirror', 'genkey', '--name', 'third'], at);
    await mustSucceed(['mirror', 'grant', usual, '--key', join(at.home, 'keys', 'third.json')], at);
    await mustSucceed(merge, at);
    const client = { home: tempFolder() };
    await stockMust(['mirror', 'set', mirror], client);
    expect((await stockMust(['list'], client)).stdout).toMatch(new RegExp(`^extra +${usual}-2`, 'm'));
    expect((await stockMust([`greet-${usual}-2`], client)).stdout).toContain('greet v0.0.2');
  });
});
