import type { DemoPlan, DemoResult, InitResult, SetPlan } from '../../engine/index.ts';
import { type Language, languages } from '../../messages/index.ts';
import type { ContextName } from '../../ui/contexts.ts';
import { type FormState, formContext, textEntry } from '../../ui/form/form-state.ts';
import { idle, settled, type Work, type WorkEvent, withWorkEvent, workContext } from '../work/work-state.ts';
import { emptyOwn, type OwnForm, type OwnPlan } from './setup-own.ts';

export type SetupStep =
  | 'language'
  | 'purpose'
  | 'source'
  | 'address'
  | 'demo'
  | 'trust'
  | 'own'
  | 'review'
  | 'done';

export const purposes = ['part', 'own', 'use', 'later'] as const;
export type Purpose = (typeof purposes)[number];

export const origins = ['official', 'address', 'folder', 'demo'] as const;
export type Origin = (typeof origins)[number];

export type SetupWork =
  | { readonly kind: 'language'; readonly language: Language }
  /** Reads a mirror and says who it is; nothing is remembered. */
  | { readonly kind: 'meet'; readonly address: string; readonly reset: boolean }
  | { readonly kind: 'plan-demo' }
  | { readonly kind: 'make-demo'; readonly plan: DemoPlan }
  /** Makes it a source with this root. */
  | { readonly kind: 'keep' | 'use'; readonly plan: SetPlan; readonly demo: DemoResult | null }
  | { readonly kind: 'plan-own'; readonly form: OwnForm; readonly made: InitResult | null }
  | { readonly kind: 'make-own'; readonly plan: OwnPlan };

/** What was set, for the last page. */
export type SetupDone =
  | {
      readonly kind: 'part';
      readonly plan: SetPlan;
      readonly source: string;
      readonly demo: DemoResult | null;
    }
  | { readonly kind: 'use'; readonly plan: SetPlan; readonly demo: DemoResult | null }
  | { readonly kind: 'own'; readonly plan: OwnPlan; readonly fingerprint: string };

export type AddressProblem = 'empty' | 'scheme';
export type AddressForm = FormState<'address', AddressProblem>;

export type SetupState = {
  readonly step: SetupStep;
  readonly work: Work<SetupWork>;
  /** Null until it is known which language this is shown in. */
  readonly language: number | null;
  readonly purpose: number;
  readonly origin: number;
  readonly address: AddressForm;
  readonly met: SetPlan | null;
  readonly demoPlan: DemoPlan | null;
  /** Null: what was met is no demo. */
  readonly demo: DemoResult | null;
  readonly own: OwnForm;
  readonly plan: OwnPlan | null;
  /** The mirror was made, even if what comes after it failed. */
  readonly made: InitResult | null;
  readonly done: SetupDone | null;
  readonly top: number;
};

export type SetupEvent =
  | WorkEvent
  | { readonly type: 'shown-in'; readonly language: Language }
  | { readonly type: 'language-kept' }
  | { readonly type: 'met'; readonly plan: SetPlan }
  | { readonly type: 'demo-planned'; readonly plan: DemoPlan }
  | { readonly type: 'demo-made'; readonly demo: DemoResult; readonly plan: SetPlan }
  | { readonly type: 'own-planned'; readonly plan: OwnPlan }
  | { readonly type: 'made'; readonly made: InitResult }
  | { readonly type: 'done'; readonly done: SetupDone };

export const setupAtStart: SetupState = {
  step: 'language',
  work: idle(),
  language: null,
  purpose: 0,
  origin: 0,
  address: addressForm('address'),
  met: null,
  demoPlan: null,
  demo: null,
  own: emptyOwn,
  plan: null,
  made: null,
  done: null,
  top: 0,
};

/** A field for an address, or for a folder with completion. */
export function addressForm(origin: Origin, value = ''): AddressForm {
  return { entries: [textEntry<'address', AddressProblem>('address', value, origin === 'folder')], focus: 0 };
}

export function purposeOf({ purpose }: SetupState): Purpose {
  return purposes[purpose] ?? 'part';
}

export function originOf({ origin }: SetupState): Origin {
  return origins[origin] ?? 'official';
}

/** Whether a root has to be compared: what is built in or was compared before has been. */
export function mustCompare({ identity }: SetPlan): boolean {
  return identity.trust === 'new' || identity.trust === 'local';
}

/** Which keys hold. */
export function setupContext(state: SetupState): ContextName {
  const working = workContext(state.work);
  if (working !== null) return working;
  switch (state.step) {
    case 'language':
    case 'purpose':
    case 'source':
      return 'setup-choice';
    case 'address':
      return formContext(state.address);
    case 'own':
      return formContext(state.own);
    case 'trust':
      return state.met !== null && mustCompare(state.met) ? 'ask' : 'setup-page';
    case 'demo':
    case 'review':
      return 'review';
    case 'done':
      return 'setup-page';
  }
}

/** What answers change. */
export function reduceSetup(state: SetupState, event: SetupEvent): SetupState {
  const work = settled(state.work);
  switch (event.type) {
    case 'shown-in':
      return state.language === null
        ? { ...state, language: Math.max(0, languages.indexOf(event.language)) }
        : state;
    case 'language-kept':
      return { ...state, work, step: 'purpose' };
    case 'met':
      return { ...state, work, step: 'trust', met: event.plan, demo: null, top: 0 };
    case 'demo-planned':
      return { ...state, work, step: 'demo', demoPlan: event.plan, top: 0 };
    case 'demo-made':
      return { ...state, work, step: 'trust', met: event.plan, demo: event.demo, top: 0 };
    case 'own-planned':
      return { ...state, work, step: 'review', plan: event.plan, top: 0 };
    case 'made':
      return { ...state, made: event.made };
    case 'done':
      return { ...state, work, step: 'done', done: event.done, top: 0 };
    case 'work-progress':
    case 'work-failed':
      return { ...state, work: withWorkEvent(state.work, event) };
  }
}
