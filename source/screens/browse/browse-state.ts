import type { Catalogue, ComponentDetails, ListedSource } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext, textEntry } from '../../ui/form/form-state.ts';
import { pickerContext } from '../../ui/picker/picker-press.ts';
import type { PickerState } from '../../ui/picker/picker-state.ts';
import { type TableState, tableOf, withRows } from '../../ui/table/table-state.ts';
import { idle, reading, type Work, workContext } from '../work/work-state.ts';
import { componentRows, fileRows, type Kind, type Look, versionRows } from './browse-rows.ts';

/** What to look through: without a source the current mirror; with a component its versions at once. */
export type BrowseArrival = { readonly source?: string | undefined; readonly component?: string | undefined };

export type BrowseWhat =
  | { readonly kind: 'list' }
  | { readonly kind: 'catalogue'; readonly address: string | undefined }
  | { readonly kind: 'installed' }
  | { readonly kind: 'compare'; readonly folder: string }
  | {
      readonly kind: 'details';
      readonly component: string;
      readonly version: string;
      readonly platform: string;
    };

export type AddressForm = FormState<'address', 'empty'>;

export type Installed = ReadonlyMap<string, readonly string[]>;

export type BrowseState = {
  readonly work: Work<BrowseWhat>;
  readonly arrival: BrowseArrival | null;
  /** Sources to choose from; null while a mirror is looked through. */
  readonly choosing: { readonly list: readonly ListedSource[]; readonly table: TableState } | null;
  readonly address: AddressForm | null;
  /** The address that was asked for; undefined for the current mirror. */
  readonly source: string | undefined;
  readonly catalogue: Catalogue | null;
  readonly held: Catalogue | null;
  readonly installed: Installed;
  /** A folder to compare with is being picked. */
  readonly picker: PickerState | null;
  readonly kind: Kind;
  readonly platform: string | null;
  readonly components: TableState;
  readonly versions: TableState;
  readonly files: TableState;
  /** How deep we are: the component, and its version. */
  readonly component: string | null;
  readonly version: string | null;
  /** Chosen: component → versions; none of them stands for the newest. */
  readonly picked: ReadonlyMap<string, ReadonlySet<string>>;
  readonly details: {
    readonly of: ComponentDetails;
    readonly version: string;
    readonly platform: string;
  } | null;
  readonly top: number;
};

/** Rows that are kept in sight when rows change; a key press knows the real number. */
const someRows = 8;

/** Begins with reading the mirror. */
export function browseAtStart(arrival: BrowseArrival | null): BrowseState {
  const source = arrival?.source;
  return {
    work: reading(idle(), { kind: 'catalogue', address: source }),
    arrival,
    choosing: null,
    address: null,
    source,
    catalogue: null,
    held: null,
    installed: new Map(),
    picker: null,
    kind: 'all',
    platform: null,
    components: tableOf([]),
    versions: tableOf([]),
    files: tableOf([]),
    component: null,
    version: null,
    picked: new Map(),
    details: null,
    top: 0,
  };
}

export const anotherAddress = 'another address';
export const emptyAddress: AddressForm = { entries: [textEntry('address', '', true)], focus: 0 };

/** What the tables are made from; null while nothing is read. */
export function lookOf({ catalogue, held, installed, kind, platform }: BrowseState): Look | null {
  return catalogue === null ? null : { catalogue, held, installed, kind, platform };
}

/** The tables anew after what is shown has changed; cursors and choices stay. */
export function laidOut(state: BrowseState): BrowseState {
  const look = lookOf(state);
  if (look === null) return state;
  const component = look.catalogue.components.find(({ id }) => id === state.component);
  const versions = component === undefined ? [] : versionRows(look, component);
  const files =
    component === undefined || state.version === null ? [] : fileRows(look, component, state.version);
  const tables = {
    components: withRows(state.components, componentRows(look), someRows),
    versions: withRows(state.versions, versions, someRows),
    files: withRows(state.files, files, someRows),
  };
  return { ...state, ...tables };
}

/** Into a component, or from there into a version. */
export function enter(state: BrowseState, component: string, version: string | null): BrowseState {
  const fresh = version === null ? { versions: tableOf([], state.picked.get(component)) } : {};
  const next = laidOut({ ...state, component, version, ...fresh, files: tableOf([]) });
  if (version !== null) return next;
  const chosen = state.picked.get(component) ?? new Set<string>();
  return { ...next, versions: { ...next.versions, chosen } };
}

/** Which keys hold. */
export function browseContext(state: BrowseState): ContextName {
  const { work, picker, address, choosing } = state;
  const busy = workContext(work);
  if (busy !== null) return busy;
  if (picker !== null) return pickerContext(picker);
  if (address !== null) return formContext(address);
  if (choosing !== null) return choosing.table.typing ? 'filter' : 'pick-one';
  if (state.details !== null) return 'report';
  if (tableShown(state).typing) return 'filter';
  return state.version === null ? 'browse' : 'browse-files';
}

/** The table on the screen. */
export function tableShown({ component, version, components, versions, files }: BrowseState): TableState {
  return component === null ? components : version === null ? versions : files;
}
