import type { MergeDecision } from '../../api/merge.ts';
import { EngineError } from '../../errors.ts';
import { checkFreeKeys } from '../edits/grant.ts';
import type { Owner } from '../manifest.ts';
import { isReservedOwner } from '../names.ts';
import { own } from '../record.ts';
import { unusableKey } from '../trust/signatures.ts';
import type { Answer, Question } from './conflicts.ts';
import type { MergeSide, MergeState } from './merge-state.ts';
import { checkOtherOwner, type Newcomer, proposedOwner } from './new-names.ts';

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
  readonly #answers = new Map<string, Answer>();

  constructor(state: MergeState, source: MergeSide) {
    this.#state = state;
    this.#source = source;
  }

  /**
   * For a component that the target doesn't have: the owner with these keys, whatever the id; else, as in stock, the
   * one with this id when the home has the target's keys for it.
   */
  ofNew(id: string): OwnerInTarget {
    const known = this.#byKeys(id);
    if (known !== null) return { id: known };
    if (actsFor(this.#state, id)) return { id };
    const { decision, to } = this.#answer(id);
    if (decision === 'keep' || decision === 'fail') {
      return { id: null, reason: decision === 'keep' ? 'kept' : 'undecided' };
    }
    const name = to ?? id;
    if (own(this.#state.owners, name) === undefined) this.#grant(name, ownerIn(this.#source, id));
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
    // An earlier merge took the owner in under another id: who that is needs no decision any more.
    if (this.#byKeys(id) !== null) return 'different';
    const { decision } = this.#answer(id);
    if (decision === 'keep') return 'kept';
    return decision === 'fail' ? 'undecided' : decision === 'take' ? 'same' : 'different';
  }

  /** The id that an owner of the source has in the target, or comes in under. */
  idHere(id: string): string {
    return this.#byKeys(id) ?? this.#answers.get(id)?.to ?? id;
  }

  /** Whether it was decided, for this merge or one before it, that an owner comes in under another id. */
  isMoved(id: string): boolean {
    const asked = this.#answers.get(id);
    if (asked !== undefined) return asked.decision === 'rename';
    return (
      this.#byKeys(id) !== null && this.#state.conflicts.answer(this.#question(id)).decision === 'rename'
    );
  }

  /** The owner in the target who has these keys: of the same id, else of whatever id; null for none. */
  #byKeys(id: string): string | null {
    const owner = ownerIn(this.#source, id);
    const { owners } = this.#state;
    const ids = [id, ...Object.keys(owners)];
    return ids.find((other) => isWithin(owner, own(owners, other))) ?? null;
  }

  #answer(id: string): Answer {
    const known = this.#answers.get(id);
    if (known !== undefined) return known;
    const answer = this.#state.conflicts.decide(this.#question(id));
    if (answer.to !== null) checkOtherOwner(this.#state, this.#newcomer(id), answer.to);
    this.#answers.set(id, answer);
    return answer;
  }

  #question(id: string): Question {
    const owner = ownerIn(this.#source, id);
    const keys = Object.keys(owner.keys).sort();
    const here = own(this.#state.owners, id);
    const isKnown = here !== undefined;
    const canCome = this.#canCome(owner);
    const rename: MergeDecision[] = canCome || this.#byKeys(id) !== null ? ['rename'] : [];
    const take: MergeDecision[] = isKnown || (canCome && !isReservedOwner(id)) ? ['take'] : [];
    return {
      kind: isKnown ? 'owner-keys' : 'owner-unknown',
      source: this.#source.address,
      component: null,
      version: null,
      platform: null,
      name: id,
      here: isKnown ? Object.keys(here.keys).sort().join(' ') : '',
      there: keys.join(' '),
      allowed: ['fail', 'keep', ...take, ...rename],
      otherName: proposedOwner(this.#state, this.#newcomer(id)),
      byName: !isKnown,
    };
  }

  #newcomer(id: string): Newcomer {
    return { id, owner: ownerIn(this.#source, id), source: this.#source };
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
