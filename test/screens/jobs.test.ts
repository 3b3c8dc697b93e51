/** Jobs on the screen, with the real engine: what is at work is said everywhere, followed, paused, gone on with. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Engine } from '../../source/engine/index.ts';
import { messagesFor } from '../../source/messages/index.ts';
import { keptMirror } from '../helpers/kept-mirror.ts';
import { Screen } from '../helpers/screen.ts';
import { until } from '../helpers/until.ts';

const { jobs, jobsView, jobView, shell, home, clone, commands } = messagesFor('en');

/** A clone that is met in the middle however long it takes to get there: at its rate it goes on for minutes. */
async function startClone(engine: Engine, folder: string, good: string) {
  const server = await engine.serve({ path: good, port: 0 });
  onTestFinished(() => server.close());
  const source = { address: server.address };
  const plan = await engine.clone.plan({ target: join(folder, 'clone'), full: true, source });
  engine.rate.set('1k');
  return await engine.jobs.start({ kind: 'clone', plan });
}

test('one at work is said at the start; it is followed, paused, gone on with, and leaving asks', async () => {
  const { engine, folder, good } = await keptMirror();
  const { id } = await startClone(engine, folder, good);
  const screen = new Screen({ engine });
  await screen.see(shell.reasons.jobsRun);
  await screen.see(jobsView.atWork(1));
  await screen.press('q');
  await screen.see(shell.leaving.jobs.ask(1));
  await screen.press('n', 'J');
  await screen.see(jobsView.summary(1, 0, 1));
  await screen.see(/> running +clone/);
  await screen.press('p');
  await screen.see(jobView.states.paused);
  await screen.press('escape');
  await screen.see(/> paused +clone/);
  await screen.see(jobsView.waiting(1));
  expect(await engine.jobs.get(id)).toMatchObject({ state: 'paused' });
  await screen.press('p');
  await screen.see(shell.reasons.jobPaused);
  await screen.press('enter');
  await screen.see(jobView.next.paused);
  await screen.press('p');
  await screen.see(shell.reasons.jobPaused);
  // what it may fetch is changed before it goes on
  await screen.press('l');
  await screen.see(jobView.rateHint.slice(0, 30));
  await screen.press('ctrl+u', '9M', 'enter');
  await screen.see(jobView.next.paused);
  await screen.see(jobView.limited('9M'));
  expect(await engine.jobs.get(id)).toMatchObject({ limitRate: '9M' });
  await screen.press('r');
  await screen.see((text) => text.includes(clone.receipt.done));
  await screen.press('o');
  await screen.see(/phase +/);
  await screen.press('escape', 'escape');
  await screen.see(/> done +clone/);
  await screen.press('r');
  await screen.see(shell.reasons.jobDone);
  await screen.press('c');
  await screen.see(jobsView.askClear);
  await screen.press('y');
  await screen.see(jobs.none);
  await screen.press('escape');
  await screen.see(home.next);
  expect(await screen.leave()).toBe(0);
  expect(await engine.jobs.list()).toEqual([]);
});

test('one whose process was killed is said, and goes on with one key', async () => {
  const { engine, folder, good } = await keptMirror();
  const { id, pid } = await startClone(engine, folder, good);
  process.kill(pid ?? 0, 'SIGKILL');
  await until(async () => (await engine.jobs.get(id)).state === 'interrupted', 'the end of its process');
  await engine.jobs.setRate(id, null);
  const screen = new Screen({ engine });
  await screen.see(shell.reasons.jobsWait);
  await screen.press('J');
  await screen.see(/> interrupted +clone/);
  await screen.press('p');
  await screen.see(shell.reasons.jobInterrupted);
  await screen.press('r');
  await screen.see(clone.receipt.done);
  await screen.press('escape');
  await screen.see(/> done +clone/);
  await screen.leave();
});

test('what a verification found is read again from its job; a finished one is removed by itself', async () => {
  const { engine, mirror } = await keptMirror();
  const { id } = await engine.jobs.start({ kind: 'verify', request: { address: mirror } });
  await engine.jobs.follow(id);
  const screen = new Screen({ engine, start: 'jobs' });
  await screen.see(/> done +verify/);
  await screen.press('p');
  await screen.see(shell.reasons.jobNotAtWork);
  await screen.press('e');
  await screen.see('mirrordeck jobs list');
  await screen.press('escape', 'enter');
  await screen.see(commands.wholeMirror);
  await screen.press('e');
  await screen.see(`mirrordeck jobs attach ${id}`);
  await screen.press('escape', 'escape', 'd');
  await screen.see(jobsView.askRemove);
  await screen.press('y');
  await screen.see(jobs.none);
  await screen.leave();
});
