import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCatalogue } from '../../../source/engine/operations/catalogue.ts';
import { componentQuery } from '../../../source/engine/operations/component-details.ts';
import { openMirror } from '../../../source/engine/operations/open-mirror.ts';
import { reportOn } from '../../../source/engine/operations/report.ts';
import { readSettings, writeSettings } from '../../../source/engine/operations/settings.ts';
import { addSource, listSources, removeSource } from '../../../source/engine/operations/sources.ts';
import { readStatus } from '../../../source/engine/operations/status.ts';
import { testContext } from '../../helpers/context.ts';
import { goldenFile, goldenFolder } from '../../helpers/golden.ts';
import { tempFolder } from '../../helpers/temp.ts';
import { serveMirror } from './mirror-server.ts';

const golden = (name: string): string => join(goldenFolder(), name);

describe('sources', () => {
  test('are the official one, then those that were added, by names that can be used as addresses', async () => {
    const context = testContext({ workingFolder: goldenFolder() });
    await context.home.setMirror(golden('origin'), goldenFile('origin/root.json'));
    const lab = await addSource(context, { name: 'lab', address: './origin' });
    expect(lab).toEqual({
      name: 'lab',
      address: golden('origin'),
      fingerprint: null,
      current: true,
      official: false,
    });
    const [official, ...others] = await listSources(context);
    expect(official).toMatchObject({ name: 'official', official: true, current: false });
    expect(official?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(others).toEqual([lab]);
    expect((await reportOn(context, { address: 'lab' })).identity.address).toBe(golden('origin'));
    await removeSource(context, 'lab');
    expect(await listSources(context)).toHaveLength(1);
  });

  test('are changed in place, with their credentials, and only where they are', async () => {
    const context = testContext();
    const folder = tempFolder();
    const authFile = join(folder, 'auth');
    writeFileSync(authFile, 'bearer s3cret\n', { mode: 0o600 });
    await addSource(context, { name: 'lab', address: 'http://a:1/', authFile });
    await addSource(context, { name: 'other', address: 'http://o:1/' });
    await addSource(context, { name: 'lab', address: 'http://b:1/', replace: true });
    const [, lab, other] = await listSources(context);
    expect(lab).toMatchObject({ name: 'lab', address: 'http://b:1/', auth: ['bearer'] });
    expect(other).toMatchObject({ name: 'other' });
    const absent = addSource(context, { name: 'none', address: 'http://b:1/', replace: true });
    await expect(absent).rejects.toMatchObject({ code: 'source-unknown' });
    const official = addSource(context, { name: 'official', address: 'http://b:1/', replace: true });
    await expect(official).rejects.toMatchObject({ code: 'source-exists' });
  });

  test('are refused when the name is taken or none, or the address is none', async () => {
    const context = testContext();
    const add = (name: string, address = '/m', fingerprint?: string) =>
      addSource(context, { name, address, fingerprint });
    await add('lab');
    await expect(add('lab')).rejects.toMatchObject({ code: 'source-exists' });
    await expect(add('official')).rejects.toMatchObject({ code: 'source-exists' });
    await expect(add('../lab')).rejects.toMatchObject({ code: 'name-invalid' });
    await expect(add('ftp', 'ftp://x')).rejects.toMatchObject({ code: 'address-invalid' });
    await expect(add('x', '/m', 'abc')).rejects.toMatchObject({ code: 'usage' });
    await expect(removeSource(context, 'other')).rejects.toMatchObject({ code: 'source-unknown' });
    await expect(removeSource(context, 'official')).rejects.toMatchObject({ code: 'usage' });
  });

  test('with a fingerprint are held to it; without their last name they are met anew', async () => {
    const context = testContext();
    const { address } = await serveMirror(golden('custom'));
    await addSource(context, { name: 'a', address, fingerprint: 'a'.repeat(64) });
    await expect(openMirror(context, { address: 'a' })).rejects.toMatchObject({ code: 'root-changed' });
    await removeSource(context, 'a');
    expect((await reportOn(context, { address })).identity.trust).toBe('new');
    await addSource(context, { name: 'b', address });
    expect((await reportOn(context, { address: 'b' })).identity.trust).toBe('remembered');
    await removeSource(context, 'b');
    expect((await reportOn(context, { address })).identity.trust).toBe('new');
  });
});

test('a report counts what clients find and says what expires first', async () => {
  const report = await reportOn(testContext(), { address: golden('origin') });
  expect(report).toMatchObject({ components: 9, versions: 16, clientVersion: 'v2.0.0' });
  expect(report.expires.map(({ file }) => file).slice(0, 2)).toEqual(['snapshot.json', 'timestamp.json']);
  expect(report.expires).toHaveLength(5);
});

test('a catalogue has what can be chosen, newest first', async () => {
  const { components, platforms } = await readCatalogue(testContext(), { address: golden('origin') });
  expect(platforms).toEqual(['darwin/arm64', 'linux/amd64', 'linux/arm64']);
  expect(components.map(({ id }) => id)).toEqual([
    'ctl',
    'hello',
    'notes',
    'pd',
    'prometheus',
    'secret',
    'tidb',
    'tikv',
    'tiup',
  ]);
  const [ctl, hello, , pd, prometheus, secret, tidb] = components;
  // Its v1.0.0 is yanked.
  expect(ctl?.versions.map(({ version }) => version)).toEqual(['v2.0.0', 'v1.1.0', 'v1.1.0-rc.1']);
  expect([hello?.owner, hello?.description]).toEqual(['jdoe', 'Привет, 你好, こんにちは <&>']);
  expect([pd?.hidden, secret?.hidden, prometheus?.standalone, tidb?.hidden]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(tidb?.nightly).toBe('v2.2.0-alpha-nightly-20260201');
  expect(tidb?.versions[0]).toMatchObject({ version: tidb?.nightly, nightly: true, prerelease: true });
  expect(tidb?.versions[1]?.releases.map(({ platform, length }) => [platform, length])).toEqual([
    ['darwin/arm64', 157],
    ['linux/amd64', 160],
    ['linux/arm64', 160],
  ]);
});

test('a catalogue shows what was yanked when that is asked for', async () => {
  const asked = { address: golden('origin'), yanked: true };
  const { components } = await readCatalogue(testContext(), asked);
  const ctl = components.find(({ id }) => id === 'ctl');
  const yanked = ctl?.versions.find(({ version }) => version === 'v1.0.0');
  expect(yanked?.releases.every((release) => release.yanked === true)).toBe(true);
  expect(ctl?.versions[0]?.releases.some((release) => release.yanked === true)).toBe(false);
});

describe('one component', () => {
  test('is told with every file, yanked ones too, newest first', async () => {
    const query = componentQuery(testContext());
    const ctl = await query({ address: golden('origin'), component: 'ctl' });
    expect(ctl).toMatchObject({ id: 'ctl', owner: 'pingcap', hidden: false, yanked: false });
    expect([...new Set(ctl.files.map(({ version }) => version))]).toEqual([
      'v2.0.0',
      'v1.1.0',
      'v1.1.0-rc.1',
      'v1.0.0',
    ]);
    const [first] = ctl.files;
    expect(first?.file).toMatch(/^ctl-v2\.0\.0-.*\.tar\.gz$/);
    expect(first?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(ctl.files.filter(({ yanked }) => yanked).map(({ version }) => version)).toContain('v1.0.0');
  });

  test('that is not there is refused', async () => {
    const query = componentQuery(testContext());
    const asked = { address: golden('origin'), component: 'nothing' };
    await expect(query(asked)).rejects.toMatchObject({ code: 'component-unknown' });
  });
});

describe('status', () => {
  test('of a home without a mirror', async () => {
    const context = testContext();
    const status = await readStatus(context);
    expect(status).toMatchObject({
      home: context.home.path,
      address: null,
      problem: null,
      report: null,
      installed: [],
    });
    expect(status.diskFree).toBeGreaterThan(0);
  });

  test('tells of a mirror that can’t be read, and reads one that can', async () => {
    const context = testContext();
    await context.home.setMirror(golden('origin'), goldenFile('origin/root.json'));
    expect((await readStatus(context)).report?.components).toBe(9);
    const old = { ...context, now: () => new Date('2040-01-01T00:00:00Z') };
    expect(await readStatus(old)).toMatchObject({ problem: { code: 'manifest-expired' }, report: null });
  });
});

test('the language is kept', async () => {
  const context = testContext();
  expect(await readSettings(context)).toEqual({ language: null });
  expect(await writeSettings(context, { language: 'zh' })).toEqual({ language: 'zh' });
  expect(await writeSettings(context, {})).toEqual({ language: 'zh' });
  expect(await readSettings(context)).toEqual({ language: 'zh' });
});
