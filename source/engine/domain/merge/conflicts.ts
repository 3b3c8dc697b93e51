import type { MergeCompared, MergeConflict, MergeDecision } from '../../api/merge.ts';
import { EngineError } from '../../errors.ts';

/** What is decided about: a conflict without its decision, and the name it would go under if nobody gives one. */
export type Question = Omit<MergeConflict, 'decision' | 'to'> & {
  readonly otherName?: string;
  /** Shown to whoever decides; decisions don't depend on it. */
  readonly compared?: MergeCompared;
  /** Only a decision about this very conflict lets it in, no policy does. */
  readonly byName?: boolean;
};

export type Answer = { readonly decision: MergeDecision; readonly to: string | null };

export type Rules = {
  readonly policy: MergeDecision;
  readonly decisions: readonly MergeConflict[];
};

/**
 * Decides conflicts and keeps the list of them. A decision of the rules counts for the conflict that it was made
 * about, down to the last byte; `fail` in it is none. Only a platform that is to stay out does so whatever it would
 * hide: it hides nothing, and more may have come since. What they leave open the policy decides, where it can.
 */
export class Conflicts {
  readonly list: MergeConflict[] = [];
  /** One for each of the list. */
  readonly compared: MergeCompared[] = [];
  readonly #policy: MergeDecision;
  readonly #decisions = new Map<string, MergeConflict>();

  constructor({ policy, decisions }: Rules) {
    this.#policy = policy;
    for (const decided of decisions) {
      if (decided.decision === 'fail') continue;
      this.#decisions.set(conflictSubject(decided), decided);
      if (decided.decision === 'keep') this.#decisions.set(whateverItHides(decided), decided);
    }
  }

  /** Throws `plan-corrupt` for a decision that this conflict can't be given. */
  answer(question: Question): Answer {
    const { otherName = null, byName = false, ...about } = question;
    const decided =
      this.#decisions.get(conflictSubject(about)) ?? this.#decisions.get(whateverItHides(about));
    if (decided === undefined) return this.#byPolicy(about.allowed, otherName, byName);
    const { decision } = decided;
    if (!about.allowed.includes(decision)) {
      throw new EngineError('plan-corrupt', `${told(about)} can't be decided by ${decision}`, {
        facts: {
          command: 'mirror merge',
          field: 'decision',
          got: decision,
          expected: about.allowed.join(' '),
        },
      });
    }
    return { decision, to: decision === 'rename' ? (decided.to ?? otherName) : null };
  }

  /** Puts it on the list, with its decision. */
  note(question: Question, { decision, to }: Answer): void {
    const { otherName: _, byName: __, compared = { here: null, there: null }, ...about } = question;
    this.list.push({ ...about, decision, to });
    this.compared.push(compared);
  }

  /** Both: for conflicts that stand alone. */
  decide(question: Question): Answer {
    const answer = this.answer(question);
    this.note(question, answer);
    return answer;
  }

  #byPolicy(allowed: readonly MergeDecision[], otherName: string | null, byName: boolean): Answer {
    const open: Answer = { decision: 'fail', to: null };
    if (!allowed.includes(this.#policy) || (byName && this.#policy !== 'keep')) return open;
    if (this.#policy !== 'rename') return { decision: this.#policy, to: null };
    return otherName === null ? open : { decision: 'rename', to: otherName };
  }
}

/**
 * Everything in a conflict but how it is decided: a decision holds for exactly that. Of a component's owner the name alone says who that is in the
 * source; the id that it has here may be another one by the next decision.
 */
export function conflictSubject(conflict: Question | MergeConflict): string {
  const { kind, source, component, version, platform, name, here, there } = conflict;
  const theirs = kind === 'owner' ? name : there;
  return JSON.stringify([kind, source, component, version, platform, name, here, theirs]);
}

/** The subject of a decision that keeps a platform out; of any other conflict the same as above. */
function whateverItHides(conflict: Question | MergeConflict): string {
  return conflictSubject(conflict.kind === 'platform' ? { ...conflict, here: '' } : conflict);
}

function told({ kind, component, version, platform, name }: Question): string {
  return [kind, component, version, platform, name].filter((part) => part !== null).join(' ');
}
