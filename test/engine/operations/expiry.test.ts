import { describe, expect, it } from 'vitest';
import { expiryQuery } from '../../../source/engine/operations/expiry.ts';
import { goldenContext } from '../../helpers/published.ts';
import { smallKeys } from '../../helpers/small-mirror.ts';

const at = (now: string) => goldenContext('origin', { now: () => new Date(now) });

describe('expiry (beat list 11)', () => {
  it('tells of every role, owner key and component, the most urgent first', async () => {
    const { entries, due, now, identity } = await expiryQuery(at('2026-11-22T02:00:00Z'))({});
    expect([due, now, identity.kind]).toEqual([0, '2026-11-22T02:00:00.000Z', 'folder']);
    expect(entries.slice(0, 2).map(({ name, days }) => [name, days])).toEqual([
      ['snapshot', 29],
      ['timestamp', 29],
    ]);
    const moments = entries.map(({ expires }) => Date.parse(expires));
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    const index = entries.find(({ name }) => name === 'index');
    const keys = entries.filter(({ kind }) => kind === 'key');
    expect(keys.map(({ name, key }) => [name, key]).sort()).toEqual([
      ['jdoe', smallKeys.jdoe.id],
      ['pingcap', smallKeys.pingcap.id],
    ]);
    for (const { expires, file } of keys) expect([expires, file]).toEqual([index?.expires, index?.file]);
    expect(entries.filter(({ kind }) => kind === 'component')).toHaveLength(9);
  });

  it('counts what falls due within a time, and what has expired', async () => {
    const soon = await expiryQuery(at('2026-11-22T02:00:00Z'))({ within: 30 });
    expect([soon.due, soon.entries.filter(({ state }) => state === 'due').map(({ name }) => name)]).toEqual([
      2,
      ['snapshot', 'timestamp'],
    ]);
    const late = await expiryQuery(at('2028-03-01T00:00:00Z'))({});
    expect(
      late.entries
        .filter(({ state }) => state === 'expired')
        .map(({ kind, name }) => `${kind} ${name}`)
        .sort(),
    ).toEqual(['key jdoe', 'key pingcap', 'role index', 'role root', 'role snapshot', 'role timestamp']);
    expect(late.due).toBe(6);
    expect(late.entries[0]?.days).toBeLessThan(-400);
  });
});
