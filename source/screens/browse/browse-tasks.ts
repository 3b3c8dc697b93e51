import { type Engine, EngineError, type Run } from '../../engine/index.ts';
import { usePicker } from '../../ui/picker/use-picker.ts';
import { listSources } from '../listed-sources.ts';
import type { World } from '../screen.ts';
import { useWork } from '../work/use-work.ts';
import type { BrowseEvent } from './browse-events.ts';
import type { BrowseState, BrowseWhat, Installed } from './browse-state.ts';

/** What is on this machine; no mirror is asked for it. */
async function installedHere(engine: Engine): Promise<Installed> {
  const found = await engine.list({ installed: true });
  if (found.kind !== 'components') return new Map();
  return new Map(found.components.map(({ id, installed }) => [id, installed]));
}

async function answer(
  what: BrowseWhat,
  { source }: BrowseState,
  engine: Engine,
  run: Run,
): Promise<BrowseEvent> {
  switch (what.kind) {
    case 'list':
      return { type: 'listed', list: await listSources(engine) };
    case 'installed':
      return { type: 'installed', installed: await installedHere(engine) };
    case 'compare':
      return { type: 'held', held: await engine.catalogue({ address: what.folder, yanked: true }, run) };
    case 'catalogue': {
      if (what.address === undefined) {
        const list = await listSources(engine);
        if (!list.some(({ current }) => current)) return { type: 'nowhere', list };
      }
      const catalogue = await engine.catalogue({ address: what.address, yanked: true }, run);
      return { type: 'catalogue', catalogue, installed: await installedHere(engine) };
    }
    case 'details': {
      const { component, version, platform } = what;
      const of = await engine.component({ address: source, component }, run);
      if (of.files.some((file) => file.version === version && file.platform === platform))
        return { type: 'details', of, version, platform };
      const detail = `${component} ${version} is not in the mirror any more`;
      throw new EngineError('version-unknown', detail, { facts: { component, version, platform } });
    }
  }
}

/** Has the engine, and the disk, do what the state asks for. */
export function useBrowseTasks(
  state: BrowseState,
  world: World,
  send: (event: BrowseEvent) => void,
  active: boolean,
): void {
  const { engine } = world;
  useWork<BrowseWhat, BrowseEvent>({
    work: state.work,
    world,
    active,
    send,
    run: (what, run) => answer(what, state, engine, run),
  });
  usePicker({ picker: state.picker, active, send });
}
