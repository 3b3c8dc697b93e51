import { type ChildProcess, fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import type { Outcome, Task } from './child.ts';

/** Started ahead: who waits for one that is warm waits less. */
const ahead = 2;

/**
 * Runs tasks in processes of their own. One that a task killed is replaced; one that lives on takes the next task,
 * unless it is said that it must not.
 */
export class Children {
  readonly #idle: Promise<ChildProcess>[] = [];

  /** What became of it; null when the process was killed. Throws what is no error of the engine. */
  async run(task: Task): Promise<Outcome | null> {
    while (this.#idle.length < ahead) this.#idle.push(start());
    const child = await (this.#idle.shift() ?? start());
    const ending = ended(child);
    child.send(task);
    const answer = await ending;
    if (answer === null) return null;
    if ('broken' in answer) throw new Error(`${task.scenario}: ${answer.broken}`);
    // A lock that it could not give back is held for as long as it lives.
    if (task.fault.kind === 'none') this.#idle.unshift(Promise.resolve(child));
    else await killed(child);
    return answer;
  }

  async close(): Promise<void> {
    for (const child of await Promise.all(this.#idle.splice(0))) await killed(child);
  }
}

/** Kills it and waits: until it is buried it counts as alive. */
async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done));
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await gone;
  }
}

function start(): Promise<ChildProcess> {
  const program = inject('killChild');
  const child = fork(program, {
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(program), 'compiled') },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((done, failed) => {
    child.once('message', () => done(child));
    child.once('exit', (code) => failed(new Error(`a child ended with ${code} before it was ready`)));
  });
}

function ended(child: ChildProcess): Promise<Outcome | { readonly broken: string } | null> {
  return new Promise((done) => {
    child.removeAllListeners('exit');
    child.once('message', (answer: Outcome | { broken: string }) => done(answer));
    child.once('exit', () => done(null));
  });
}
