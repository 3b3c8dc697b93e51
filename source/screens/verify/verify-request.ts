import type { RepairRequest, VerifyRequest } from '../../engine/index.ts';
import { shellWord } from '../../messages/shell-word.ts';
import { brokenCommand } from '../command-rows.ts';
import type { VerifyState } from './verify-state.ts';

/** How thoroughly a mirror is looked at. */
export const depths = ['whole', 'quick', 'sample'] as const;
export type Depth = (typeof depths)[number];

/** Shares of the tarballs that a sample can be, in percent. */
export const shares = [1, 5, 10, 25, 50] as const;

export function depthOf({ place }: VerifyState): Depth {
  return depths[place] ?? 'whole';
}

/** The share of the tarballs that a sample reads, in percent. */
export function shareOf({ share }: VerifyState): number {
  return shares[share] ?? 10;
}

export function verifyRequest(state: VerifyState): VerifyRequest {
  const target = state.address === null ? {} : { address: state.address };
  switch (depthOf(state)) {
    case 'whole':
      return target;
    case 'quick':
      return { ...target, quick: true };
    case 'sample':
      return { ...target, sample: shareOf(state) / 100 };
  }
}

export function repairRequest({ address, from }: VerifyState): RepairRequest {
  return { ...(address === null ? {} : { address }), from: [...from.chosen] };
}

const repairing: readonly VerifyState['step'][] = ['from', 'review', 'repairing', 'again', 'report'];

/** The command that does what the screen is about to do. */
export function verifyCommand(state: VerifyState, width: number): readonly string[] {
  const parts = ['mirrordeck mirror verify', ...(state.address === null ? [] : [shellWord(state.address)])];
  if (repairing.includes(state.step)) {
    parts.push('--repair', ...[...state.from.chosen].map((from) => `--from ${shellWord(from)}`));
  } else if (depthOf(state) === 'quick') parts.push('--quick');
  else if (depthOf(state) === 'sample') parts.push(`--sample ${shareOf(state)}%`);
  return brokenCommand(parts, width);
}
