import type { CloneRequest } from './clone.ts';
import type { MergeRequest } from './merge.ts';

/**
 * How the answers of the clone's screen were given. The request alone does not tell, least of all of what is half
 * said: components whose versions are still being typed are in none.
 */
export type CloneAnswers = {
  /** Chosen components, with versions or without. */
  readonly components: readonly string[];
  /** How versions are chosen, and what each of the ways was told. */
  readonly mode: 'newest' | 'prefix' | 'typed' | 'all' | 'exact';
  readonly newest: number;
  readonly prefix: string;
  readonly typed: string;
  /** `<component>@<version>`. */
  readonly picks: readonly string[];
};

/** What somebody has chosen on a screen and not carried out yet. */
export type ChosenWork =
  | { readonly kind: 'clone'; readonly request: CloneRequest; readonly answers: CloneAnswers }
  | { readonly kind: 'merge'; readonly request: MergeRequest };

/** Choices that outlived the process they were made in. */
export type Unfinished = ChosenWork & {
  readonly id: string;
  /** When they were last changed, RFC 3339. */
  readonly when: string;
};

/**
 * Choices are kept in the home while they are made, one of each kind per process besides those that it set aside, so
 * that a line that drops loses none. Whoever may not write to the home keeps none, and is not told. All but `list`
 * throw the other errors of files.
 */
export type UnfinishedChoices = {
  /** Replaces what this process kept of the kind, and the choices of before that it went on with. */
  keep(work: ChosenWork, instead?: string | null): Promise<void>;
  /** What this process kept of a kind is offered like what others left: something else is chosen in its place. */
  setAside(kind: ChosenWork['kind']): Promise<void>;
  /** What this process kept of a kind is carried out, or thrown away. */
  drop(kind: ChosenWork['kind']): Promise<void>;
  /**
   * What is set aside, and what processes left that are gone, the newest first; a merge only while its target is the
   * current mirror.
   */
  list(): Promise<readonly Unfinished[]>;
  /** Throws away one that is offered. Another id is none of anything: nothing happens. */
  discard(id: string): Promise<void>;
};
