import { useEffect, useEffectEvent } from 'react';
import type { HomeStatus, JobSummary } from '../../engine/index.ts';
import { useTask } from '../../ui/task.ts';
import { isAtWork } from '../jobs-at-work.ts';
import type { World } from '../screen.ts';
import type { HomeEvent, HomeState } from './home-state.ts';

/** How often it is looked how far running jobs are, while this is on the screen. Milliseconds. */
const glance = 3000;

/**
 * Learns what the page shows. Jobs, what waits and news come by themselves and late: where they can't be had (the
 * source is behind a line that is down) nothing is said of them here, their own screens do.
 */
export function useHomeTasks(
  state: HomeState,
  world: World,
  send: (event: HomeEvent) => void,
  active: boolean,
): void {
  const { engine, status, routes, now } = world;
  const address = status.status?.address ?? null;
  const known = status.status;
  const learn = useEffectEvent((told: HomeStatus | null) =>
    send({ type: 'known', status: told, at: now().toISOString(), routes }),
  );
  useEffect(() => {
    if (active) learn(known);
  }, [active, known]);
  useTask(active && address !== null ? `news ${state.looks} ${status.asked} ${address}` : null, {
    run: (signal) => engine.news(undefined, { signal }),
    done: (news) => send({ type: 'news', news }),
    failed: () => send({ type: 'news', news: null }),
  });
  useTask(active && address !== null ? `waiting ${state.looks} ${status.asked} ${address}` : null, {
    run: (signal) => engine.waiting(undefined, { signal }),
    done: ({ waiting }) => send({ type: 'waiting', waiting }),
    failed: () => send({ type: 'waiting', waiting: [] }),
  });
  // also when it comes back to the front: another screen may have gone on with them
  const { discarding } = state;
  useTask(active ? `unfinished ${state.looks} ${status.asked} ${discarding}` : null, {
    run: async () => {
      if (discarding !== null) await engine.unfinished.discard(discarding);
      return await engine.unfinished.list();
    },
    done: (unfinished) => send({ type: 'unfinished', unfinished }),
    failed: () => send({ type: 'unfinished', unfinished: [] }),
  });
  const { jobs } = status;
  const hear = useEffectEvent((told: readonly JobSummary[]) => send({ type: 'jobs', jobs: told }));
  useEffect(() => {
    if (active && jobs !== null) hear(jobs);
  }, [active, jobs]);
  const working = active && jobs?.some(isAtWork) === true;
  const list = useEffectEvent(() => void engine.jobs.list().then(hear, () => undefined));
  useEffect(() => {
    if (!working) return;
    const timer = setInterval(list, glance);
    return () => clearInterval(timer);
  }, [working]);
}
