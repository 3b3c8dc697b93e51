import type { InspectResult, PackagePlan, PackageRequest, PackageResult } from '../../engine/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext, isTicked, textEntry, textOf } from '../../ui/form/form-state.ts';
import { pickerContext } from '../../ui/picker/picker-press.ts';
import { type Picked, type PickerState, pickerAt } from '../../ui/picker/picker-state.ts';
import { type TableState, tableOf } from '../../ui/table/table-state.ts';
import { idle, type Work, workContext } from '../work/work-state.ts';

export const packageSteps = ['files', 'about', 'platforms', 'entry', 'review', 'done'] as const;
export type PackageStep = (typeof packageSteps)[number];

export type PackageWhat =
  | { readonly kind: 'inspect'; readonly paths: readonly string[]; readonly inside: boolean }
  | { readonly kind: 'plan'; readonly requests: readonly PackageRequest[] }
  | { readonly kind: 'pack'; readonly plans: readonly PackagePlan[] };

export type AboutField = 'name' | 'version' | 'description' | 'output' | 'inside' | 'standalone' | 'hidden';
export type AboutProblem = 'empty' | 'version';
export type AboutForm = FormState<AboutField, AboutProblem>;

/** What a packaging came to. */
export type Packed = { readonly plan: PackagePlan; readonly result: PackageResult };

export type PackageState = {
  readonly work: Work<PackageWhat>;
  readonly step: PackageStep;
  readonly picker: PickerState;
  readonly picked: readonly Picked[];
  readonly about: AboutForm;
  readonly inspected: InspectResult | null;
  readonly platforms: TableState;
  readonly programs: TableState;
  readonly plans: readonly PackagePlan[];
  readonly packed: readonly Packed[];
  /** First line shown of a report. */
  readonly top: number;
};

/** What TiUP has clients for, and what runs on all of them. */
export const everyPlatform = [
  'linux/amd64',
  'linux/arm64',
  'darwin/amd64',
  'darwin/arm64',
  'any/any',
] as const;

function aboutForm(): AboutForm {
  const entries: AboutForm['entries'] = [
    textEntry('name'),
    textEntry('version'),
    textEntry('description'),
    textEntry('output', '', true),
    { kind: 'tick', name: 'standalone', on: false },
    { kind: 'tick', name: 'hidden', on: false },
  ];
  return { entries, focus: 0 };
}

/** Begins with picking files. */
export function packageAtStart(): PackageState {
  return {
    work: idle(),
    step: 'files',
    picker: pickerAt('.', { pick: 'both', many: true }),
    picked: [],
    about: aboutForm(),
    inspected: null,
    platforms: tableOf(everyPlatform.map((platform) => ({ id: platform, cells: [platform] }))),
    programs: tableOf([]),
    plans: [],
    packed: [],
    top: 0,
  };
}

/** The form for what was picked: only a single folder can be packed without its own name. */
export function withPicked(state: PackageState, picked: readonly Picked[]): PackageState {
  const others = state.about.entries.filter(({ name }) => name !== 'inside');
  const lone = picked.length === 1 && picked[0]?.kind === 'folder';
  const known = state.about.entries.find(({ name }) => name === 'inside');
  const tick = { kind: 'tick', name: 'inside', on: known?.kind === 'tick' ? known.on : true } as const;
  const at = others.findIndex(({ kind }) => kind === 'tick');
  const entries = lone ? [...others.slice(0, at), tick, ...others.slice(at)] : others;
  return { ...state, picked, step: 'about', about: { entries, focus: 0 } };
}

/** Which keys hold. */
export function packageContext(state: PackageState): ContextName {
  const busy = workContext(state.work);
  if (busy !== null) return busy;
  switch (state.step) {
    case 'files':
      return pickerContext(state.picker);
    case 'about':
      return formContext(state.about);
    case 'platforms':
      return 'platforms';
    case 'entry':
      return state.programs.typing ? 'filter' : 'pick-one';
    case 'review':
      return 'consent';
    case 'done':
      return 'packed';
  }
}

/** What is asked of the engine: a tarball for each platform. */
export function requestsOf(state: PackageState, entry: string): readonly PackageRequest[] {
  const { about, inspected, platforms } = state;
  if (inspected === null) return [];
  const { targets, directory } = inspected;
  const description = textOf(about, 'description');
  const output = textOf(about, 'output');
  return everyPlatform
    .filter((platform) => platforms.chosen.has(platform))
    .map((platform) => {
      const [os = '', arch = ''] = platform.split('/');
      return {
        ...{ targets, directory, entry, os, arch },
        name: textOf(about, 'name'),
        release: textOf(about, 'version'),
        ...(description === '' ? {} : { description }),
        ...(output === '' ? {} : { output }),
        standalone: isTicked(about, 'standalone'),
        hidden: isTicked(about, 'hidden'),
      };
    });
}
