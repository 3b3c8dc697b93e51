import type { ContextName } from '../../ui/contexts.ts';
import { pressPager } from '../../ui/pager.tsx';
import type { Problem } from '../../ui/problem.ts';
import type { Progress } from '../../ui/progress.ts';
import { problemRows } from '../problem-view.tsx';
import { actionOf, type Press, type Reason } from '../screen.ts';

/**
 * What a screen has the engine do: one thing at a time, begun by a state, reported by events. A screen keeps one of
 * these and asks it first about keys and contexts; the rest of the screen then only knows of answers.
 */
export type Work<What> = {
  readonly task: Task<What> | null;
  /** The last task's number: a new one starts it. */
  readonly tasks: number;
  readonly problem: { readonly problem: Problem; readonly what: What; readonly changes: boolean } | null;
  readonly progress: Progress | null;
  /** Whether to stop is being asked. */
  readonly asking: boolean;
  /** First line shown of a problem. */
  readonly top: number;
};

export type Task<What> = {
  readonly id: number;
  readonly what: What;
  /** It changes something: it goes on behind other screens, and only a question stops it. */
  readonly changes: boolean;
  readonly stopping: boolean;
};

/** What `useWork` reports besides the answers. */
export type WorkEvent =
  | { readonly type: 'work-progress'; readonly progress: Progress }
  | { readonly type: 'work-failed'; readonly problem: Problem };

/** Nothing to do yet. */
export function idle<What>(): Work<What> {
  return { task: null, tasks: 0, problem: null, progress: null, asking: false, top: 0 };
}

/** Begins a task that only reads; leaving the screen ends it. */
export function reading<What>(work: Work<What>, what: What): Work<What> {
  return {
    ...idle(),
    tasks: work.tasks + 1,
    task: { id: work.tasks + 1, what, changes: false, stopping: false },
  };
}

/** Begins a task that changes something. */
export function changing<What>(work: Work<What>, what: What): Work<What> {
  return {
    ...idle(),
    tasks: work.tasks + 1,
    task: { id: work.tasks + 1, what, changes: true, stopping: false },
  };
}

/** The task has answered. */
export function settled<What>(work: Work<What>): Work<What> {
  return { ...idle(), tasks: work.tasks };
}

/** What `useWork` reports, taken in. */
export function withWorkEvent<What>(work: Work<What>, event: WorkEvent): Work<What> {
  if (work.task === null) return work;
  if (event.type === 'work-progress') return { ...work, progress: event.progress };
  return {
    ...settled(work),
    problem: { problem: event.problem, what: work.task.what, changes: work.task.changes },
  };
}

/** Whether leaving the program would stop a change. */
export function isChanging<What>({ task }: Work<What>): boolean {
  return task?.changes === true;
}

/** Which keys hold while something is done or has failed; null: those of the screen. */
export function workContext<What>({ task, problem, asking }: Work<What>): ContextName | null {
  if (asking) return 'ask';
  if (problem !== null) return 'problem';
  if (task === null) return null;
  return task.changes ? 'running' : 'wait';
}

export type WorkPress<What> = {
  readonly work: Work<What>;
  readonly notice?: Reason;
  /** A change that failed is to be tried again: what it found may have moved, so the screen plans it anew. */
  readonly again?: What;
};

/** What a key does then; null: nothing here. Asked only while `workContext` is not null. */
export function pressWork<What>(work: Work<What>, { meaning, view }: Press): WorkPress<What> | null {
  const action = actionOf(meaning);
  const { task, problem } = work;
  if (work.asking) {
    if (action === 'no') return { work: { ...work, asking: false } };
    if (action !== 'yes') return null;
    return { work: { ...work, asking: false, task: task === null ? null : { ...task, stopping: true } } };
  }
  if (problem !== null) {
    const count = problemRows(problem.problem, view.messages, view.body.width);
    const top = pressPager(work.top, count, view.body.height, meaning);
    if (top !== null) return { work: { ...work, top } };
    if (action === 'back') return { work: { ...work, problem: null } };
    if (action !== 'retry') return null;
    if (problem.changes) return { work: { ...work, problem: null }, again: problem.what };
    return { work: reading(work, problem.what) };
  }
  if (task === null) return null;
  if (!task.changes) return action === 'back' ? { work: settled(work) } : null;
  if (action !== 'stop') return null;
  return task.stopping ? { work, notice: 'stopping' } : { work: { ...work, asking: true } };
}
