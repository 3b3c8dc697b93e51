import type { HomeStatus, JobSummary } from '../engine/index.ts';
import type { Problem } from '../ui/problem.ts';

/** What is known of the home: the header and the first page show it. */
export type Status = {
  /** Counts how often it was asked for; a new number asks again. */
  readonly asked: number;
  readonly loading: boolean;
  readonly status: HomeStatus | null;
  readonly problem: Problem | null;
  /** Long work in processes of its own, as last looked at; null before the first look. */
  readonly jobs: readonly JobSummary[] | null;
  /** Counts how often they were asked for besides now and then. */
  readonly jobsAsked: number;
};
