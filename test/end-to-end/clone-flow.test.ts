/** The clone in the built program, in a pseudo terminal, with keys only: from the first page to the receipt. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeWideMirror } from '../../bench/wide-mirror.ts';
import { createEngine, type RunningServer } from '../../source/engine/index.ts';
import { type Language, type Messages, messagesFor } from '../../source/messages/index.ts';
import { mustSucceed } from '../helpers/cli.ts';
import { endJobs } from '../helpers/end-jobs.ts';
import { engineAt } from '../helpers/engine-at.ts';
import { heldMirror } from '../helpers/held-mirror.ts';
import { sharedOrigin } from '../helpers/origin.ts';
import { keys, Screen } from '../helpers/pty.ts';
import { tempFolder } from '../helpers/temp.ts';
import { until } from '../helpers/until.ts';

type Place = {
  readonly home: string;
  readonly target: string;
  readonly server: Pick<RunningServer, 'address'>;
};

/** A home without a mirror, and the origin served to it. */
async function makePlace(): Promise<Place> {
  const home = tempFolder();
  const engine = createEngine({ home: join(home, 'server'), settingsFolder: join(home, 'server') });
  const server = await engine.serve({ path: sharedOrigin().path });
  onTestFinished(() => server.close());
  return { home, target: join(home, 'mirror'), server };
}

/** The same, served by somebody who gives out one tarball only until `release`. */
async function makeHeldPlace() {
  const home = tempFolder();
  onTestFinished(() => endJobs(engineAt(home)));
  const server = await heldMirror(sharedOrigin().path);
  return { home, target: join(home, 'mirror'), server, release: server.release };
}

function open(place: Place, columns: number, rows: number, language: Language): Screen {
  const locale = { en: 'en_US.UTF-8', zh: 'zh_CN.UTF-8', ja: 'ja_JP.UTF-8' }[language];
  const screen = new Screen([], { home: place.home, columns, rows, env: { LANG: locale } });
  onTestFinished(() => screen.close());
  return screen;
}

/** From the first page to the review of a clone of everything's newest version. */
async function walkToReview(screen: Screen, messages: Messages, place: Place): Promise<void> {
  const { clone: texts, home, setup } = messages;
  await screen.says(setup.ask.language);
  screen.press(keys.escape);
  await screen.says(home.next);
  screen.press('c');
  await screen.says(texts.ask.source);
  // the list is there
  await screen.shows('official');
  screen.press(keys.end, keys.enter);
  await screen.says(texts.ask.address);
  screen.press(place.server.address, keys.enter);
  await screen.says(texts.firstContact(place.server.address));
  screen.press('y');
  await screen.says(texts.ask.way);
  screen.press(keys.enter);
  await screen.says(texts.ask.components);
  screen.press('a', keys.enter);
  await screen.says(texts.ask.versions);
  screen.press(keys.enter);
  await screen.says(texts.ask.platforms);
  screen.press(keys.enter);
  await screen.says(texts.ask.target);
  screen.press(place.target, keys.enter);
  await screen.says(texts.review.target(''));
  await screen.says(texts.review.stateNew);
}

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 60, rows: 20 },
];

test.each(sizes.flatMap((size) => (['en', 'zh', 'ja'] as const).map((language) => ({ ...size, language }))))(
  '$columns x $rows, $language: source, components, versions, platforms, target, review, receipt',
  async ({ columns, rows, language }) => {
    const place = await makePlace();
    const messages = messagesFor(language);
    const screen = open(place, columns, rows, language);
    await walkToReview(screen, messages, place);
    screen.press(keys.enter);
    await screen.says(messages.clone.receipt.done);
    screen.press(keys.enter);
    await screen.says(messages.home.next);
    screen.press('q');
    expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
    expect(readdirSync(place.target)).toContain('tidb-v8.5.1-linux-amd64.tar.gz');
    expect(readdirSync(place.target)).not.toContain('tidb-v7.1.3-linux-amd64.tar.gz');
    await mustSucceed(['mirror', 'verify', place.target], { home: place.home });
  },
);

