import type { PruneRequest } from '../../engine/index.ts';
import { shellWord } from '../../messages/shell-word.ts';
import { brokenCommand } from '../command-rows.ts';

/** What is said of a policy, a row each. */
export const policyRows = [
  'keepLast',
  'keepMinor',
  'keep',
  'olderThan',
  'components',
  'dropLatest',
  'grace',
  'now',
] as const;
export type PolicyRow = (typeof policyRows)[number];

export type Policy = {
  readonly keepLast: number | null;
  readonly keepMinor: number | null;
  /** Versions, ranges or beginnings, as typed. */
  readonly keep: readonly string[];
  /** Days. */
  readonly olderThan: number | null;
  /** Ids; empty for all. */
  readonly components: readonly string[];
  readonly dropLatest: boolean;
  /** Days. */
  readonly grace: number;
  readonly now: boolean;
};

/** Nothing is said: nothing goes. */
export const noPolicy: Policy = {
  keepLast: null,
  keepMinor: null,
  keep: [],
  olderThan: null,
  components: [],
  dropLatest: false,
  grace: 7,
  now: false,
};

/** Where Left and Right stop at. Null: nothing is said. */
const stops: Readonly<Record<'keepLast' | 'keepMinor' | 'olderThan' | 'grace', readonly (number | null)[]>> =
  {
    keepLast: [null, ...Array.from({ length: 99 }, (_, at) => at + 1)],
    keepMinor: [null, ...Array.from({ length: 99 }, (_, at) => at + 1)],
    olderThan: [null, 7, 14, 30, 60, 90, 180, 365, 730, 1095],
    grace: [0, 1, 2, 3, 7, 14, 30, 60],
  };

/** The next stop; a typed number lies between two of them. */
function moved(row: keyof typeof stops, value: number | null, by: 1 | -1): number | null {
  const all = stops[row];
  const size = (stop: number | null): number => stop ?? -1;
  const next =
    by === 1
      ? all.find((stop) => size(stop) > size(value))
      : all.findLast((stop) => size(stop) < size(value));
  return next === undefined ? value : next;
}

/** The policy after Left or Right in a row; null where that changes nothing. */
export function turned(policy: Policy, row: PolicyRow, by: 1 | -1): Policy | null {
  switch (row) {
    case 'keepLast':
    case 'keepMinor':
    case 'olderThan':
      return { ...policy, [row]: moved(row, policy[row], by) };
    case 'grace':
      return { ...policy, grace: moved('grace', policy.grace, by) ?? 0 };
    case 'dropLatest':
    case 'now':
      return { ...policy, [row]: !policy[row] };
    default:
      return null;
  }
}

/** Rows whose value is typed. */
export type TypedRow = 'keepLast' | 'keepMinor' | 'keep' | 'olderThan' | 'grace';

export function isTyped(row: PolicyRow): row is TypedRow {
  return row !== 'components' && row !== 'dropLatest' && row !== 'now';
}

/** What stands in the field of a row. */
export function textIn(policy: Policy, row: TypedRow): string {
  return row === 'keep' ? policy.keep.join(', ') : String(policy[row] ?? '');
}

/** The policy with what was typed into a row; null when that is no number. */
export function withText(policy: Policy, row: TypedRow, text: string): Policy | null {
  if (row === 'keep') return { ...policy, keep: text.split(',').flatMap((part) => part.trim() || []) };
  if (text === '' && row !== 'grace') return { ...policy, [row]: null };
  if (!/^\d{1,5}$/.test(text)) return null;
  return { ...policy, [row]: Number(text) };
}

/** Whether any version may go at all. */
export function saysAnything({ keepLast, keepMinor, keep, olderThan }: Policy): boolean {
  return keepLast !== null || keepMinor !== null || keep.length > 0 || olderThan !== null;
}

export function pruneRequest(policy: Policy): PruneRequest {
  const { keepLast, keepMinor, keep, olderThan, components, dropLatest, grace, now } = policy;
  return {
    ...(keepLast === null ? {} : { keepLast }),
    ...(keepMinor === null ? {} : { keepMinor }),
    ...(keep.length === 0 ? {} : { keep }),
    ...(olderThan === null ? {} : { olderThan }),
    ...(components.length === 0 ? {} : { components }),
    ...(dropLatest ? { dropLatest } : {}),
    ...(grace === noPolicy.grace ? {} : { grace }),
    ...(now ? { now } : {}),
  };
}

/** The command that does the same. */
export function pruneCommand(policy: Policy, width: number): readonly string[] {
  const { keepLast, keepMinor, keep, olderThan, components, dropLatest, grace, now } = policy;
  const parts = ['mirrordeck mirror prune'];
  if (components.length > 0) parts.push(`--component ${shellWord(components.join(','))}`);
  if (keepLast !== null) parts.push(`--keep-last ${keepLast}`);
  if (keepMinor !== null) parts.push(`--keep-minor ${keepMinor}`);
  if (keep.length > 0) parts.push(`--keep ${shellWord(keep.join(','))}`);
  if (olderThan !== null) parts.push(`--older-than ${olderThan}d`);
  if (dropLatest) parts.push('--drop-latest');
  if (grace !== noPolicy.grace) parts.push(`--grace ${grace}d`);
  if (now) parts.push('--now');
  return brokenCommand(parts, width);
}
