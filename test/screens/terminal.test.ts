import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { Screen } from '../helpers/screen.ts';

const restored = '\u001b[?2004l\u001b[?1049l\u001b[?25h';

describe('the terminal', () => {
  test('is as before when the workstation was left', async () => {
    const screen = new Screen();
    await screen.see('What next?');
    expect(screen.input.raw).toBe(true);
    expect(await screen.leave()).toBe(0);
    await screen.see('the shell before');
    expect(screen.text()).not.toContain('What next?');
    expect(screen.output.written.endsWith(restored)).toBe(true);
    expect(screen.input.raw).toBe(false);
  });

  test('is restored and the exit code is 130 when the line is lost', async () => {
    const screen = new Screen();
    await screen.see('What next?');
    screen.output.destroy(new Error('EIO'));
    expect(await screen.closed).toBe(130);
    expect(screen.input.raw).toBe(false);
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('is restored at %s', async (signal) => {
    const screen = new Screen();
    await screen.see('What next?');
    process.emit(signal);
    expect(await screen.closed).toBe(130);
    expect(screen.output.written).toContain(restored);
  });

  test('without the alternate screen keeps the last frame', async () => {
    const screen = new Screen({ alternateScreen: false });
    await screen.see('What next?');
    await screen.leave();
    expect(screen.output.written).not.toContain('\u001b[?1049h');
    expect(screen.output.written.endsWith('\u001b[?25h\r\n')).toBe(true);
  });
});

describe('another size', () => {
  test('in the middle of things loses nothing and leaves no rest of the old frame', async () => {
    const screen = new Screen();
    await screen.press('c');
    await screen.see('plant');
    await screen.press('enter');
    await screen.see('What do you want to take?');
    await screen.press('enter');
    await screen.see('Which components?');
    await screen.press('space', 'G', 'space');
    await screen.see('[x] tiup');
    for (const [columns, rows] of [
      [60, 20],
      [120, 40],
      [61, 21],
      [80, 24],
    ] as const) {
      screen.resize(columns, rows);
      await screen.see((text) => {
        const lines = text.split('\n');
        return (
          lines[1] === '─'.repeat(columns) &&
          lines.filter((line) => line.includes('mirrordeck')).length === 1 &&
          lines[rows - 1]?.includes('? help') === true
        );
      });
      await screen.see('[x] alertmanager');
      await screen.see('Chosen: about 8.00 MB');
    }
    await screen.leave();
  });

  test('too small for a screen says so, and comes back', async () => {
    const screen = new Screen();
    await screen.see('What next?');
    screen.resize(50, 15);
    await screen.see('mirrordeck needs 60 columns and 20 rows.');
    screen.resize(80, 24);
    await screen.see('What next?');
    await screen.press('ctrl+l');
    await screen.see('What next?');
    await screen.leave();
  });
});

test('a command that is printed whole carries nothing but text to the terminal', async () => {
  const { command } = messagesFor('en').shell;
  const target = '/srv/\u001b]2;owned\u0007mirror';
  const preset = { source: 'x', components: { tidb: ['latest'] }, target, begin: 'review' } as const;
  const screen = new Screen({ start: { route: 'clone', with: preset } });
  await screen.see('To fetch: 4 files');
  await screen.press('e');
  await screen.see(command.intro);
  await screen.press('p');
  await screen.see(command.copied);
  expect(screen.output.written).toContain("mirrordeck mirror clone '/srv/mirror'");
  expect(screen.output.written).not.toContain('\u001b]2;owned');
  await screen.press('enter');
  await screen.see((text) => text.includes(command.intro) && !text.includes(command.copied));
  await screen.press('escape');
  await screen.see('To fetch: 4 files');
  await screen.leave();
});
