import type { CloneAnswers, CloneRequest } from '../../engine/index.ts';

/** What is filled in when the workstation opens right in the clone; everything can still be changed. */
export type ClonePreset = {
  /** Name or address of the source; without one it is asked for, or is the current mirror of a finished request. */
  readonly source?: string | undefined;
  /** Component → versions as in a clone request; empty: nothing chosen beforehand. */
  readonly components?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Versions of every component. */
  readonly versions?: readonly string[] | undefined;
  readonly full?: boolean | undefined;
  readonly prefix?: boolean | undefined;
  readonly strict?: boolean | undefined;
  readonly dropUnselected?: boolean | undefined;
  readonly oses?: readonly string[] | undefined;
  readonly archs?: readonly string[] | undefined;
  readonly target?: string | undefined;
  /** Where to begin once the source is read. */
  readonly begin?: 'way' | 'components' | 'review' | undefined;
  /** How the answers were given, where somebody gave them here before. */
  readonly answers?: CloneAnswers | undefined;
  /** The kept choices that these are. */
  readonly kept?: string | undefined;
};

/** A preset that asks for the same as a request does. */
export function presetOf(request: CloneRequest, begin: 'components' | 'review'): ClonePreset {
  const { source, ...rest } = request;
  return { ...rest, source: source?.address, begin };
}

/** Component → versions for all that a preset names; `every` are the components of the source. */
export function wantedBy(
  preset: ClonePreset,
  every: readonly string[],
): Readonly<Record<string, readonly string[]>> {
  const versions = preset.full === true ? ['all'] : (preset.versions ?? []);
  const all = versions.length === 0 ? {} : Object.fromEntries(every.map((id) => [id, versions]));
  return { ...all, ...preset.components };
}
