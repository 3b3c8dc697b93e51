import type { MergeDecision } from '../../api/merge.ts';
import { EngineError } from '../../errors.ts';
import { checkFreeKeys } from '../edits/grant.ts';
import type { Owner } from '../manifest.ts';
import { isReservedOwner } from '../names.ts';
import { own } from '../record.ts';
import { unusableKey } from '../trust/signatures.ts';
import type { MergeSide, MergeState } from './merge-state.ts';
import { checkOtherOwner } from './new-names.ts';

/** The owner in the target for a component of the source, or why there is none. */
export type OwnerInTarget =
  | { readonly id: string }
  | { readonly id: null; readonly reason: 'kept' | 'undecided' };

/** The owner of a source's component, as the source lists it. */
export function ownerIn(source: MergeSide, id: string): Owner {
  const owner = own(source.index.owners, id);
  if (owner === undefined) throw new Error(`${source.address} lists no owner ${id}`);
  return owner;
}

/** Whether all keys of the one are keys of the other: then the other may say whatever the one says. */
export function isWithin(owner: Owner, other: Owner | undefined): boolean {
  return other !== undefined && Object.keys(owner.keys).every((key) => Object.hasOwn(other.keys, key));
}

/** Whoever merges can sign for this owner of the target, with keys of the home. */
function actsFor({ owners, target }: MergeState, id: string): boolean {
  const owner = own(owners, id);
  if (owner === undefined) return false;
  return Object.keys(owner.keys).filter((key) => target.homeKeys.has(key)).length >= owner.threshold;
}

/** Answers about owners, each asked for once per source. */
export class OwnerMap {
  readonly #state: MergeState;
  readonly #source: MergeSide;
  readonly #answers = new Map<string, { readonly decision: MergeDecision; readonly to: string | null }>();

  constructor(state: MergeState, source: MergeSide) {
    this.#state = state;
    this.#source = source;
  }

  /**
   * For a component that the target doesn't have: the owner with these keys, whatever the id; else, as in stock, the
   * one with this id when the home has the target's keys for it.
   */
  ofNew(id: string): OwnerInTarget {
    const owner = ownerIn(this.#source, id);
    const { owners } = this.#state;
    if (isWithin(owner, own(owners, id))) return { id };
    const sameKeys = Object.keys(owners).find((other) => isWithin(owner, own(owners, other)));
    if (sameKeys !== undefined) return { id: sameKeys };
    if (actsFor(this.#state, id)) return { id };
    const { decision, to } = this.#answer(id);
    if (decision === 'keep' || decision === 'fail') {
      return { id: null, reason: decision === 'keep' ? 'kept' : 'undecided' };
    }
    const name = to ?? id;
    if (own(owners, name) === undefined) this.#grant(name, owner);
    return { id: name };
  }

  /**
   * For a component that the target has: whether the source's owner of that id is the same one there.
   * `different` when it is somebody else, by another name or by decision.
   */
  ofKnown(id: string, here: string): 'same' | 'different' | 'kept' | 'undecided' {
    const { owners } = this.#state;
    if (isWithin(ownerIn(this.#source, id), own(owners, here))) return 'same';
    if (id !== here) return 'different';
    if (actsFor(this.#state, here)) return 'same';
    const { decision } = this.#answer(id);
    if (decision === 'keep') return 'kept';
    return decision === 'fail' ? 'undecided' : decision === 'take' ? 'same' : 'different';
  }

  /** The id that an owner with other keys comes in under, as decided; null where that was not decided. */
  renamed(id: string): string | null {
    const answer = this.#answers.get(id);
    return answer?.decision === 'rename' ? answer.to : null;
  }

  #answer(id: string): { readonly decision: MergeDecision; readonly to: string | null } {
    const known = this.#answers.get(id);
    if (known !== undefined) return known;
    const owner = ownerIn(this.#source, id);
    const keys = Object.keys(owner.keys).sort();
    const here = own(this.#state.owners, id);
    const isKnown = here !== undefined;
    const canCome = this.#canCome(owner);
    const rename: MergeDecision[] = canCome ? ['rename'] : [];
    const take: MergeDecision[] = isKnown || (canCome && !isReservedOwner(id)) ? ['take'] : [];
    const answer = this.#state.conflicts.decide({
      kind: isKnown ? 'owner-keys' : 'owner-unknown',
      source: this.#source.address,
      component: null,
      version: null,
      platform: null,
      name: id,
      here: isKnown ? Object.keys(here.keys).sort().join(' ') : '',
      there: keys.join(' '),
      allowed: ['fail', 'keep', ...take, ...rename],
      otherName: `${id}-${(keys[0] ?? '').slice(0, 8)}`,
      byName: !isKnown,
    });
    if (answer.to !== null) checkOtherOwner(this.#state, id, owner, answer.to);
    this.#answers.set(id, answer);
    return answer;
  }

  /** Nobody's keys come in that stock clients would refuse, or that are another owner's. */
  #canCome(owner: Owner): boolean {
    const { target, owners } = this.#state;
    if (unusableKey(owner.keys) !== null) return false;
    try {
      checkFreeKeys({ ...target.index, owners }, Object.values(owner.keys));
      return true;
    } catch (error) {
      if (error instanceof EngineError) return false;
      throw error;
    }
  }

  #grant(id: string, owner: Owner): void {
    this.#state.owners[id] = owner;
    const keys = Object.keys(owner.keys).sort();
    this.#state.newOwners.push({ id, name: owner.name, keys, source: this.#source.address });
  }
}
