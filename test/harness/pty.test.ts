import { describe, expect, onTestFinished, test } from 'vitest';
import { Screen } from '../helpers/pty.ts';
import { tempFolder } from '../helpers/temp.ts';

function start(script: string): Screen {
  const screen = new Screen(['-c', script], {
    home: tempFolder(),
    command: '/bin/sh',
    columns: 60,
    rows: 20,
  });
  onTestFinished(() => screen.close());
  return screen;
}

describe('the harness of pseudo terminals', () => {
  test('shows what a program wrote, passes keys on and reports the exit code', async () => {
    const screen = start('printf "name? "; read name; stty size; echo "hello $name"; exit 7');
    await screen.shows('name?');
    screen.press('jd', 'oe', '\r');
    await screen.shows('hello jdoe');
    expect(screen.text).toContain('20 60');
    expect(await screen.ended()).toEqual({ code: 7, wrongs: [] });
  });

  test('notices a terminal that was not put back', async () => {
    const screen = start("printf '\\033[?1049h\\033[?25l\\033[?2004h'; stty raw -echo");
    const { wrongs } = await screen.ended();
    expect(wrongs).toContain('still on the alternate screen');
    expect(wrongs).toContain('the cursor is hidden');
    expect(wrongs).toContain('bracketed paste is on');
    expect(wrongs).toContain('stty: icanon is off');
    expect(wrongs).toContain('stty: echo is off');
  });

  test('resizes, and kills the program but not the shell around it', async () => {
    const screen = start('trap "stty size" WINCH; echo ready; while :; do sleep 0.05; done');
    await screen.shows('ready');
    screen.resize(100, 30);
    await screen.shows('30 100');
    await screen.kill('SIGKILL');
    expect((await screen.ended()).code).toBe(137);
  });

  test('reads to the end, however seldom it is its turn', async () => {
    const screen = start('i=0; while [ $i -lt 9000 ]; do echo "line $i"; i=$((i + 1)); done');
    const held = new Int32Array(new SharedArrayBuffer(4));
    const busy = setInterval(() => Atomics.wait(held, 0, 0, 100), 0);
    onTestFinished(() => clearInterval(busy));
    expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
    expect(screen.raw).toContain('line 8999');
  });
});
