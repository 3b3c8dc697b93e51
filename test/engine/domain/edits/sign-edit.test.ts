import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { grantOwner } from '../../../../source/engine/domain/edits/grant.ts';
import { sameLifetimes, stockLifetimes } from '../../../../source/engine/domain/edits/lifetimes.ts';
import { newMirror } from '../../../../source/engine/domain/edits/new-mirror.ts';
import { publishVersion, type Release } from '../../../../source/engine/domain/edits/publish.ts';
import {
  type ChangedFile,
  type Edit,
  type MirrorState,
  outlineEdit,
  signEdit,
} from '../../../../source/engine/domain/edits/sign-edit.ts';
import { parsePrivateKey } from '../../../../source/engine/domain/key-file.ts';
import type { Component, Root } from '../../../../source/engine/domain/manifest.ts';
import type { PrivateKey } from '../../../../source/engine/domain/private-key.ts';
import {
  acceptRoot,
  nextRoot,
  verifyComponent,
  verifyIndex,
  verifySnapshot,
  verifyTimestamp,
} from '../../../../source/engine/domain/trust.ts';
import { goldenFile, goldenFolder, goldenNow as now } from '../../../helpers/golden.ts';

function keysIn(folder: string): PrivateKey[] {
  return readdirSync(join(goldenFolder(), folder)).map((name) =>
    parsePrivateKey(goldenFile(`${folder}/${name}`), name),
  );
}

/** Reads a mirror from its files, through the whole trust procedure. */
function verified(read: (name: string) => Uint8Array, known?: MirrorState): MirrorState {
  const root = acceptRoot(read('root.json'), 'root.json', { kind: 'self' });
  const timestamp = verifyTimestamp(read('timestamp.json'), root, now, known?.timestamp);
  const snapshot = verifySnapshot(read('snapshot.json'), root, timestamp, now, known?.snapshot);
  const version = snapshot.manifest.meta['/index.json']?.version ?? 0;
  return {
    root,
    timestamp,
    snapshot,
    index: verifyIndex(read(`${version}.index.json`), root, snapshot, now, known?.index),
  };
}

const golden = (folder: string) => verified((name) => goldenFile(`${folder}/${name}`));

function stateWith(state: MirrorState, files: readonly ChangedFile[]): MirrorState {
  const bytes = new Map(files.map((file) => [file.name, file.bytes]));
  return verified(
    (name) => bytes.get(name) ?? (name === 'root.json' ? state.root.bytes : state.index.bytes),
    state,
  );
}

const release = (change: Partial<Release> = {}): Release => ({
  component: 'fresh',
  version: 'v1.0.0',
  platform: 'linux/amd64',
  entry: 'x',
  hashes: { sha256: 'ab'.repeat(32), sha512: 'cd'.repeat(64) },
  length: 1,
  owner: 'pingcap',
  ...change,
});

const names = (files: readonly { name: string }[]) => files.map((file) => file.name);
const refused = (code: string, facts = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });

