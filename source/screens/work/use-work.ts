import { useEffect, useEffectEvent, useRef } from 'react';
import type { EngineEvent, Run } from '../../engine/index.ts';
import { progressFrom, withEvent } from '../../ui/progress.ts';
import { createPublisher } from '../../ui/publisher.ts';
import { useTask } from '../../ui/task.ts';
import type { World } from '../screen.ts';
import type { Work, WorkEvent } from './work-state.ts';

type WorkOptions<What, Event> = {
  readonly work: Work<What>;
  readonly world: World;
  readonly active: boolean;
  /** Asks the engine, and says what came of it. */
  readonly run: (what: What, run: Run) => Promise<Event>;
  readonly send: (event: Event | WorkEvent) => void;
  /** Sees every event of the engine as it comes, besides the progress that is summed up of them. */
  readonly onEvent?: ((event: EngineEvent) => void) | undefined;
};

/** Sums up what an operation reports, outside React, and shows it a few times a second. */
async function watched<What, Event>(
  { world, run, send, onEvent }: WorkOptions<What, Event>,
  what: What,
  signal: AbortSignal,
): Promise<Event> {
  let progress = progressFrom(Date.now());
  const publisher = createPublisher<typeof progress>({
    show: (newest) => send({ type: 'work-progress', progress: newest }),
    isBusy: world.isBusy,
    bars: () => progress.active.length,
  });
  try {
    return await run(what, {
      signal,
      onEvent: (event) => {
        progress = withEvent(progress, event, Date.now());
        publisher.publish(progress);
        onEvent?.(event);
      },
    });
  } finally {
    publisher.finish();
  }
}

/**
 * Has the engine do what the work asks for. A task that changes something goes on behind other screens, and the
 * program waits for it to come to rest; one that only reads is ended when its screen is left.
 */
export function useWork<What, Event>(options: WorkOptions<What, Event>): void {
  const { work, world, active, send } = options;
  const { task } = work;
  const control = useRef<AbortController | null>(null);
  const goesOn = task !== null && (active || task.changes);
  useTask<Event | null>(goesOn ? `task ${task.id}` : null, {
    run: (signal) => {
      if (task === null) return Promise.resolve(null);
      if (!task.changes) return watched(options, task.what, signal);
      // Stopping is not leaving: its own signal, so that how it ended is still reported.
      const stop = new AbortController();
      control.current = stop;
      signal.addEventListener('abort', () => stop.abort());
      const ended = watched(options, task.what, stop.signal);
      const entry = { stop: () => stop.abort(), ended };
      world.running.add(entry);
      const forget = () => world.running.delete(entry);
      ended.then(forget, forget);
      return ended;
    },
    done: (event) => {
      if (event !== null) send(event);
    },
    failed: (problem) => send({ type: 'work-failed', problem }),
  });
  const stopping = task?.stopping === true;
  const stop = useEffectEvent(() => control.current?.abort());
  useEffect(() => {
    if (stopping) stop();
  }, [stopping]);
}
