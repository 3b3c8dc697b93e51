import type { GuideEntry, GuidePage } from '../../engine/index.ts';
import type { Language } from '../../messages/index.ts';
import { markdownLines } from '../../ui/markdown/markdown-lines.ts';
import { pressMenu } from '../../ui/menu-state.ts';
import { pressPager, type ReportLine, wrapped } from '../../ui/pager.tsx';
import { actionOf, type Outcome, type Press } from '../screen.ts';
import {
  idle,
  pressWork,
  reading,
  settled,
  type Work,
  type WorkEvent,
  withWorkEvent,
  workContext,
} from '../work/work-state.ts';

export type GuideWork =
  | { readonly kind: 'list'; readonly language: Language }
  | { readonly kind: 'page'; readonly name: string; readonly language: Language };

export type GuideState = {
  readonly work: Work<GuideWork>;
  /** What it is shown in; null until that is known. */
  readonly language: Language | null;
  readonly list: readonly GuideEntry[] | null;
  readonly place: number;
  readonly page: GuidePage | null;
  readonly top: number;
};

export type GuideEvent =
  | WorkEvent
  | { readonly type: 'language'; readonly language: Language }
  | { readonly type: 'listed'; readonly list: readonly GuideEntry[] }
  | { readonly type: 'read'; readonly page: GuidePage };

export const guideAtStart: GuideState = {
  work: idle(),
  language: null,
  list: null,
  place: 0,
  page: null,
  top: 0,
};

/** Which keys hold. */
export function guideContext({ work, page }: GuideState) {
  return workContext(work) ?? (page === null ? 'guide' : 'guide-page');
}

/** What answers change. */
export function reduceGuide(state: GuideState, event: GuideEvent): GuideState {
  const work = settled(state.work);
  switch (event.type) {
    case 'language': {
      if (event.language === state.language) return state;
      const { language } = event;
      return { ...state, language, work: reading<GuideWork>(state.work, { kind: 'list', language }) };
    }
    case 'listed': {
      const next = { ...state, work, list: event.list };
      // a page that is open is read again in the other language
      return state.page === null ? next : opened(next, state.place);
    }
    case 'read':
      return { ...state, work, page: event.page, top: 0 };
    case 'work-progress':
    case 'work-failed':
      return { ...state, work: withWorkEvent(state.work, event) };
  }
}

function opened(state: GuideState, place: number): GuideState {
  const name = state.list?.[place]?.name;
  if (name === undefined || state.language === null) return state;
  const { language } = state;
  return { ...state, place, work: reading<GuideWork>(state.work, { kind: 'page', name, language }) };
}

/** The open page as lines. */
export function pageLines({ page }: GuideState, width: number): readonly ReportLine[] {
  return page === null ? [] : markdownLines(page.text, width);
}

/** What a key does in the guide. */
export function pressGuide(state: GuideState, press: Press): Outcome<GuideState> | null {
  const action = actionOf(press.meaning);
  if (workContext(state.work) !== null) {
    const outcome = pressWork(state.work, press);
    if (outcome === null) return null;
    const next = { ...state, work: outcome.work };
    return state.list === null && workContext(next.work) === null
      ? { state: { ...next, language: null }, leave: true }
      : { state: next };
  }
  const count = state.list?.length ?? 0;
  if (state.page === null) {
    const place = pressMenu(state.place, count, press.meaning);
    if (place !== null) return { state: { ...state, place } };
    if (action === 'back') return { state, leave: true };
    if (action !== 'open') return null;
    return count === 0 ? { state, notice: 'noRow' } : { state: opened(state, state.place) };
  }
  const { body } = press.view;
  const rows = wrapped(pageLines(state, body.width), body.width).length;
  const top = pressPager(state.top, rows, body.height, press.meaning);
  if (top !== null) return { state: { ...state, top } };
  if (action === 'back') return { state: { ...state, page: null } };
  if (action !== 'accept') return null;
  if (state.place + 1 >= count) return { state, notice: 'lastPage' };
  return { state: opened(state, state.place + 1) };
}
