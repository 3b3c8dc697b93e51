import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EngineError, type EngineEvent, type ReceiptWalk, type Run } from '../../source/engine/index.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { tempFolder } from '../helpers/temp.ts';
import { clonePlan, cloneResult } from './clone-values.ts';
import { mirrordeck } from './run-program.ts';

const failures = [
  { name: 'a.tar.gz', reason: 'status 404' },
  { name: 'b.tar.gz', reason: 'stalled' },
];

describe('exit codes', () => {
  test.each([
    ['component-unknown', 1],
    ['version-invalid', 2],
    ['rollback', 4],
    ['interrupted', 130],
  ] as const)('%s ends with %i', async (code, expected) => {
    const answers = { list: new EngineError(code, 'the detail') };
    const outcome = await mirrordeck(['list'], { answers });
    expect(outcome.code).toBe(expected);
    expect(outcome.stderr).toContain('the detail');
    expect(outcome.stdout).toBe('');
  });

  test('an incomplete clone ends with 3, names each file and why, and prints the receipt', async () => {
    const answers = { 'clone.plan': clonePlan(), 'clone.apply': cloneResult({ failures }) };
    const outcome = await mirrordeck(['mirror', 'clone', 'W/clone'], { answers });
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toContain('a.tar.gz: status 404\n');
    expect(outcome.stderr).toContain('b.tar.gz: stalled\n');
    expect(outcome.stdout).toMatch(/tidb +v1\.0\.0/);
  });

  test("a clone tells of a client's walk over it: all is well, or each file that stops one", async () => {
    const told = async (walk: ReceiptWalk | undefined) => {
      const { receipt, ...result } = cloneResult();
      const answers = {
        'clone.plan': clonePlan(),
        'clone.apply': { ...result, receipt: { ...receipt, walk } },
      };
      return (await mirrordeck(['mirror', 'clone', 'W/clone'], { answers })).stdout;
    };
    const { cloning } = messagesFor('en');
    const fine = cloneResult().receipt.walk;
    expect(await told(fine)).toContain(cloning.walkFine(5));
    const problem = { file: 'a.tar.gz', code: 'file-missing', reason: 'it is not there' };
    const platforms = (fine?.platforms ?? []).map((one) => ({
      ...one,
      verdict: 'broken' as const,
      problems: [problem],
    }));
    const broken = await told({ manifests: 4, problems: [{ ...problem, file: '1.ctl.json' }], platforms });
    expect(broken).toContain(cloning.unusable('1.ctl.json', 'it is not there'));
    expect(broken).toContain(cloning.walkBroken('linux/amd64', 'a.tar.gz', 'it is not there'));
    expect(broken).not.toContain(cloning.walkFine(4));
    expect(await told(undefined)).not.toContain(cloning.walkFine(5));
  });

  test('a mirror that does not verify ends with 4, one with holes with 3', async () => {
    const result = { identity: clonePlan().source.identity, manifests: 1, files: 1, bytes: 1, warnings: [] };
    const verify = (code: string): Promise<{ readonly code: number }> =>
      mirrordeck(['mirror', 'verify'], {
        answers: { verify: { ...result, problems: [{ file: 'x', code, reason: 'r' }] } },
      });
    expect((await verify('hash-mismatch')).code).toBe(4);
    expect((await verify('file-missing')).code).toBe(3);
  });

  test("a component's exit code is ours, and Ctrl-C is its own while it runs", async () => {
    const request = { component: 'hello', args: ['-psecret', '--password', 'pass', 'x'] };
    const plan = { request, component: 'hello', version: 'v1', entry: '/e', install: null };
    const answers = { 'run.plan': plan, 'run.apply': { exitCode: 42 } };
    const outcome = await mirrordeck(['hello', ...request.args], { answers });
    expect(outcome.code).toBe(42);
    expect(outcome.released).toBe(true);
    expect(outcome.stderr).toBe('Starting component hello: /e -p****** --password ****** x\n');
  });

  test('a component that is not installed has no path', async () => {
    const plan = { component: 'hello', version: 'v1', entry: '/e' };
    const installed = await mirrordeck(['--binary', 'hello'], {
      answers: { 'run.plan': { ...plan, install: null } },
    });
    expect(installed).toMatchObject({ code: 0, stdout: '/e\n' });
    const missing = await mirrordeck(['--binary', 'hello'], {
      answers: { 'run.plan': { ...plan, install: {} } },
    });
    expect(missing).toMatchObject({ code: 1, stdout: '' });
  });

  test('asking for a key twice is no failure, and nothing is overwritten', async () => {
    const there = new EngineError('key-exists', 'there', { facts: { path: 'W/private.json' } });
    const outcome = await mirrordeck(['mirror', 'genkey'], { answers: { 'genkey.plan': there } });
    expect(outcome).toMatchObject({ code: 0, stdout: '' });
    expect(outcome.stderr).toBe('Warning: private key already exists (W/private.json), skipped\n');
  });

  test('a server that is stopped has done its work', async () => {
    const stop = new AbortController();
    let closed = false;
    const server = {
      address: 'http://127.0.0.1:1',
      port: 1,
      exposure: { local: true, encrypted: false, publish: false, tokens: null, keys: [] },
      close: async () => {
        closed = true;
      },
    };
    const answers = {
      serve: () => {
        queueMicrotask(() => stop.abort());
        return server;
      },
    };
    const outcome = await mirrordeck(['serve', 'W'], { answers, signal: stop.signal });
    expect(outcome.code).toBe(0);
    expect(closed).toBe(true);
    expect(outcome.stdout).toContain('Serving W at http://127.0.0.1:1\n');
  });
});

