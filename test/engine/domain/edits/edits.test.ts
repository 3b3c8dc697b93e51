import { describe, expect, it } from 'vitest';
import { grantOwner } from '../../../../source/engine/domain/edits/grant.ts';
import { extendExpiry, stockLifetimes, writeTime } from '../../../../source/engine/domain/edits/lifetimes.ts';
import { newMirror } from '../../../../source/engine/domain/edits/new-mirror.ts';
import { publishVersion, type Release } from '../../../../source/engine/domain/edits/publish.ts';
import { keyId } from '../../../../source/engine/domain/key.ts';
import type {
  Component,
  Index,
  Manifest,
  PublicKey,
  Root,
} from '../../../../source/engine/domain/manifest.ts';
import { own } from '../../../../source/engine/domain/record.ts';
import { goldenFile } from '../../../helpers/golden.ts';
import fc from '../../../helpers/properties.ts';

const now = new Date('2026-11-22T01:16:34Z');

function signed<M extends Manifest>(path: string): M {
  return JSON.parse(new TextDecoder().decode(goldenFile(path))).signed;
}

const published = (file: string) => `origin-published/${file}`;
const refused = (code: string) => expect.objectContaining({ code });
const withoutExpiry = ({ expires: _, ...rest }: Manifest) => rest;

describe('a new mirror', () => {
  it('has the root and index that stock makes', () => {
    const root = signed<Root>('origin-empty/root.json');
    const keysOf = (role: keyof Root['roles']) => Object.values(root.roles[role].keys);
    const made = newMirror(
      {
        root: keysOf('root'),
        index: keysOf('index'),
        snapshot: keysOf('snapshot'),
        timestamp: keysOf('timestamp'),
      },
      new Date('2026-11-22T01:16:32Z'),
      stockLifetimes,
    );
    expect(made.root).toEqual(root);
    expect(made.index).toEqual(signed<Index>('origin-empty/1.index.json'));
  });
});

describe('granting', () => {
  const empty = signed<Index>('origin-empty/1.index.json');
  const granted = signed<Index>('origin-empty/3.index.json');
  const owner = (id: string) => {
    const { name, keys } = granted.owners[id] ?? { name: '', keys: {} };
    const key = Object.values(keys)[0];
    if (key === undefined) throw new Error(`no owner ${id}`);
    return { id, name, keys: [key] };
  };

  it('goes from index to index as stock does', () => {
    const once = grantOwner(empty, owner('pingcap'), now, stockLifetimes);
    expect(withoutExpiry(once)).toEqual(withoutExpiry(signed('origin-empty/2.index.json')));
    const twice = grantOwner(once, owner('jdoe'), now, stockLifetimes);
    expect(withoutExpiry(twice)).toEqual(withoutExpiry(granted));
    expect(twice.expires).toBe('2027-11-22T01:16:34Z');
    expect(empty.owners).toEqual({});
  });

  it('gives an owner several keys and a threshold that they can reach (beat list 7)', () => {
    const keys = ['pingcap', 'jdoe'].flatMap((id) => owner(id).keys);
    const grant =
      (threshold: number | undefined, some = keys) =>
      () =>
        grantOwner(empty, { id: 'team', name: 'Team', keys: some, threshold }, now, stockLifetimes);
    expect(grant(2)().owners.team).toEqual({
      name: 'Team',
      keys: Object.fromEntries(keys.map((key) => [keyId(key), key])),
      threshold: 2,
    });
    expect(grant(undefined)().owners.team?.threshold).toBe(1);
    for (const threshold of [0, 3, 1.5]) expect(grant(threshold)).toThrow(refused('usage'));
    expect(grant(1, [])).toThrow(refused('usage'));
    // the same key, written with another line end, would sign twice
    const [first] = keys;
    const again = first && { ...first, keyval: { public: `${first.keyval.public}\n` } };
    expect(grant(2, [...keys.slice(0, 1), ...(again === undefined ? [] : [again])])).toThrow(
      refused('key-exists'),
    );
  });

  it('refuses an owner or a key that exists, a reserved id, a key that stock clients stumble over (beat list 40)', () => {
    const jdoe = owner('jdoe');
    const grant = (change: Partial<typeof jdoe>) => () =>
      grantOwner(granted, { ...jdoe, ...change }, now, stockLifetimes);
    const ed25519: PublicKey = { keytype: 'ed25519', keyval: { public: 'ab'.repeat(32) }, scheme: 'ed25519' };
    expect(grant({})).toThrow(refused('owner-exists'));
    expect(grant({ id: 'other' })).toThrow(refused('key-exists'));
    expect(grant({ id: 'root' })).toThrow(refused('owner-reserved'));
    expect(grant({ id: 'a/b' })).toThrow(refused('name-invalid'));
    expect(grant({ id: 'other', keys: [ed25519] })).toThrow(refused('key-unusable'));
    // every plain object seems to have these
    const key = { keytype: 'rsa', scheme: 'rsassa-pss-sha256', keyval: { public: 'x' } };
    const fresh = { ...jdoe, id: 'constructor', keys: [key] };
    const made = grantOwner(granted, fresh, now, stockLifetimes);
    expect(Object.keys(made.owners)).toContain('constructor');
    expect(Object.keys(own(made.owners, 'constructor')?.keys ?? {})).toEqual([keyId(key)]);
  });
});

