/**
 * Wrong requests through the engine's door: each has its code and its exit code, and changes nothing. Elsewhere:
 *
 * | case                                          | shown in                                          |
 * |-----------------------------------------------|---------------------------------------------------|
 * | the grammars themselves, character by character | domain/names, platform, version tests           |
 * | a target mirror without its keys              | clone.test.ts                                     |
 * | a plan that was changed by hand or is outdated | clone, publish, install, package tests           |
 * | a tarball of another component's name         | publish.test.ts                                   |
 * | uploads that a server refuses                 | publish-served.test.ts                            |
 * | install, uninstall, run of what isn't there   | install, list-uninstall, run tests                |
 * | what a tarball must not hold, entry by entry  | io/unpack-tarball.test.ts                         |
 */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CloneRequest, ErrorCode, PublishRequest } from '../../../source/engine/index.ts';
import { tarballOf } from '../io/tar-bytes.ts';
import { carryOut, expectRefusal, type Trial, trial } from './trial.ts';

const linux: Partial<CloneRequest> = { oses: ['linux'], archs: ['amd64'] };
const tidb: Partial<CloneRequest> = { ...linux, components: { tidb: ['v1.0.0'] } };

describe('a clone into', () => {
  test.each<[string, (trial: Trial) => string]>([
    [
      'a folder with a file in it',
      ({ target }) => {
        mkdirSync(target);
        writeFileSync(join(target, 'notes.txt'), 'mine');
        return target;
      },
    ],
    [
      'a folder with a hidden file in it',
      ({ target }) => {
        mkdirSync(target);
        writeFileSync(join(target, '.keep'), '');
        return target;
      },
    ],
    ['the home', ({ home }) => home],
    [
      'a link to nowhere',
      ({ target }) => {
        symlinkSync('nowhere', target);
        return target;
      },
    ],
  ])('%s is refused: target-not-empty', async (_, prepare) => {
    const here = trial();
    const target = prepare(here);
    const work = () => carryOut(here.engine.clone, { target, ...tidb });
    await expectRefusal(work, { code: 'target-not-empty', exitCode: 1, folder: here.folder });
  });

  const unusable: [string, (trial: Trial) => string][] = [
    ['a file', ({ work }) => join(work, 'some.tar.gz')],
    ['a path below a file', ({ work }) => join(work, 'some.tar.gz', 'mirror')],
  ];
  if (process.platform === 'linux') unusable.push(['what the kernel shows', () => '/proc/mirror']);
  test.each(unusable)('%s is refused before anything is read: target-unusable', async (_, prepare) => {
    const here = trial();
    const target = prepare(here);
    await expect(here.engine.clone.plan({ target, ...tidb })).rejects.toMatchObject({
      code: 'target-unusable',
    });
    const work = () => carryOut(here.engine.clone, { target, ...tidb });
    await expectRefusal(work, { code: 'target-unusable', exitCode: 1, folder: here.folder });
  });

  test.each<[string, (trial: Trial) => string]>([
    ['the source', ({ mirror }) => mirror],
    ['the source with a slash', ({ mirror }) => `${mirror}/`],
    ['a folder in the source', ({ mirror }) => join(mirror, 'clones', 'of', 'it')],
    ['the keys of the source', ({ mirror }) => join(mirror, 'keys', 'clone')],
    ['what we keep in the source', ({ mirror }) => join(mirror, '.mirrordeck')],
    ['the source, relative', () => '../mirror/clone'],
    [
      'a link to the source',
      ({ mirror, target }) => {
        symlinkSync(mirror, target);
        return target;
      },
    ],
    [
      'a folder below a link into the source',
      ({ mirror, target }) => {
        symlinkSync(join(mirror, 'keys'), target);
        return join(target, 'clone');
      },
    ],
  ])('%s is refused: target-is-source (beat list 28)', async (_, prepare) => {
    const here = trial();
    const target = prepare(here);
    const work = () => carryOut(here.engine.clone, { target, ...tidb });
    await expectRefusal(work, { code: 'target-is-source', exitCode: 1, folder: here.folder });
  });

  test.each<[string, (trial: Trial) => string]>([
    ['beside the source, with its name in front', ({ mirror }) => `${mirror}-clone`],
    ['an empty folder behind a link', linkToEmpty],
    ['a path with spaces and 漢字', ({ folder }) => join(folder, ' a b', '鏡像 ミラー')],
    ['a relative path', () => './here/../there/'],
  ])('%s is none of these', async (_, prepare) => {
    const here = trial();
    const target = prepare(here);
    await expect(carryOut(here.engine.clone, { target, ...tidb })).resolves.toMatchObject({ failures: [] });
    await expect(carryOut(here.engine.clone, { target, ...tidb })).resolves.toMatchObject({ changed: false });
  });
});

function linkToEmpty({ folder, target }: Trial): string {
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', target);
  return target;
}

const names = ['', '..', '../tidb', 'ti db', '.tidb', '__proto__', 'tidb/', 'index', '數據庫'];
const specs = ['', ',', 'v1.0.0,', '../v1.0.0', 'v1/0', '>', '^', '-v1', 'v１'];
type Wrong = [string, ErrorCode, number, Partial<CloneRequest>];
const wrong = (name: string, code: ErrorCode, request: Partial<CloneRequest>): Wrong => [
  name,
  code,
  2,
  request,
];

