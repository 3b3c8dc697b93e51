import type { Engine, InspectResult, PublishPlan, PublishRequest, Run } from '../../engine/index.ts';
import { usePicker } from '../../ui/picker/use-picker.ts';
import type { World } from '../screen.ts';
import { useJob } from '../work/use-job.ts';
import { useWork } from '../work/use-work.ts';
import type { PublishEvent } from './publish-events.ts';
import type { PlannedChange, PublishState, PublishWhat } from './publish-state.ts';
import type { Tarball } from './tarball.ts';

export function requestOf(tarball: Tarball, key: string | undefined): PublishRequest {
  const { file, component, version, os, arch, entry, description, standalone, hidden, force } = tarball;
  return {
    ...{ component, version, os, arch, entry, tarball: file },
    ...(description === '' ? {} : { description }),
    ...(standalone ? { standalone } : {}),
    ...(hidden ? { hidden } : {}),
    ...(key === undefined ? {} : { key }),
    ...(force === true ? { force } : {}),
  };
}

async function applied(planned: PlannedChange, { modify, renew }: Engine, run: Run): Promise<void> {
  if (planned.kind === 'modify') await modify.apply(planned.plan, run);
  else await renew.apply(planned.plan, run);
}

async function answer(what: PublishWhat, { engine }: World, run: Run): Promise<PublishEvent> {
  switch (what.kind) {
    case 'read': {
      const catalogue = await engine.catalogue({ yanked: true }, run);
      const { keys } = await engine.keys.list({}, run);
      return { type: 'read', catalogue, keys: keys.filter(({ half }) => half === 'private') };
    }
    case 'inspect': {
      const found: { file: string; in: InspectResult }[] = [];
      for (const file of what.files)
        found.push({ file, in: await engine.inspect({ kind: 'tarball', file }, run) });
      return { type: 'inspected', found };
    }
    case 'plan': {
      const { tarballs, key } = what.publishing;
      const plans: PublishPlan[] = [];
      for (const tarball of tarballs) plans.push(await engine.publish.plan(requestOf(tarball, key), run));
      return { type: 'planned', plans };
    }
    case 'publish':
      return {
        type: 'published',
        published: { done: [await engine.publish.apply(what.plan, run)], failed: [] },
      };
    case 'change': {
      const { change } = what;
      if (change.kind === 'renew') {
        const plan = await engine.renew.plan({ components: [change.component] }, run);
        return { type: 'change', planned: { kind: 'renew', change, plan } };
      }
      const plan = await engine.modify.plan(change.request, run);
      return { type: 'change', planned: { kind: 'modify', change, plan } };
    }
    case 'apply':
      await applied(what.planned, engine, run);
      return { type: 'changed' };
  }
}

/** Has the engine, and the disk, do what the state asks for. */
export function usePublishTasks(
  state: PublishState,
  world: World,
  send: (event: PublishEvent) => void,
  active: boolean,
): void {
  useWork<PublishWhat, PublishEvent>({
    work: state.work,
    world,
    active,
    send,
    run: (what, run) => answer(what, world, run),
  });
  useJob(state.watched, world, send, active && state.step === 'publishing');
  usePicker({ picker: state.step === 'files' ? state.picker : null, active, send });
}