describe('publishing', () => {
  const index = signed<Index>(published('12.index.json'));
  const tidb = (version: number) => signed<Component>(published(`${version}.tidb.json`));

  /** What must have been published between two manifests of one component. */
  function releaseBetween(before: Component | null, after: Component): Release {
    for (const [platform, versions] of Object.entries(after.platforms)) {
      for (const [version, item] of Object.entries(versions)) {
        if (before?.platforms[platform]?.[version] !== undefined) continue;
        const { entry, length } = item;
        const hashes = item.hashes ?? {};
        const { id: component, description } = after;
        return { component, version, platform, entry, length, hashes, description, owner: 'pingcap' };
      }
    }
    throw new Error('nothing was published');
  }

  it.each([
    ['tidb', 11],
    ['ctl', 8],
    ['tiup', 4],
    ['notes', 1],
  ] as const)('%s goes from manifest to manifest as stock does, %d times', (id, count) => {
    let before: Component | null = null;
    for (let version = 1; version <= count; version += 1) {
      const after = signed<Component>(published(`${version}.${id}.json`));
      const release = releaseBetween(before, after);
      const released = after.platforms[release.platform]?.[release.version]?.released ?? '';
      const next = publishVersion(before, index, release, new Date(released), stockLifetimes);
      const { expires, ...rest } = next.component;
      expect(rest).toEqual(withoutExpiry(after));
      expect(Math.abs(Date.parse(expires) - Date.parse(after.expires))).toBeLessThanOrEqual(1000);
      expect(next.index).toBe(index);
      before = next.component;
    }
  });

  it('makes a component with its flags and its owner in the index', () => {
    const before = signed<Index>(published('8.index.json'));
    const release: Release = {
      component: 'prometheus',
      version: 'v2.49.1',
      platform: 'linux/amd64',
      entry: 'prometheus.sh',
      hashes: { sha256: 'ab' },
      length: 1,
      owner: 'pingcap',
      standalone: true,
    };
    const next = publishVersion(null, before, release, now, stockLifetimes);
    expect(withoutExpiry(next.index)).toEqual(withoutExpiry(signed(published('9.index.json'))));
    expect(next.component).toMatchObject({
      version: 1,
      description: '',
      nightly: '',
      expires: '2031-11-21T01:16:34Z',
    });
  });

  const release = (change: Partial<Release> = {}): Release => ({
    component: 'tidb',
    version: 'v3.0.0',
    platform: 'linux/amd64',
    entry: 'tidb.sh',
    hashes: { sha256: 'ab' },
    length: 1,
    owner: 'jdoe',
    ...change,
  });
  const publish = (change: Partial<Release>, component: Component | null = tidb(11)) =>
    publishVersion(component, index, release(change), now, stockLifetimes);

  it('keeps owner and description, changes flags when asked', () => {
    const { component, index: next } = publish({ hidden: true });
    expect(component.description).toBe('The tidb component');
    expect(next.components.tidb).toEqual({ ...index.components.tidb, hidden: true });
    expect(next.version).toBe(index.version + 1);
    expect(publish({ hidden: false }).index).toBe(index);
    expect(publish({ description: '' }).component.description).toBe('');
  });

  it('a nightly takes the place of all others, other versions leave it alone', () => {
    const before = publish({ version: 'v9.0.0-nightly-1', platform: 'darwin/arm64' }).component;
    expect(before.nightly).toBe('v9.0.0-nightly-1');
    const second = publish({ version: 'v9.0.0-nightly-2' }, before).component;
    const nightlies = Object.entries(second.platforms).flatMap(([platform, versions]) =>
      Object.keys(versions)
        .filter((version) => version.includes('nightly'))
        .map((version) => `${platform} ${version}`),
    );
    expect(nightlies).toEqual(['linux/amd64 v9.0.0-nightly-2']);
    const same = publish({ version: 'v9.0.0-nightly-2', platform: 'linux/arm64' }, second).component;
    expect(Object.keys(same.platforms['linux/amd64'] ?? {})).toContain('v9.0.0-nightly-2');
    expect(publish({}, same).component.nightly).toBe('v9.0.0-nightly-2');
  });

  it('refuses what exists, unless forced, and everything outside the grammar', () => {
    expect(() => publish({ version: 'v1.0.0' })).toThrow(refused('version-exists'));
    expect(
      publish({ version: 'v1.0.0', force: true }).component.platforms['linux/amd64']?.['v1.0.0']?.length,
    ).toBe(1);
    expect(() => publish({ version: '1.0.0' })).toThrow(refused('version-invalid'));
    expect(() => publish({ version: 'nightly' })).toThrow(refused('version-invalid'));
    expect(() => publish({ entry: '' })).toThrow(refused('entry-invalid'));
    expect(() => publish({ entry: '../x' })).toThrow(refused('entry-invalid'));
    expect(() => publish({ platform: 'linux/any' })).toThrow(refused('platform-invalid'));
    expect(() => publish({ component: 'full' }, null)).toThrow(refused('name-invalid'));
    expect(() => publish({ component: 'new', owner: 'nobody' }, null)).toThrow(refused('owner-unknown'));
    expect(own(publish({ component: 'constructor' }, null).index.components, 'constructor')?.owner).toBe(
      'jdoe',
    );
  });
});

describe('lifetimes', () => {
  it('are only ever extended', () => {
    const day = fc.integer({ min: 0, max: 4000 });
    fc.assert(
      fc.property(day, day, (known, days) => {
        const before = writeTime(new Date(now.getTime() + known * 86_400_000));
        const after = extendExpiry(before, now, days);
        expect(Date.parse(after)).toBe(now.getTime() + Math.max(known, days) * 86_400_000);
      }),
    );
  });
});
