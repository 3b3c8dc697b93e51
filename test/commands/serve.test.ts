import { describe, expect, test } from 'vitest';
import type { AccessEntry, Exposure, ServeRequest } from '../../source/engine/index.ts';
import { EngineError } from '../../source/engine/index.ts';
import { mirrordeck } from './run-program.ts';

const plain: Exposure = { local: true, encrypted: false, publish: false, tokens: null, keys: [] };
const entry: AccessEntry = {
  at: '2026-02-03T04:05:06.789Z',
  client: '10.0.0.1',
  owner: null,
  method: 'POST',
  path: '/api/v1/component/s/hello',
  protocol: 'HTTP/1.1',
  status: 204,
  range: null,
  bytes: 0,
  milliseconds: 7,
  note: '2.hello.json by jdoe',
};

type During = (tools: { readonly request: ServeRequest; readonly hangUp: () => void }) => void;

/** `serve` with a server that is stopped after `during`. */
async function serving(
  words: string,
  {
    exposure = plain,
    during = () => undefined,
    reload = async () => undefined,
  }: {
    exposure?: Exposure;
    during?: During;
    reload?: () => Promise<void>;
  } = {},
) {
  const stop = new AbortController();
  let hangUp = (): void => undefined;
  const answers = {
    serve: (request: ServeRequest) => {
      setImmediate(() => {
        during({ request, hangUp: () => hangUp() });
        setImmediate(() => stop.abort());
      });
      return { address: 'http://0.0.0.0:1', port: 1, exposure, reload, close: async () => undefined };
    },
  };
  const onHangUp = (handler: () => void): void => {
    hangUp = handler;
  };
  return await mirrordeck(['serve', 'W', ...words.split(' ').filter((word) => word !== '')], {
    answers,
    signal: stop.signal,
    onHangUp,
  });
}

describe('serve says what is given to whom', () => {
  test.each<[string, Partial<Exposure>, readonly string[], readonly string[]]>([
    ['this machine', {}, ['Only programs of this machine', 'Nobody can publish'], ['not encrypted']],
    ['the network', { local: false }, ['Everybody who reaches', 'not encrypted'], ['Only programs']],
    ['the network by https', { local: false, encrypted: true }, ['Everybody who reaches'], ['not encrypted']],
    ['publishers', { publish: true }, ['what the key of an owner has signed'], ['Nobody can']],
    ['some publishers', { publish: true, tokens: ['jdoe', 'pingcap'] }, ['have a token: jdoe, pingcap'], []],
  ])('to %s', async (_, change, said, unsaid) => {
    const { stdout, code } = await serving('', { exposure: { ...plain, ...change } });
    expect(code).toBe(0);
    for (const text of said) expect(stdout).toContain(text);
    for (const text of unsaid) expect(stdout).not.toContain(text);
  });
});

describe('the lines of serve', () => {
  const during: During = ({ request }) => {
    request.onRequest?.(entry);
    request.onRequest?.({ ...entry, method: 'GET', path: '/root.json', note: null });
    request.accessLog?.onLine?.('the line of the log');
  };

  test('are one per request, with what came of it', async () => {
    const { stdout } = await serving('', { during });
    expect(stdout).toContain('10.0.0.1 POST /api/v1/component/s/hello 204 0 7ms 2.hello.json by jdoe\n');
    expect(stdout).toContain('GET /root.json 204 0 7ms\n');
  });

  test('with a log elsewhere are those of what was sent here', async () => {
    const { stdout } = await serving('--access-log log', { during });
    expect(stdout).toContain('2.hello.json by jdoe');
    expect(stdout).not.toContain('GET /root.json');
  });

  test('with a log on stdout are those of the log', async () => {
    const { stdout } = await serving('--access-log -', { during });
    expect(stdout).toContain('the line of the log\n');
    expect(stdout).not.toContain('GET /root.json');
  });

  test('with --quiet are none', async () => {
    expect((await serving('-q', { during })).stdout).not.toContain('/api/v1');
  });
});

describe('a hang-up', () => {
  const during: During = ({ hangUp }) => hangUp();

  test('reads certificate, tokens and log anew', async () => {
    let count = 0;
    const reload = async (): Promise<void> => {
      count += 1;
    };
    const { stderr } = await serving('--cert c --key k', { during, reload });
    expect(count).toBe(1);
    expect(stderr).toContain('read anew');
    // without any of them it is the end, as of every command
    await serving('', { during, reload });
    expect(count).toBe(1);
  });

  test('with a file that cannot be read changes nothing', async () => {
    const reload = async (): Promise<void> => {
      throw new EngineError('tokens-unusable', 'tokens.json: it is not JSON');
    };
    const { stderr, code } = await serving('--publish --tokens t', { during, reload });
    expect(stderr).toContain('tokens.json: it is not JSON');
    expect(code).toBe(0);
  });
});

test('wrong flags of serve', async () => {
  expect((await mirrordeck(['serve', 'W', '--log-format', 'apache'])).code).toBe(2);
  expect((await mirrordeck(['serve', 'W', '--max-upload', 'many'])).code).toBe(2);
  expect((await mirrordeck(['serve', 'http://127.0.0.1/'])).code).toBe(2);
});