describe('--json', () => {
  const told: readonly EngineEvent[] = [
    { type: 'phase', phase: 'download' },
    { type: 'warning', warning: { code: 'client-missing', facts: { platform: 'darwin/arm64' } } },
  ];

  test('is one document on stdout and events as lines on stderr', async () => {
    const answers = {
      'clone.plan': clonePlan(),
      'clone.apply': (_: unknown, run: Run) => {
        for (const event of told) run.onEvent?.(event);
        return cloneResult({ failures });
      },
    };
    const outcome = await mirrordeck(['mirror', 'clone', 'W/clone', '--json'], { answers });
    expect(outcome.code).toBe(3);
    expect(JSON.parse(outcome.stdout)).toEqual(cloneResult({ failures }));
    expect(
      outcome.stderr
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(told);
  });

  test('tells errors as a document too', async () => {
    const error = new EngineError('rollback', 'the detail', { facts: { file: 'timestamp.json' } });
    const outcome = await mirrordeck(['list', '--json'], { answers: { list: error } });
    expect(outcome).toMatchObject({ code: 4, stderr: '' });
    expect(JSON.parse(outcome.stdout)).toMatchObject({
      error: { code: 'rollback', detail: 'the detail', facts: { file: 'timestamp.json' }, exitCode: 4 },
    });
  });

  test('leaves stdout to a component', async () => {
    const plan = {
      request: { component: 'hello', args: [] },
      component: 'hello',
      version: 'v1',
      entry: '/e',
      install: null,
    };
    const answers = { 'run.plan': plan, 'run.apply': { exitCode: 0 } };
    const outcome = await mirrordeck(['--json', 'hello', '--json'], { answers });
    expect(outcome.stdout).toBe('');
    expect(JSON.parse(outcome.stderr)).toEqual({ type: 'result', exitCode: 0 });
  });
});

describe('a saved plan', () => {
  test('is written by --dry-run --plan and run without a target', async () => {
    const workingFolder = tempFolder();
    const plan = clonePlan();
    const saved = await mirrordeck(['mirror', 'clone', 'W/clone', '--dry-run', '--plan', 'p.json'], {
      answers: { 'clone.plan': plan },
      workingFolder,
    });
    expect(saved.code).toBe(0);
    expect(JSON.parse(readFileSync(join(workingFolder, 'p.json'), 'utf8'))).toEqual(plan);
    const ran = await mirrordeck(['mirror', 'clone', '--plan', 'p.json', '--jobs', '2'], {
      answers: { 'clone.apply': cloneResult() },
      workingFolder,
    });
    expect(ran).toMatchObject({ code: 0, calls: [{ name: 'clone.apply', request: plan }] });
  });

  test.each([
    ['{', 'plan-corrupt'],
    ['{"schema":"another/1"}', 'plan-corrupt'],
    ['{"schema":"mirrordeck/clone-plan/1","files":[]}', 'plan-corrupt'],
    [JSON.stringify({ ...clonePlan(), missing: [null] }), 'plan-corrupt'],
  ])('%s is refused', async (text, code) => {
    const workingFolder = tempFolder();
    writeFileSync(join(workingFolder, 'p.json'), text);
    const outcome = await mirrordeck(['mirror', 'clone', '--plan', 'p.json', '--json'], { workingFolder });
    expect(outcome).toMatchObject({ code: 1, calls: [] });
    expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code, facts: { file: 'p.json' } } });
  });

  test('that is not there is a missing file', async () => {
    const outcome = await mirrordeck(['mirror', 'clone', '--plan', 'p.json', '--json'], {
      workingFolder: tempFolder(),
    });
    expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code: 'file-missing' } });
  });
});

describe('screens', () => {
  test('open with a terminal only', async () => {
    const opened = await mirrordeck(['--no-alt-screen', '--lang', 'ja'], { terminal: true });
    expect(opened.code).toBe(0);
    expect(opened.screens).toMatchObject([{ language: 'ja', noAltScreen: true }]);
    for (const around of [
      {},
      { terminal: true, environment: { TERM: 'dumb' } },
      { terminal: true, environment: { CI: '' } },
    ]) {
      const refused = await mirrordeck([], around);
      expect(refused).toMatchObject({ code: 2, stdout: '', screens: [] });
      expect(refused.stderr).toContain('The workstation needs a terminal');
    }
  });

  test('open in the clone, with what was chosen', async () => {
    const around = { terminal: true, answers: { show: { address: 'http://a/' } } };
    const outcome = await mirrordeck(['mirror', 'clone', 'W', '--tidb', 'v1', '-i'], around);
    expect(outcome).toMatchObject({ code: 0, released: true });
    expect(outcome.screens[0]?.clone).toMatchObject({
      target: 'W',
      components: { tidb: ['v1'] },
      source: { address: 'http://a/' },
    });
  });
});

describe('language', () => {
  test.each([
    [['--lang', 'zh', 'mirror', 'init'], {}, '错误: '],
    [['mirror', 'init', '--lang=ja'], { LANG: 'zh_CN.UTF-8' }, 'エラー: '],
    [['mirror', 'init'], { LANG: 'zh_CN.UTF-8' }, '错误: '],
    [['mirror', 'init'], { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, 'Error: '],
  ])('%j in %j', async (argv, environment, expected) => {
    expect((await mirrordeck(argv, { environment })).stderr.startsWith(expected)).toBe(true);
  });

  test('the setting comes before the locale', async () => {
    const { mkdirSync } = await import('node:fs');
    const config = tempFolder();
    mkdirSync(join(config, 'mirrordeck'));
    writeFileSync(join(config, 'mirrordeck', 'settings.json'), '{"language":"ja"}');
    const environment = { XDG_CONFIG_HOME: config, LANG: 'zh_CN.UTF-8' };
    expect((await mirrordeck(['mirror', 'init'], { environment })).stderr).toMatch(/^エラー: /);
  });
});
