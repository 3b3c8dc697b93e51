import { type FormEntry, type FormState, textEntry } from '../../ui/form/form-state.ts';
import type { RoleChanges } from './role-draft.ts';

export type WishField = 'listen' | 'out' | 'from' | 'missing' | 'keyDir';
export type WishProblem = 'empty' | 'number' | 'address' | 'both';
export type WishForm = FormState<WishField, WishProblem>;

export const ways = ['rotate', 'resume', 'transfer', 'new-root'] as const;
export type WishKind = (typeof ways)[number];

/** What is typed on each way, once the rest was chosen. */
const fields = {
  rotate: ['listen', 'out', 'keyDir'],
  transfer: ['listen', 'out', 'keyDir'],
  resume: ['from', 'missing', 'keyDir'],
  'new-root': [],
} as const satisfies Readonly<Record<WishKind, readonly WishField[]>>;

/** A component and who is to own it. */
export type Transfer = { readonly component: string; readonly owner: string };

/** A change that is being asked for: what was chosen, and what was typed. */
export type Wish = {
  readonly kind: WishKind;
  readonly form: WishForm;
  readonly changes: RoleChanges;
  /** Of a transfer, begun or gone on with. */
  readonly transfer: Transfer | null;
};

const paths: readonly WishField[] = ['from', 'out', 'keyDir'];

/** A way; `known` is what stands in its fields already. */
export function wishFor(
  kind: WishKind,
  known: Partial<WishValues> = {},
  chosen: Partial<Pick<Wish, 'changes' | 'transfer'>> = {},
): Wish {
  const entry = (name: WishField): FormEntry<WishField, WishProblem> =>
    textEntry(name, known[name] ?? '', paths.includes(name));
  return {
    kind,
    form: { entries: fields[kind].map(entry), focus: 0 },
    changes: {},
    transfer: null,
    ...chosen,
  };
}

export type WishValues = Readonly<Record<WishField, string>>;

/** Everything that was typed, without blanks around it. */
export function valuesOf({ form }: Wish): WishValues {
  const values: Record<WishField, string> = { listen: '', out: '', from: '', missing: '', keyDir: '' };
  for (const entry of form.entries) if (entry.kind === 'text') values[entry.name] = entry.field.value.trim();
  return values;
}

/** What is wrong with what was typed. */
export function problemsOf(wish: Wish): Partial<Record<WishField, WishProblem>> {
  const { listen, missing, out, from } = valuesOf(wish);
  if (wish.kind === 'resume')
    return {
      ...(from === '' ? { from: 'empty' } : {}),
      ...(isListen(missing) ? {} : { missing: 'address' }),
    };
  if (wish.kind === 'new-root') return {};
  return {
    ...(isListen(listen) ? {} : { listen: 'address' }),
    ...(listen !== '' && out !== '' ? { out: 'both' } : {}),
  };
}

/** `host:port` as the engine takes it, or nothing at all; a path is none. */
function isListen(text: string): boolean {
  const port = /^(?:\[[0-9A-Fa-f:.]+\]|[^:[\]/\s]*):(\d{1,5})$/.exec(text)?.[1];
  return text === '' || (port !== undefined && Number(port) <= 65_535);
}
