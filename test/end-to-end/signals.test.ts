import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, cliEnvironment, finished, program, startCli } from '../helpers/cli.ts';
import { tempFolder } from '../helpers/temp.ts';

/** Waits for a text on one of a program's streams. */
async function says(stream: NodeJS.ReadableStream, wanted: RegExp): Promise<RegExpExecArray> {
  return await new Promise((done) => {
    let text = '';
    const look = (part: Buffer | string): void => {
      text += String(part);
      const match = wanted.exec(text);
      if (match === null) return;
      stream.off('data', look);
      done(match);
    };
    stream.on('data', look);
  });
}

describe('the process', () => {
  test('tells its version and nothing else', async () => {
    const result = await cli(['--version'], { home: tempFolder() });
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toMatch(/^mirrordeck \d+\.\d+\.\d+\n$/);
  });

  test('does not mind when nobody reads on', () => {
    const home = tempFolder();
    const done = spawnSync('/bin/sh', ['-c', '"$0" mirror clone --help | head -n 1', program], {
      env: cliEnvironment({ home }),
      encoding: 'utf8',
    });
    expect(done).toMatchObject({ status: 0, stderr: '' });
    expect(done.stdout.split('\n')).toHaveLength(2);
  });

  test('ends with 130 when a command is interrupted, and with 0 when a server is stopped', async () => {
    const home = tempFolder();
    const mirror = join(home, 'mirror');
    expect((await cli(['mirror', 'init', mirror], { home })).code).toBe(0);
    // so slow that the first answer is still on its way when Ctrl-C comes
    const server = startCli(['serve', mirror, '--port', '0', '--limit-rate', '200'], { home });
    const served = finished(server);
    const [, address = ''] = await says(server.stdout, /(http:\/\/127\.0\.0\.1:\d+)/);

    const clone = startCli(['mirror', 'clone', join(home, 'clone'), '--source', address, '--json'], { home });
    const cloned = finished(clone);
    await says(clone.stderr, /"phase"/);
    clone.kill('SIGINT');
    const { code, stdout } = await cloned;
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'interrupted', exitCode: 130 } });

    server.kill('SIGTERM');
    expect((await served).code).toBe(0);
  });
});
