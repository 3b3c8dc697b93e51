import type { Engine } from '../../engine/index.ts';
import { useTask } from '../../ui/task.ts';
import { listSources } from '../listed-sources.ts';
import type { SourcesEvent, SourcesState, SourceTask } from './sources-state.ts';

async function carryOut(task: SourceTask, engine: Engine, signal: AbortSignal): Promise<SourcesEvent> {
  switch (task.kind) {
    case 'list':
      return { type: 'listed', list: await listSources(engine) };
    case 'add':
      await engine.sources.add(task.request);
      return { type: 'changed' };
    case 'test':
      return {
        type: 'tested',
        name: task.name,
        report: await engine.sources.test({ address: task.address }, { signal }),
      };
    case 'plan':
      return { type: 'planned', plan: await engine.set.plan({ address: task.address }, { signal }) };
    case 'set':
      await engine.set.apply(task.plan, { signal });
      return { type: 'changed' };
    case 'remove':
      await engine.sources.remove(task.name);
      return { type: 'changed' };
  }
}

/** Has the engine do what the state asks for. */
export function useSourcesTasks(
  state: SourcesState,
  engine: Engine,
  send: (event: SourcesEvent) => void,
  active: boolean,
): void {
  const { task } = state;
  useTask<SourcesEvent>(task === null || !active ? null : `${task.kind} ${task.id}`, {
    run: (signal) => (task === null ? Promise.resolve({ type: 'list' }) : carryOut(task, engine, signal)),
    done: send,
    failed: (problem) => send({ type: 'failed', problem }),
  });
}
