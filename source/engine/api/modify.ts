import type { PlannedSignature } from './clone.ts';

export type ModifyRequest = {
  /** `<component>` or `<component>:<version>`. */
  readonly component: string;
  /** What is undefined stays as it is. */
  readonly description?: string | undefined;
  /** Of the whole component. */
  readonly hidden?: boolean | undefined;
  /** Of the whole component. */
  readonly standalone?: boolean | undefined;
  /** Of the whole component, or of the version on every platform. */
  readonly yanked?: boolean | undefined;
  /** Private key of the owner; default the home's `private`. */
  readonly key?: string | undefined;
};
export type ModifyPlan = {
  readonly request: ModifyRequest;
  readonly mirror: string;
  readonly component: string;
  readonly version: string | null;
  readonly owner: string;
  readonly timestampVersion: number;
  /** Empty when everything is so already: applying writes nothing. */
  readonly signs: readonly PlannedSignature[];
};
export type ModifyResult = {
  readonly component: string;
  readonly version: string | null;
  readonly changed: boolean;
};
