import type { InspectResult, PackagePlan } from '../../engine/index.ts';
import { type PickerEvent, reducePicker } from '../../ui/picker/picker-state.ts';
import { tableOf } from '../../ui/table/table-state.ts';
import { settled, type WorkEvent, withWorkEvent } from '../work/work-state.ts';
import { everyPlatform, type PackageState, type Packed } from './package-state.ts';

export type PackageEvent =
  | { readonly type: 'inspected'; readonly inspected: InspectResult; readonly machine: string }
  | { readonly type: 'planned'; readonly plans: readonly PackagePlan[] }
  | { readonly type: 'packed'; readonly packed: readonly Packed[] }
  | PickerEvent
  | WorkEvent;

/** What answers of the engine, and of the disk, change. */
export function reducePackage(state: PackageState, event: PackageEvent): PackageState {
  switch (event.type) {
    case 'work-progress':
    case 'work-failed':
      return { ...state, work: withWorkEvent(state.work, event), top: 0 };
    case 'picker-listed':
    case 'picker-completed':
      return { ...state, picker: reducePicker(state.picker, event) };
    case 'inspected':
      return withPrograms({ ...state, work: settled(state.work) }, event.inspected, event.machine);
    case 'planned':
      return { ...state, work: settled(state.work), plans: event.plans, step: 'review', top: 0 };
    case 'packed':
      return { ...state, work: settled(state.work), packed: event.packed, step: 'done', top: 0 };
  }
}

/** The platforms that the programs are for are chosen; scripts are taken to be for this machine. */
function withPrograms(state: PackageState, inspected: InspectResult, machine: string): PackageState {
  const rows = inspected.programs.map(({ path, format, platforms }) => ({
    id: path,
    cells: [path, format, platforms.join(' ')],
  }));
  const made = new Set(inspected.programs.flatMap(({ platforms }) => platforms));
  const fitting = everyPlatform.filter((platform) => made.has(platform));
  const wanted = fitting.length > 0 ? fitting : everyPlatform.filter((platform) => platform === machine);
  const { platforms } = state;
  const chosen = platforms.chosen.size > 0 ? platforms.chosen : new Set<string>(wanted);
  return {
    ...state,
    inspected,
    programs: tableOf(rows),
    platforms: { ...platforms, chosen },
    step: 'platforms',
  };
}