describe('signing an edit', () => {
  const roleKeys = keysIn('origin-published/keys');
  const keys = [...keysIn('keys'), ...roleKeys];

  it('adds an owner: index, snapshot and timestamp, each one version on', () => {
    const state = golden('custom');
    const other = keysIn('keys').find((key) => !(key.id in (state.index.manifest.owners.jdoe?.keys ?? {})));
    if (other === undefined) throw new Error('no second owner key');
    const index = grantOwner(
      state.index.manifest,
      { id: 'second', name: 'Second', keys: [other.public] },
      now,
      stockLifetimes,
    );
    const files = signEdit(state, { index }, keysIn('custom/keys'), now, stockLifetimes);
    expect(names(files)).toEqual(['5.index.json', 'snapshot.json', 'timestamp.json']);
    const next = stateWith(state, files);
    expect(next.index.manifest).toEqual(index);
    expect(next.timestamp.manifest.version).toBe(state.timestamp.manifest.version + 1);
    expect(next.timestamp.manifest.meta['/snapshot.json']).toEqual({
      hashes: { sha256: createHash('sha256').update(next.snapshot.bytes).digest('hex') },
      length: next.snapshot.bytes.length,
    });
    const { '/index.json': _, ...others } = next.snapshot.manifest.meta;
    expect(state.snapshot.manifest.meta).toMatchObject(others);
    expect(next.snapshot.manifest).toMatchObject({ version: 0, expires: '2026-12-22T02:00:00Z' });
  });

  it('publishes many components in one index, one snapshot, one timestamp', () => {
    const state = golden('origin-published');
    const one = publishVersion(null, state.index.manifest, release(), now, stockLifetimes);
    const two = publishVersion(null, one.index, release({ component: 'second' }), now, stockLifetimes);
    const index = { ...two.index, version: state.index.manifest.version + 1 };
    const edit: Edit = { index, components: [one.component, two.component] };
    const files = signEdit(state, edit, keys, now, stockLifetimes);
    expect(names(files)).toEqual([
      '1.fresh.json',
      '1.second.json',
      `${index.version}.index.json`,
      'snapshot.json',
      'timestamp.json',
    ]);
    expect(outlineEdit(state, edit, now, stockLifetimes)).toEqual(files.map(({ bytes: _, ...file }) => file));
    const next = stateWith(state, files);
    for (const component of [one.component, two.component]) {
      const bytes = files.find((file) => file.name === `1.${component.id}.json`)?.bytes ?? new Uint8Array();
      expect(verifyComponent(component.id, bytes, next.index, next.snapshot, now).manifest).toEqual(
        component,
      );
    }
  });

  it('writes nothing for nothing, and never a version again', () => {
    const state = golden('origin-published');
    expect(signEdit(state, {}, [], now, stockLifetimes)).toEqual([]);
    expect(signEdit(state, { index: state.index.manifest, components: [] }, [], now, stockLifetimes)).toEqual(
      [],
    );
    expect(outlineEdit(state, {}, now, stockLifetimes)).toEqual([]);
    expect(() => signEdit(state, { index: { ...state.index.manifest } }, keys, now, stockLifetimes)).toThrow(
      /clients refuse/,
    );
    expect(() => signEdit(null, { index: state.index.manifest }, keys, now, stockLifetimes)).toThrow(
      /needs a root/,
    );
  });

  it('says whose keys are missing', () => {
    const state = golden('origin-published');
    const { component, index } = publishVersion(null, state.index.manifest, release(), now, stockLifetimes);
    const sign =
      (some: readonly PrivateKey[], owners = index.owners) =>
      () =>
        signEdit(state, { index: { ...index, owners }, components: [component] }, some, now, stockLifetimes);
    expect(sign(keysIn('keys'))).toThrow(
      refused('target-keys-missing', { file: 'index.json', needed: 1, got: 0 }),
    );
    expect(sign(roleKeys)).toThrow(refused('key-not-owner', { component: 'fresh', owner: 'pingcap' }));
    const both = Object.assign({}, ...Object.values(index.owners).map((owner) => owner.keys));
    const strict = { ...index.owners, pingcap: { name: 'P', keys: both, threshold: 2 } };
    const pingcap = keys.filter(
      (key) => key.id in (index.owners.pingcap?.keys ?? {}) || roleKeys.includes(key),
    );
    expect(sign(pingcap, strict)).toThrow(refused('owner-keys-missing', { needed: 2, got: 1 }));
    expect(sign(keys, strict)).not.toThrow();
  });

  it('makes a mirror: root.json, index, both hashes in the timestamp, the lifetimes asked for', () => {
    const stock = golden('origin-empty').root.manifest;
    const own = keysIn('origin-empty/keys');
    const publicKeys = (role: keyof Root['roles']) => Object.values(stock.roles[role].keys);
    const made = newMirror(
      {
        root: publicKeys('root'),
        index: publicKeys('index'),
        snapshot: publicKeys('snapshot'),
        timestamp: publicKeys('timestamp'),
      },
      now,
      sameLifetimes(50 * 365),
    );
    const files = signEdit(null, made, own, now, sameLifetimes(50 * 365));
    expect(names(files)).toEqual(['root.json', '1.index.json', 'snapshot.json', 'timestamp.json']);
    const bytes = new Map(files.map((file) => [file.name, file.bytes]));
    const state = verified((name) => bytes.get(name) ?? new Uint8Array());
    expect(Object.keys(state.timestamp.manifest.meta['/snapshot.json']?.hashes ?? {})).toEqual([
      'sha256',
      'sha512',
    ]);
    for (const { manifest } of Object.values(state)) expect(manifest.expires).toBe('2076-11-09T02:00:00Z');
    expect(state.root.signatures).toHaveLength(3);
    expect(bytes.get('timestamp.json')?.length).toBeLessThanOrEqual(1024);
  });

  it('a timestamp of two keys is signed by no more of them than clients can read', () => {
    const empty = golden('origin-empty');
    const own = keysIn('origin-empty/keys');
    const { timestamp, snapshot } = empty.root.manifest.roles;
    const roles = {
      ...empty.root.manifest.roles,
      timestamp: { ...timestamp, keys: { ...timestamp.keys, ...snapshot.keys } },
    };
    const root = { ...empty.root.manifest, roles };
    const index = { ...empty.index.manifest, version: 1 };
    const files = signEdit(null, { root, index }, own, now, stockLifetimes);
    expect(files.at(-1)?.bytes.length).toBeLessThanOrEqual(1024);
    const strict = { ...root, roles: { ...roles, timestamp: { ...roles.timestamp, threshold: 2 } } };
    expect(() => signEdit(null, { root: strict, index }, own, now, stockLifetimes)).toThrow(
      refused('manifest-too-long'),
    );
  });

  it('the next manifest of a known component goes on from what the mirror has', () => {
    const state = golden('origin-published');
    const bytes = goldenFile('origin-published/1.hello.json');
    const hello: Component = verifyComponent('hello', bytes, state.index, state.snapshot, now).manifest;
    const next = publishVersion(
      hello,
      state.index.manifest,
      release({ component: 'hello' }),
      now,
      stockLifetimes,
    );
    const files = signEdit(state, { components: [next.component] }, keys, now, stockLifetimes);
    expect(names(files)).toEqual(['2.hello.json', 'snapshot.json', 'timestamp.json']);
    expect(stateWith(state, files).index).toEqual(state.index);
  });

  it('the next root of a mirror gets a number, and the keys of both sign it', () => {
    const state = golden('origin-published');
    const old = state.root.manifest;
    const root: Root = { ...old, version: old.version + 1, expires: '2030-01-01T00:00:00Z' };
    const files = signEdit(state, { root }, roleKeys, now, stockLifetimes);
    expect(names(files)).toEqual([`${root.version}.root.json`, 'snapshot.json', 'timestamp.json']);
    const next = nextRoot(state.root, files[0]?.bytes ?? new Uint8Array(), files[0]?.name ?? '');
    expect(next.manifest).toEqual(root);
    const snapshot = stateWith(state, files).snapshot.manifest;
    expect(snapshot.meta['/root.json']).toEqual({ version: root.version, length: next.bytes.length });

    const [other, ...rest] = keysIn('keys');
    if (other === undefined || rest.length === 0) throw new Error('no keys');
    const role = { ...old.roles.root, keys: { [other.id]: other.public }, threshold: 1 };
    const rotated: Root = { ...root, roles: { ...old.roles, root: role } };
    const sign = (keys: readonly PrivateKey[]) => () =>
      signEdit(state, { root: rotated }, keys, now, stockLifetimes);
    const few = (got: number, needed: number) =>
      refused('target-keys-missing', { file: 'root.json', needed, got });
    expect(sign(roleKeys)).toThrow(few(0, 1));
    expect(sign([other, ...roleKeys.filter(({ id }) => !(id in old.roles.root.keys))])).toThrow(few(0, 3));
    const bytes = sign([other, ...roleKeys])()[0]?.bytes ?? new Uint8Array();
    expect(nextRoot(state.root, bytes, `${root.version}.root.json`).signatures).toHaveLength(4);
    expect(() =>
      signEdit(state, { root: { ...root, version: root.version + 1 } }, roleKeys, now, stockLifetimes),
    ).toThrow(/would not go/);
  });

  it('signs a timestamp anew by itself, a snapshot with its timestamp', () => {
    const state = golden('origin-published');
    const days = { ...stockLifetimes, timestamp: 90, snapshot: 60 };
    const alone = signEdit(state, { renew: 'timestamp' }, roleKeys, now, days);
    expect(names(alone)).toEqual(['timestamp.json']);
    const next = verified(
      (name) =>
        name === 'timestamp.json'
          ? (alone[0]?.bytes ?? new Uint8Array())
          : goldenFile(`origin-published/${name}`),
      state,
    );
    expect(next.timestamp.manifest).toMatchObject({
      version: state.timestamp.manifest.version + 1,
      expires: '2027-02-20T02:00:00Z',
    });
    expect(next.snapshot.bytes).toEqual(state.snapshot.bytes);
    const both = signEdit(state, { renew: 'snapshot' }, roleKeys, now, days);
    expect(names(both)).toEqual(['snapshot.json', 'timestamp.json']);
    expect(stateWith(state, both).snapshot.manifest.expires).toBe('2027-01-21T02:00:00Z');
    expect(outlineEdit(state, { renew: 'timestamp' }, now, days)).toEqual(
      alone.map(({ bytes: _, ...file }) => file),
    );
  });
});
