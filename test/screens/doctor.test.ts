/** The doctor on the screen, with the real engine: what is wrong, the worst first, and the way to its remedy. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { messagesFor } from '../../source/messages/index.ts';
import { realEngine } from '../helpers/real-engine.ts';
import { Screen } from '../helpers/screen.ts';

const { care, doctor, rooms, shell, sources } = messagesFor('en');

function opened() {
  const engine = realEngine({ environment: { TERM: 'xterm-256color', LANG: 'C' } });
  const keys = join(engine.home, 'keys');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  writeFileSync(join(keys, 'broken.json'), '{');
  chmodSync(join(keys, 'broken.json'), 0o600);
  writeFileSync(join(engine.home, 'tiup.toml'), 'mirror = "/nowhere/at/all"\n');
  return { engine, keys, screen: new Screen({ engine, start: 'doctor' }) };
}

test('the worst comes first, its remedy stands below, Enter opens the screen for it', async () => {
  const { screen } = opened();
  await screen.see(doctor.columns.state);
  // what listens on this machine is none of the test's
  const rows = screen.lines().filter((line) => /PROBLEM|note /.test(line) && !line.includes(care.areas.port));
  expect(rows[0]).toContain(care.areas.mirror);
  expect(rows.at(-1)).toContain(care.areas.terminal);
  await screen.see(care.doctor['mirror-unreachable'].remedy({}).slice(0, 30));
  await screen.see(doctor.opens(rooms.sources.label));
  await screen.press('enter');
  // the words of the way there stand on this screen already
  await screen.see((text) => text.includes('official') && !text.includes(doctor.columns.state));
  expect(screen.lines()[0]).toContain(sources.title);
  await screen.press('escape');
  await screen.see(doctor.columns.state);
  await screen.leave();
});

test('what no screen puts right says so, and is gone when it was put right by hand', async () => {
  const { screen, keys } = opened();
  await screen.see(doctor.columns.state);
  await screen.press('down');
  await screen.see('> PROBLEM');
  await screen.see(/> PROBLEM +Keys/);
  await screen.press('enter');
  await screen.see(shell.reasons.noRemedyRoom);
  writeFileSync(join(keys, 'broken.json'), '');
  chmodSync(keys, 0o777);
  await screen.press('r');
  await screen.see((text) =>
    text.includes(care.doctor['key-folder-open'].title({ path: keys, mode: '' }).slice(0, 30)),
  );
  await screen.press('d');
  await screen.see(`${care.areas.settings}: ${care.fine}`);
  await screen.press('e');
  await screen.see('mirrordeck doctor');
  await screen.press('escape', 'escape');
  await screen.see(doctor.columns.state);
  await screen.leave();
});
