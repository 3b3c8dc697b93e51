import type {
  Catalogue,
  KeyEntry,
  ModifyPlan,
  ModifyRequest,
  PublishPlan,
  PublishResult,
  RenewPlan,
} from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext } from '../../ui/form/form-state.ts';
import { pickerContext } from '../../ui/picker/picker-press.ts';
import { type PickerState, pickerAt } from '../../ui/picker/picker-state.ts';
import type { Problem } from '../../ui/problem.ts';
import { type TableState, tableOf } from '../../ui/table/table-state.ts';
import { jobContext, nothingWatched, type Watched } from '../work/job-state.ts';
import { idle, reading, type Work, workContext } from '../work/work-state.ts';
import type { PublishArrival, Tarball } from './tarball.ts';

/** A change of what is in the mirror already. */
export type Change =
  | { readonly kind: 'modify'; readonly request: ModifyRequest }
  | { readonly kind: 'renew'; readonly component: string };

export type PlannedChange =
  | { readonly kind: 'modify'; readonly change: Change; readonly plan: ModifyPlan }
  | { readonly kind: 'renew'; readonly change: Change; readonly plan: RenewPlan };

/** Tarballs with the key that signs them. */
export type Publishing = { readonly tarballs: readonly Tarball[]; readonly key: string | undefined };

export type PublishWhat =
  | { readonly kind: 'read' }
  | { readonly kind: 'inspect'; readonly files: readonly string[] }
  | { readonly kind: 'plan'; readonly publishing: Publishing }
  | { readonly kind: 'publish'; readonly publishing: Publishing; readonly plan: PublishPlan }
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'apply'; readonly planned: PlannedChange };

export type EditField =
  | 'component'
  | 'version'
  | 'os'
  | 'arch'
  | 'entry'
  | 'description'
  | 'standalone'
  | 'hidden'
  | 'force';
export type EditForm = FormState<EditField, 'empty'>;
export type DescribeForm = FormState<'description', never>;

export type PublishStep =
  | 'list'
  | 'versions'
  | 'describe'
  | 'change'
  | 'files'
  | 'tarballs'
  | 'edit'
  | 'key'
  | 'review'
  | 'publishing'
  | 'done';

/** What a publishing came to: all that was published, and what could not be. */
export type Published = {
  readonly done: readonly PublishResult[];
  readonly failed: readonly { readonly tarball: string; readonly problem: Problem }[];
};

export type PublishState = {
  readonly work: Work<PublishWhat>;
  readonly step: PublishStep;
  readonly catalogue: Catalogue | null;
  /** Private keys of this home. */
  readonly keys: readonly KeyEntry[];
  readonly components: TableState;
  readonly component: string | null;
  readonly versions: TableState;
  readonly describe: DescribeForm | null;
  readonly change: PlannedChange | null;
  readonly picker: PickerState;
  readonly tarballs: readonly Tarball[];
  /** Programs in each tarball, by file: what its entry can be. */
  readonly programs: ReadonlyMap<string, readonly string[]>;
  readonly rows: TableState;
  readonly edit: { readonly at: number; readonly form: EditForm } | null;
  readonly signing: TableState;
  readonly plans: readonly PublishPlan[];
  /** The job that publishes several. */
  readonly watched: Watched;
  readonly published: Published | null;
  readonly top: number;
};

/** Reads the mirror; tarballs that were just packaged wait in the wizard. */
export function publishAtStart(arrival: PublishArrival | null): PublishState {
  const tarballs = arrival?.tarballs ?? [];
  return {
    work: reading(idle(), { kind: 'read' }),
    step: tarballs.length > 0 ? 'tarballs' : 'list',
    catalogue: null,
    keys: [],
    components: tableOf([]),
    component: null,
    versions: tableOf([]),
    describe: null,
    change: null,
    picker: pickerAt('.', { pick: 'files', many: true }),
    tarballs,
    programs: new Map(),
    rows: tarballTable(tarballs),
    edit: null,
    signing: tableOf([]),
    plans: [],
    watched: nothingWatched,
    published: null,
    top: 0,
  };
}

/** A row for each tarball: component, version, platform, entry, file. */
export function tarballTable(tarballs: readonly Tarball[]): TableState {
  return tableOf(
    tarballs.map(({ component, version, os, arch, entry, file }, at) => ({
      id: String(at),
      cells: [component, version, os === '' ? '' : `${os}/${arch}`, entry, file],
    })),
  );
}

/** Which keys hold. */
export function publishContext(state: PublishState): ContextName {
  const busy = workContext(state.work);
  if (busy !== null) return busy;
  switch (state.step) {
    case 'list':
      return state.components.typing ? 'filter' : 'publish';
    case 'versions':
      return state.versions.typing ? 'filter' : 'publish-versions';
    case 'describe':
      return state.describe === null ? 'publish' : formContext(state.describe);
    case 'files':
      return pickerContext(state.picker);
    case 'tarballs':
      return state.rows.typing ? 'filter' : 'tarballs';
    case 'edit':
      return state.edit === null ? 'tarballs' : formContext(state.edit.form);
    case 'key':
      return state.signing.typing ? 'filter' : 'pick-one';
    case 'review':
    case 'change':
      return 'consent';
    case 'publishing':
      return jobContext(state.watched) ?? 'wait';
    case 'done':
      return 'published';
  }
}
