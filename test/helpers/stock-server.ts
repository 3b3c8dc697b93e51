import { spawn } from 'node:child_process';
import { describe, onTestFinished } from 'vitest';
import { cliEnvironment } from './cli.ts';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

const server = process.env.TIUP_SERVER_BIN ?? '';

/** A block of tests against the stock server; skipped, and saying so, when TIUP_SERVER_BIN names none. */
export function describeWithStockServer(name: string, body: () => void): void {
  if (server === '') describe.skip(`${name} (skipped: TIUP_SERVER_BIN does not name a stock server)`, body);
  else describe(name, body);
}

/** The stock server in front of a mirror, for as long as the test runs; its address without a slash. */
export async function stockServer(mirror: string, home: string): Promise<string> {
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(server, [mirror, '--addr', address, '--upstream', ''], {
    env: { ...cliEnvironment({ home }), TIUP_COMPONENT_DATA_DIR: home },
    stdio: 'ignore',
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await until(async () => {
    const answer = await fetch(`http://${address}/timestamp.json`).catch(() => null);
    return answer?.ok === true;
  }, 'the stock server');
  return `http://${address}`;
}
