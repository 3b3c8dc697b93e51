import type { EngineEvent } from '../events.ts';

/** What a caller may pass to any operation: where events go, and a signal that cancels. */
export type Run = {
  readonly onEvent?: ((event: EngineEvent) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Whatever changes anything: `plan` decides everything and touches nothing, `apply` does exactly what the plan
 * says or throws. Requests, plans and results are plain JSON, so that they can be saved, shown and replayed.
 */
export type Operation<Request, Plan, Result> = {
  plan(request: Request, run?: Run): Promise<Plan>;
  apply(plan: Plan, run?: Run): Promise<Result>;
};

/** An operation that only reads. */
export type Query<Request, Result> = (request: Request, run?: Run) => Promise<Result>;
