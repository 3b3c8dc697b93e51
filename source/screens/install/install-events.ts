import type { Catalogue, ListedComponent } from '../../engine/index.ts';
import type { Problem } from '../../ui/problem.ts';
import { withRows } from '../../ui/table/table-state.ts';
import { settled, type WorkEvent, withWorkEvent } from '../work/work-state.ts';
import { installedRows, offeredRows } from './install-rows.ts';
import type { Done, InstallState, Review } from './install-state.ts';

export type InstallEvent =
  | {
      readonly type: 'read';
      readonly platform: string;
      readonly here: readonly ListedComponent[];
      readonly catalogue: Catalogue | null;
      readonly unread: Problem | null;
    }
  | { readonly type: 'planned'; readonly review: Review }
  | { readonly type: 'applied'; readonly done: Done }
  | { readonly type: 'ran'; readonly component: string; readonly exitCode: number }
  | WorkEvent;

/** Rows that are kept in sight when rows change. */
const someRows = 8;

/** What answers of the engine change. */
export function reduceInstall(state: InstallState, event: InstallEvent): InstallState {
  switch (event.type) {
    case 'work-progress':
    case 'work-failed':
      return { ...state, work: withWorkEvent(state.work, event), top: 0 };
    case 'read': {
      const { here, catalogue, unread, platform } = event;
      const installed = withRows(state.installed, installedRows(here, catalogue, platform), someRows);
      const offered = withRows(state.offered, offeredRows(catalogue, here, platform), someRows);
      return { ...state, work: settled(state.work), here, catalogue, unread, installed, offered };
    }
    case 'planned':
      return { ...state, work: settled(state.work), step: 'review', review: event.review, top: 0 };
    case 'applied':
      return { ...state, work: settled(state.work), step: 'done', done: event.done, review: null, top: 0 };
    case 'ran': {
      const { component, exitCode } = event;
      return { ...state, work: settled(state.work), step: 'list', args: null, ran: { component, exitCode } };
    }
  }
}
