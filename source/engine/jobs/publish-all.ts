import type { PublishFailure } from '../api/jobs.ts';
import type { PublishPlan, PublishResult } from '../api/mirror.ts';
import type { Run } from '../api/run.ts';
import { checkSignal, EngineError } from '../errors.ts';
import { asPart } from '../events.ts';
import { jobErrorOf } from './job-error.ts';
import type { Outcome, Task } from './work.ts';

/**
 * Publishes one after another. Each is planned anew, since the one before it changed the mirror, and done only if that
 * comes to what was reviewed. One that fails does not keep the others back.
 */
export async function publishAll(task: Task, plans: readonly PublishPlan[]): Promise<Outcome> {
  const published: PublishResult[] = [];
  const failures: PublishFailure[] = [];
  for (const [index, plan] of plans.entries()) {
    const { component, version, platform } = plan;
    const item = { index, count: plans.length, component, version };
    if (task.published.has(index)) {
      published.push({ component, version, platform });
      continue;
    }
    checkSignal(task.run.signal);
    task.journal.item({ ...item, state: 'started', error: null });
    try {
      published.push(await publishOne(task, plan, (half) => inTurn(task.run, plans, index, half)));
      task.journal.item({ ...item, state: 'done', error: null });
    } catch (error) {
      // nobody's failure: it is this one that goes on later
      if (task.run.signal?.aborted === true) throw error;
      const told = jobErrorOf(error);
      failures.push({ component, version, tarball: plan.request.tarball, error: told });
      task.journal.item({ ...item, state: 'failed', error: told });
      // a job of one alone has failed then, for its reason
      if (plans.length === 1) throw error;
    }
  }
  return { result: { kind: 'publish', published, failures }, exitCode: failures.length === 0 ? 0 : 3 };
}

/** One bar over all: a tarball is read while it is planned, and goes over the line, if there is one, when it is sent. */
function inTurn(run: Run, plans: readonly PublishPlan[], at: number, half: 0 | 1): Run {
  const sum = (count: number): number =>
    plans.slice(0, count).reduce((bytes, { length }) => bytes + length, 0);
  const [begin, end] = [sum(at), sum(at + 1)];
  const middle = Math.round((begin + end) / 2);
  const [from, to] = half === 0 ? [begin, middle] : [middle, end];
  const part = { from, to, total: sum(plans.length), filesDone: at, filesTotal: plans.length };
  return { ...run, onEvent: (event) => run.onEvent?.(asPart(event, part)) };
}

async function publishOne(
  { engine }: Task,
  plan: PublishPlan,
  part: (half: 0 | 1) => Run,
): Promise<PublishResult> {
  const { component, version, platform } = plan;
  const fresh = await engine.publish.plan(plan.request, part(0)).catch((error: unknown) => {
    if (isThere(error, plan)) return null;
    throw error;
  });
  if (fresh === null) return { component, version, platform };
  if (fresh.sha256 !== plan.sha256) {
    const { tarball } = plan.request;
    throw new EngineError('source-changed', `${tarball} is another file than when this was planned`, {
      facts: { file: tarball, expected: plan.sha256, got: fresh.sha256 },
    });
  }
  const isOther = fresh.mirror !== plan.mirror || fresh.owner !== plan.owner;
  if (isOther || (fresh.replaces && !plan.replaces)) {
    throw new EngineError('mirror-changed', `${component} was changed since this was planned`, {
      facts: { component, path: plan.mirror },
    });
  }
  return await engine.publish.apply(fresh, part(1));
}

/** An earlier process of this job came as far as the commit: what is there are these very bytes. */
function isThere(error: unknown, plan: PublishPlan): boolean {
  return (
    error instanceof EngineError && error.code === 'version-exists' && error.facts.sha256 === plan.sha256
  );
}