test('resized in the middle, every step still fits and goes on', async () => {
  const place = await makePlace();
  const messages = messagesFor('en');
  const screen = open(place, 80, 24, 'en');
  await walkToReview(screen, messages, place);
  screen.resize(60, 20);
  await screen.shows((lines) => lines.length === 20 && fits(lines, messages.clone.steps.review));
  screen.resize(40, 8);
  await screen.says(messages.shell.tooSmallNow(40, 8));
  screen.resize(132, 50);
  await screen.shows((lines) => lines.length === 50 && fits(lines, messages.clone.steps.review));
  screen.press(keys.enter);
  await screen.says(messages.clone.receipt.done);
  screen.press(keys.enter, 'q');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
});

/** The header is on the first line, the footer on the last one. */
function fits(lines: readonly string[], title: string): boolean {
  return (lines[0] ?? '').includes(title) && (lines.at(-1) ?? '').trim() !== '';
}

/** Waits until the one job of a home has come to its end, and says what became of it. */
async function jobEnded({ home }: Place): Promise<string> {
  const { jobs } = engineAt(home);
  return await until(async () => {
    const [job] = await jobs.list();
    return job === undefined || ['queued', 'running'].includes(job.state) ? null : job.state;
  }, 'the job to end');
}

test('Ctrl-C in the middle: a sane terminal, and the clone goes on without it', async () => {
  const place = await makeHeldPlace();
  const messages = messagesFor('en');
  const screen = open(place, 80, 24, 'en');
  await walkToReview(screen, messages, place);
  screen.press(keys.enter);
  await screen.shows(/\b[1-9]\d* of \d+ files/);
  screen.press(keys.interrupt, keys.interrupt);
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
  place.release();
  expect(await jobEnded(place)).toBe('done');
  await mustSucceed(['mirror', 'verify', place.target], place);
});

test('the terminal hangs up in the middle: nothing is lost', async () => {
  const place = await makeHeldPlace();
  const screen = open(place, 80, 24, 'en');
  await walkToReview(screen, messagesFor('en'), place);
  screen.press(keys.enter);
  await screen.shows(/\b[1-9]\d* of \d+ files/);
  await screen.kill('SIGHUP');
  const { code, wrongs } = await screen.ended();
  expect({ code, wrongs }).toEqual({ code: 130, wrongs: [] });
  place.release();
  expect(await jobEnded(place)).toBe('done');
  await mustSucceed(['mirror', 'verify', place.target], place);
});

test('the multi-select goes through 10,000 rows as through ten', async () => {
  const home = tempFolder();
  const mirror = await makeWideMirror(home, 1, 10_000, ['linux/amd64']);
  const messages = messagesFor('en');
  const { clone: texts } = messages;
  await mustSucceed(['mirror', 'set', mirror], { home });
  const screen = new Screen(['mirror', 'clone', join(home, 'target'), '--interactive'], { home });
  onTestFinished(() => screen.close());
  await screen.says(texts.ask.components);
  screen.press('a', keys.enter);
  await screen.says(texts.ask.versions);
  // "one by one" is the last of the four
  screen.press(keys.end, keys.enter);
  await screen.says(texts.ask.picks);
  await screen.shows(/of 10,?000/);

  // a hundred strokes in one packet move a hundred rows
  screen.press(keys.home, 'j'.repeat(100));
  await screen.shows((lines) => lines.some((line) => line.includes('>') && line.includes(versionAt(100))));
  screen.press(keys.end);
  await screen.shows((lines) => lines.some((line) => line.includes('>') && line.includes(versionAt(9_999))));
  screen.press(keys.space, keys.home, keys.space, '/', 'v77.1', keys.enter);
  await screen.shows(/\bv77\.1\.0\b/);
  await screen.shows((lines) => !lines.some((line) => line.includes('v500.')));
  screen.press('a', keys.escape);
  await screen.shows(/13 versions/);
  screen.press('q');
  await screen.says(messages.shell.leaving.unsaved.ask);
  screen.press('y');
  expect(await screen.ended()).toEqual({ code: 0, wrongs: [] });
});

/** The wide mirror's versions, newest first as the table shows them. */
function versionAt(row: number): string {
  const index = 9_999 - row;
  return `v${Math.floor(index / 20) + 1}.${index % 20}.0`;
}
