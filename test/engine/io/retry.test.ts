import { expect, test } from 'vitest';
import { networkOf, proxiesOf } from '../../../source/engine/io/network.ts';
import { type Chance, retrying, waitAfter } from '../../../source/engine/io/retry.ts';
import {
  faultOfError,
  faultOfStatus,
  retryAfter,
  SourceFault,
} from '../../../source/engine/io/source-fault.ts';

const network = networkOf({ attempts: 4, firstWait: 100, longestWait: 1000 }, {});
const fault = (wait = 0, passing = true) => new SourceFault('source-unreachable', 'no', { passing, wait });

/** Chance that never waits and writes down how long it was to. */
function chanceThat(random: number): Chance & { waits: number[] } {
  const waits: number[] = [];
  const pause = async (milliseconds: number) => {
    waits.push(milliseconds);
  };
  return { waits, random: () => random, pause, now: () => 0 };
}

test('waits double up to the longest, half of each by chance, and obey the server within bounds', () => {
  expect([1, 2, 3, 4, 5, 60].map((n) => waitAfter(n, 0, network, () => 0))).toEqual([
    50, 100, 200, 400, 500, 500,
  ]);
  expect(waitAfter(2, 0, network, () => 0.5)).toBe(150);
  expect(waitAfter(1, 700, network, () => 0)).toBe(700);
  expect(waitAfter(1, 7_000_000, network, () => 0)).toBe(1000);
});

test('a passing fault is tried again, so many times', async () => {
  const chance = chanceThat(0);
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 4) throw fault(tries === 2 ? 333 : 0);
    return 'done';
  };
  expect(await retrying(work, { network, chance })).toBe('done');
  expect(chance.waits).toEqual([50, 333, 200]);
  const retried: string[] = [];
  const failing = retrying(() => Promise.reject(fault()), {
    network,
    chance,
    onRetry: ({ message }) => retried.push(message),
  });
  await expect(failing).rejects.toMatchObject({ code: 'source-unreachable' });
  expect(retried).toHaveLength(3);
});

test('a lasting fault, and any other error, is not tried again', async () => {
  const chance = chanceThat(0);
  await expect(retrying(() => Promise.reject(fault(0, false)), { network, chance })).rejects.toThrow('no');
  await expect(retrying(() => Promise.reject(new TypeError('bug')), { network, chance })).rejects.toThrow(
    'bug',
  );
  expect(chance.waits).toEqual([]);
});

test('tries count anew with every megabyte of progress, not with less', async () => {
  const chance = chanceThat(0);
  let reached = 0;
  let tries = 0;
  const by = (bytes: number) => async () => {
    tries += 1;
    reached += bytes;
    if (tries === 20) return tries;
    throw fault();
  };
  const options = { network, chance, reached: () => reached };
  expect(await retrying(by(1024 * 1024), options)).toBe(20);
  tries = 0;
  await expect(retrying(by(1000), options)).rejects.toThrow('no');
  expect(tries).toBe(4);
});

test.each([
  [404, 'file-missing', false],
  [410, 'file-missing', false],
  [400, 'source-unreachable', false],
  [401, 'source-unreachable', false],
  [408, 'source-unreachable', true],
  [429, 'source-unreachable', true],
  [500, 'source-unreachable', true],
  [501, 'source-unreachable', false],
  [502, 'source-unreachable', true],
  [511, 'source-not-a-mirror', false],
] as const)('status %i is %s, passing: %s', (status, code, passing) => {
  expect(faultOfStatus(status, {}, 'http://host/x', 0)).toMatchObject({ code, passing, facts: { status } });
});

test.each([
  ['ECONNRESET', 'source-unreachable', true],
  ['ETIMEDOUT', 'source-unreachable', true],
  ['UND_ERR_SOCKET', 'source-unreachable', true],
  ['EAI_AGAIN', 'source-unreachable', true],
  ['ENOTFOUND', 'source-unreachable', false],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'source-unreachable', false],
  ['CERT_HAS_EXPIRED', 'source-certificate', false],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'source-certificate', false],
])('%s is %s, passing: %s', (code, expected, passing) => {
  const error = Object.assign(new Error('it broke'), { code });
  expect(faultOfError(error, 'http://host/x')).toMatchObject({ code: expected, passing });
  const wrapped = new Error('fetch failed', { cause: new AggregateError([error]) });
  expect(faultOfError(wrapped, 'http://host/x')).toMatchObject({ code: expected, passing });
});

test('a bug is no fault of the source', () => {
  const bug = new TypeError('undefined is not a function');
  expect(faultOfError(bug, 'http://host/x')).toBe(bug);
});

test('Retry-After is seconds or a date, or nothing', () => {
  expect(retryAfter('3', 0)).toBe(3000);
  expect(retryAfter('Thu, 01 Jan 1970 00:00:09 GMT', 4000)).toBe(5000);
  expect(retryAfter('Thu, 01 Jan 1970 00:00:01 GMT', 4000)).toBe(0);
  expect(retryAfter('soon', 0)).toBe(0);
});

test('proxies are those of the environment, small letters first', () => {
  const environment = {
    HTTP_PROXY: 'http://a',
    http_proxy: 'http://b',
    HTTPS_PROXY: 'http://c',
    NO_PROXY: 'd',
  };
  expect(proxiesOf(environment)).toEqual({ http: 'http://b', https: 'http://c', none: 'd' });
  expect(proxiesOf({})).toEqual({ http: '', https: '', none: '' });
});
