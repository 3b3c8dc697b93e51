import type { ErrorCode, Facts, WarningCode } from '../engine/index.ts';

/** What an error is called, and what to do about it. */
export type ErrorText = {
  readonly title: (facts: Facts) => string;
  readonly remedy: (facts: Facts) => string;
};

/** A section `errors` has one of these for every code; a section `warnings` one sentence for every code. */
export type ErrorTexts = Readonly<Record<ErrorCode, ErrorText>>;
export type WarningTexts = Readonly<Record<WarningCode, (facts: Facts) => string>>;
