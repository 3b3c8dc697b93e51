import { describe, expect, it } from 'vitest';
import {
  checkComponentName,
  checkEntry,
  checkFileUrl,
  checkNewComponentName,
  checkNewEntry,
  checkNewVersion,
  checkOwnerId,
  checkVersion,
  clientTarballName,
  fileOfUrl,
  isComponentName,
  isEntry,
  isFileName,
  isFileUrl,
  isNewVersion,
  isOwnerId,
  isTarballUrl,
  isVersion,
  tarballName,
  versionedName,
} from '../../../source/engine/domain/names.ts';
import { EngineError, type ErrorCode } from '../../../source/engine/errors.ts';
import fc from '../../helpers/properties.ts';

function codeOf(act: () => unknown): ErrorCode | 'no error' {
  try {
    act();
  } catch (error) {
    if (error instanceof EngineError) return error.code;
    throw error;
  }
  return 'no error';
}

const hostile = [
  '',
  '.',
  '..',
  '../x',
  'a..b',
  'a/b',
  'a\\b',
  '-rf',
  '.hidden',
  '~',
  '__proto__',
  'a b',
  'a\n',
  'a\u0000',
  'é',
  'a?b',
  'a:b',
  'a%2f',
  'x'.repeat(129),
];

describe('names', () => {
  it.each(hostile)('no name of any kind: %j (beat list 3, 37)', (text) => {
    expect([isComponentName(text), isOwnerId(text), isVersion(text)]).toEqual([false, false, false]);
    expect(codeOf(() => checkComponentName(text))).toBe('name-invalid');
    expect(codeOf(() => checkOwnerId(text))).toBe('name-invalid');
    expect(codeOf(() => checkVersion(text))).toBe('version-invalid');
  });

  it('takes the names that mirrors have', () => {
    for (const name of [
      'tidb',
      'node_exporter',
      'tidb-lightning',
      'PCC',
      'dm-master',
      'constructor',
      'x'.repeat(128),
    ]) {
      expect(checkComponentName(name)).toBe(name);
    }
    for (const owner of ['pingcap', 'john.doe', 'a+b', 'constructor'])
      expect(checkOwnerId(owner)).toBe(owner);
  });

  it('reads old and odd versions, writes only v and semver', () => {
    for (const version of [
      'v3.0',
      'master',
      'nightly',
      'v0.2.5-11-g58846fc',
      'v2.1.0-nightly-20260101',
      '1.0.0',
    ]) {
      expect(checkVersion(version)).toBe(version);
    }
    for (const version of [
      'v1',
      'v3.0',
      'v1.2.3',
      'v1.2.3-rc.1',
      'v1.4.0-r13-gcd19b75+staging',
      'v9.0.0-nightly',
    ]) {
      expect(checkNewVersion(version)).toBe(version);
    }
    for (const version of [
      '1.2.3',
      'nightly',
      'latest',
      'v1.2.3.4',
      'v01.2.3',
      'v1.2.3-01',
      'v1.2-rc',
      'v1.2.3+',
      'v',
    ]) {
      expect(isNewVersion(version)).toBe(false);
      expect(codeOf(() => checkNewVersion(version))).toBe('version-invalid');
    }
  });

  it('keeps the names of roles and flags for itself', () => {
    for (const id of ['root', 'index', 'snapshot', 'timestamp']) {
      expect(isOwnerId(id)).toBe(true);
      expect(codeOf(() => checkOwnerId(id))).toBe('owner-reserved');
    }
    for (const id of [
      'full',
      'help',
      'jobs',
      'os',
      'arch',
      'prefix',
      'index',
      'snapshot',
      'root',
      'timestamp',
    ]) {
      expect(isComponentName(id)).toBe(true);
      expect(codeOf(() => checkNewComponentName(id))).toBe('name-invalid');
    }
    expect(checkNewComponentName('hello')).toBe('hello');
  });

  it('entries stay inside their folder', () => {
    for (const entry of ['', 'hello', 'bin/grafana-server', './hello', 'a b/ü', '..a/b..', '-x']) {
      expect(checkEntry(entry)).toBe(entry);
    }
    for (const entry of [
      '/bin/sh',
      '..',
      '../x',
      'a/../b',
      'a//b',
      'a/',
      'a\\b',
      'a\u0000',
      '.',
      'a/.',
      'x'.repeat(1025),
    ]) {
      expect(codeOf(() => checkEntry(entry))).toBe('entry-invalid');
    }
    expect(codeOf(() => checkNewEntry(''))).toBe('entry-invalid');
  });

  it('urls name a file directly in the folder (beat list 3, 37)', () => {
    for (const url of ['/tidb.json', 'tidb.json', '/a-v1.0.0+b-linux-amd64.tar.gz'])
      expect(checkFileUrl(url)).toBe(url);
    for (const url of [
      '',
      '/',
      '//a',
      '/a/b',
      'http://x/a',
      '/a?v=1',
      '/a#b',
      '/..',
      '/.git',
      '/a%2e',
      'x'.repeat(233),
    ]) {
      expect(codeOf(() => checkFileUrl(url))).toBe('name-invalid');
    }
    expect(fileOfUrl('/tidb.json')).toBe('tidb.json');
    expect(fileOfUrl('tidb.json')).toBe('tidb.json');
    expect([isTarballUrl('/a.tar.gz'), isTarballUrl('/timestamp.json')]).toEqual([true, false]);
  });

  it('composes file names', () => {
    expect(tarballName('hello', 'v1.0.0', 'linux/amd64')).toBe('hello-v1.0.0-linux-amd64.tar.gz');
    expect(clientTarballName('darwin/arm64')).toBe('tiup-darwin-arm64.tar.gz');
    expect(versionedName(12, '/tidb.json')).toBe('12.tidb.json');
    expect(versionedName(1, 'root.json')).toBe('1.root.json');
    expect(codeOf(() => tarballName('x'.repeat(128), `v${'1'.repeat(127)}`, 'linux/amd64'))).toBe(
      'name-invalid',
    );
  });

  it('what the grammar takes is one harmless path segment', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        if (!isFileName(text)) return;
        expect(text).toMatch(/^[A-Za-z0-9][A-Za-z0-9._+-]*$/);
        expect(text.includes('..')).toBe(false);
        expect(isFileUrl(`/${text}`)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', 'a', '-', '\\') }), (text) => {
        if (isEntry(text)) expect(new URL(text, 'file:///base/').pathname.startsWith('/base/')).toBe(true);
      }),
    );
  });

  it('cuts and escapes what it refuses', () => {
    const bad = `\u001b[31m${'x'.repeat(500)}`;
    try {
      checkVersion(bad);
      expect.unreachable();
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      expect(message).not.toContain('\u001b');
      expect(message.length).toBeLessThan(150);
    }
  });
});