describe('a clone of', () => {
  test.each<Wrong>([
    ...names.map((id) => wrong(`component "${id}"`, 'name-invalid', { components: { [id]: ['v1.0.0'] } })),
    ...specs.map((one) => wrong(`version "${one}"`, 'version-invalid', { versions: ['v1.0.0', one] })),
    ...specs.map((one) => wrong(`tidb "${one}"`, 'version-invalid', { components: { tidb: [one] } })),
    ['version with a prefix', 'version-invalid', 2, { versions: ['../v1'], prefix: true }],
    ['a strange system', 'platform-invalid', 2, { oses: ['linux', 'plan9'] }],
    ['a system with an empty name', 'platform-invalid', 2, { oses: [''] }],
    ['no system at all', 'platform-invalid', 2, { oses: [] }],
    ['no architecture at all', 'platform-invalid', 2, { archs: [] }],
    ['a platform in the place of a system', 'platform-invalid', 2, { oses: ['linux/amd64'] }],
    ['any on one architecture', 'platform-invalid', 2, { oses: ['any'] }],
    ['a component that is not there', 'component-unknown', 1, { components: { constructor: ['v1.0.0'] } }],
    ['a version that is not there', 'version-unknown', 1, { components: { tidb: ['v1.0.0', 'v7'] } }],
  ])('%s is refused: %s', async (_, code, exitCode, request) => {
    const { engine, folder, target } = trial();
    const work = () => carryOut(engine.clone, { target, ...linux, ...request });
    await expectRefusal(work, { code, exitCode, folder });
    expect(existsSync(target)).toBe(false);
  });
});

const good: PublishRequest = { component: 'tidb', version: 'v9.9.9', tarball: 'some.tar.gz', entry: 'x.sh' };

describe('publishing', () => {
  test.each<[string, ErrorCode, number, Partial<PublishRequest>]>([
    ['a name with a path', 'name-invalid', 2, { component: '../tidb' }],
    ['a name of a role', 'name-invalid', 2, { component: 'snapshot' }],
    ['a name that is a flag of clone', 'name-invalid', 2, { component: 'full' }],
    ['a version without v', 'version-invalid', 2, { version: '9.9.9' }],
    ['a version with a path', 'version-invalid', 2, { version: 'v9.9.9/../x' }],
    ['no version', 'version-invalid', 2, { version: '' }],
    ['an unknown system', 'platform-invalid', 2, { os: 'plan9' }],
    ['any on one architecture', 'platform-invalid', 2, { os: 'any', arch: 'amd64' }],
    ['an entry outside', 'entry-invalid', 2, { entry: '../x.sh' }],
    ['an absolute entry', 'entry-invalid', 2, { entry: '/x.sh' }],
    ['no entry', 'entry-invalid', 2, { entry: '' }],
    ['an entry that the tarball lacks', 'entry-missing', 1, { entry: 'bin/x.sh' }],
    ['an entry that is a folder', 'entry-missing', 1, { entry: 'sub' }],
    ['an entry that is no program', 'entry-not-executable', 1, { entry: 'text' }],
    ['a tarball that is not there', 'file-missing', 1, { tarball: 'none.tar.gz' }],
    ['a folder', 'tarball-malformed', 1, { tarball: 'content' }],
    ['what is no tarball', 'tarball-malformed', 1, { tarball: 'content/text' }],
    ['an empty file', 'tarball-malformed', 1, { tarball: 'empty' }],
    ['a tarball that leaves its folder', 'tarball-unsafe', 1, { tarball: 'evil.tar.gz' }],
    ['a version that exists', 'version-exists', 1, { version: 'v1.0.0' }],
    ['with the key of another owner', 'key-not-owner', 1, { key: '../home/keys/jdoe.json' }],
    ['with a key that is not there', 'key-missing', 1, { key: '../home/keys/none.json' }],
    ['with a key that is none', 'key-malformed', 1, { key: '../mirror/root.json' }],
    ['with a folder for a key', 'key-malformed', 1, { key: '../home/keys' }],
  ])('%s is refused: %s', async (_, code, exitCode, request) => {
    const { engine, folder, work } = trial();
    writeFileSync(join(work, 'empty'), '');
    const outside = { path: '../x.sh', content: 'evil', mode: 0o755 };
    writeFileSync(join(work, 'evil.tar.gz'), tarballOf([{ path: 'x.sh', mode: 0o755 }, outside]));
    const doIt = () => carryOut(engine.publish, { ...good, ...request });
    await expectRefusal(doIt, { code, exitCode, folder });
  });
});

describe('an owner', () => {
  test.each<[string, ErrorCode, number, { id: string; keys?: string[] }]>([
    ['that exists', 'owner-exists', 1, { id: 'pingcap' }],
    ['whose key another has', 'key-exists', 1, { id: 'other', keys: ['../home/keys/jdoe.json'] }],
    ['with the name of a role', 'owner-reserved', 2, { id: 'root' }],
    ['with a path for a name', 'name-invalid', 2, { id: '../x' }],
    ['without a name', 'name-invalid', 2, { id: '' }],
    ['whose key is not there', 'key-missing', 1, { id: 'other', keys: ['none.json'] }],
    ['whose key is none', 'key-malformed', 1, { id: 'other', keys: ['some.tar.gz'] }],
  ])('%s is not granted: %s', async (_, code, exitCode, request) => {
    const { engine, folder } = trial();
    await expectRefusal(() => carryOut(engine.grant, request), { code, exitCode, folder });
  });
});

test.each<[string, ErrorCode, number, string]>([
  ['exists', 'key-exists', 1, 'jdoe'],
  ['has a path for a name', 'name-invalid', 2, '../../jdoe'],
  ['has no name', 'name-invalid', 2, ''],
])('a key that %s is not made: %s', async (_, code, exitCode, name) => {
  const { engine, folder } = trial();
  await expectRefusal(() => carryOut(engine.genkey, { name }), { code, exitCode, folder });
});
