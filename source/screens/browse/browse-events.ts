import type { Catalogue, ComponentDetails, ListedSource } from '../../engine/index.ts';
import { type PickerEvent, reducePicker } from '../../ui/picker/picker-state.ts';
import { type TableState, tableOf } from '../../ui/table/table-state.ts';
import { settled, type WorkEvent, withWorkEvent } from '../work/work-state.ts';
import { anotherAddress, type BrowseState, enter, type Installed, laidOut } from './browse-state.ts';

export type BrowseEvent =
  | { readonly type: 'listed'; readonly list: readonly ListedSource[] }
  | { readonly type: 'catalogue'; readonly catalogue: Catalogue; readonly installed: Installed }
  | { readonly type: 'nowhere'; readonly list: readonly ListedSource[] }
  | { readonly type: 'installed'; readonly installed: Installed }
  | { readonly type: 'held'; readonly held: Catalogue }
  | {
      readonly type: 'details';
      readonly of: ComponentDetails;
      readonly version: string;
      readonly platform: string;
    }
  | PickerEvent
  | WorkEvent;

function sourceTable(list: readonly ListedSource[]): TableState {
  const rows = list.map(({ name, address, current }) => ({
    id: address,
    cells: [current ? '*' : '', name, address],
  }));
  return tableOf([...rows, { id: anotherAddress, cells: ['', anotherAddress, ''] }]);
}

/** What answers of the engine change. */
export function reduceBrowse(state: BrowseState, event: BrowseEvent): BrowseState {
  switch (event.type) {
    case 'work-progress':
    case 'work-failed':
      return { ...state, work: withWorkEvent(state.work, event) };
    case 'picker-listed':
    case 'picker-completed':
      return state.picker === null ? state : { ...state, picker: reducePicker(state.picker, event) };
    case 'listed':
    case 'nowhere':
      return {
        ...state,
        work: settled(state.work),
        choosing: { list: event.list, table: sourceTable(event.list) },
      };
    case 'catalogue': {
      const { catalogue, installed } = event;
      const next = laidOut({
        ...state,
        work: settled(state.work),
        choosing: null,
        address: null,
        catalogue,
        installed,
      });
      const wanted = state.arrival?.component;
      const isThere = catalogue.components.some(({ id }) => id === wanted);
      return wanted !== undefined && isThere ? enter({ ...next, arrival: null }, wanted, null) : next;
    }
    case 'installed':
      return laidOut({ ...state, work: settled(state.work), installed: event.installed });
    case 'held':
      return laidOut({ ...state, work: settled(state.work), held: event.held });
    case 'details': {
      const { of, version, platform } = event;
      return { ...state, work: settled(state.work), details: { of, version, platform }, top: 0 };
    }
  }
}
