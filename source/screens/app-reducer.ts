import type { JobSummary, Settings } from '../engine/index.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import type { Action } from '../ui/actions.ts';
import { type Meaning, meaningOf, takesText } from '../ui/bindings.ts';
import { pastedLine, typedBy } from '../ui/keys.ts';
import { lookOf } from '../ui/look.ts';
import { bodyOf } from '../ui/shell.tsx';
import { pressOverlay } from './app-overlay.ts';
import { type AppEvent, type AppState, busyRoom, contextOf, roomOfApp } from './app-state.ts';
import { openRoom } from './doors.ts';
import { isAtWork, isWaiting, jobsAfter, movesJobs, sameJobs } from './jobs-at-work.ts';
import { paletteOver } from './palette/palette-state.ts';
import type { Room, RoomOutcome } from './room.ts';
import type { Going } from './screen.ts';
import { waitsWith, withKept } from './type-ahead.ts';

/** The one reducer: every key and every answer of the engine goes through here, one at a time. */
export function reduceApp(state: AppState, event: AppEvent): AppState {
  const { status } = state;
  switch (event.type) {
    case 'resize':
      return { ...state, size: event.size };
    case 'status':
      return { ...state, status: { ...status, loading: false, status: event.status, problem: null } };
    case 'status-failed':
      return { ...state, status: { ...status, loading: false, problem: event.problem } };
    case 'jobs':
      return withJobs(state, event.jobs);
    case 'room': {
      const room = state.rooms.get(event.route);
      if (room === undefined) return state;
      const received = room.receive(event.event);
      const isInFront = received.notice !== null && roomOfApp(state).route === event.route;
      const heard = isInFront ? { ...state, notice: received.notice } : state;
      const told = withRoom(withJobsMoved(heard, event.event), received.room);
      return withKept(received.changes ? { ...told, status: askedAgain(told) } : told, stroke);
    }
    case 'folders':
      return withRoom(state, roomOfApp(state).found(event.text, event.found));
    case 'paste':
      return paste(state, pastedLine(event.text));
    case 'stroke':
      if (waitsWith(state, event.stroke)) return { ...state, ahead: [...state.ahead, event.stroke] };
      return stroke({ ...state, notice: null, ahead: [] }, event.stroke);
  }
}

function askedAgain({ status }: AppState): AppState['status'] {
  return { ...status, loading: true, asked: status.asked + 1 };
}

/** What a followed job has come to is known at once; the others are looked at anew. */
function withJobsMoved(state: AppState, event: unknown): AppState {
  if (!movesJobs(event)) return state;
  const asked = jobsAskedAgain(state);
  const { jobs } = asked.status;
  return jobs === null ? asked : { ...asked, status: { ...asked.status, jobs: jobsAfter(jobs, event) } };
}

function jobsAskedAgain(state: AppState): AppState {
  const { status } = state;
  return { ...state, status: { ...status, jobsAsked: status.jobsAsked + 1 } };
}

/** What is at work; at the first look it is said, with the key that leads there. */
function withJobs(state: AppState, jobs: readonly JobSummary[]): AppState {
  const { status } = state;
  if (sameJobs(status.jobs, jobs)) return state;
  const known = { ...state, status: { ...status, jobs } };
  if (status.jobs !== null || state.notice !== null || roomOfApp(state).route === 'jobs') return known;
  if (jobs.some(isAtWork)) return { ...known, notice: 'jobsRun' };
  return jobs.some(isWaiting) ? { ...known, notice: 'jobsWait' } : known;
}

function withRoom(state: AppState, room: Room): AppState {
  if (state.rooms.get(room.route) === room) return state;
  return { ...state, rooms: new Map(state.rooms).set(room.route, room) };
}

function viewOf(state: AppState): { readonly body: ReturnType<typeof bodyOf>; readonly messages: Messages } {
  return { body: bodyOf(state.size), messages: messagesFor(state.language) };
}

/** A text pasted where a text can go is typed there; elsewhere it is no row of key presses but a mistake. */
function paste(state: AppState, text: string): AppState {
  if (!takesText(contextOf(state))) return { ...state, notice: 'pasteNowhere' };
  return pressed({ ...state, notice: null }, { kind: 'text', text }) ?? { ...state, notice: 'pasteNowhere' };
}

function stroke(state: AppState, name: string): AppState {
  const meaning = meaningOf(contextOf(state), name);
  const action = meaning.kind === 'action' ? meaning.action : null;
  if (action === 'interrupt') return interrupt(state);
  const calm = { ...state, armed: false };
  return (
    pressed(calm, meaning) ?? {
      ...calm,
      notice: typedBy(name) === null && action === null ? null : 'notHere',
    }
  );
}

/** The state after a key or an entry of the palette; null when it means nothing here. */
function pressed(state: AppState, meaning: Meaning): AppState | null {
  const action = meaning.kind === 'action' ? meaning.action : null;
  const own = action === null ? null : ofTheShell(state, action);
  if (own !== null) return own;
  if (state.overlay !== null) return overlaid(state, meaning);
  const outcome = roomOfApp(state).press({ meaning, view: viewOf(state) });
  return outcome === null ? null : led(state, outcome);
}

/** What the shell does on every screen. */
function ofTheShell(state: AppState, action: Action): AppState | null {
  switch (action) {
    case 'suspend':
      return { ...state, suspends: state.suspends + 1 };
    case 'redraw':
      return { ...state, redraws: state.redraws + 1 };
    case 'print':
      return { ...state, prints: state.prints + 1 };
    case 'help':
    case 'command':
      return state.overlay === null ? { ...state, overlay: action, top: 0 } : null;
    case 'palette':
      if (state.overlay !== null) return state;
      return { ...state, overlay: 'palette', palette: paletteOver(roomOfApp(state).context) };
    case 'jobs':
      return state.overlay === null ? went(state, 'jobs') : null;
    case 'quit':
      return state.overlay === null ? quit(state) : null;
    default:
      return null;
  }
}

function overlaid(state: AppState, meaning: Meaning): AppState | null {
  const told = pressOverlay(state, { meaning, view: viewOf(state) });
  switch (told.kind) {
    case 'state':
      return told.state;
    case 'go':
      return went(told.state, told.going);
    case 'action':
      return pressed(told.state, { kind: 'action', action: told.action }) ?? told.state;
  }
}

/** Ctrl-C asks while something runs, and again asks to leave; with nothing running the second one leaves. */
function interrupt(state: AppState): AppState {
  if (state.overlay === 'quit') return { ...state, leaving: 'at-once' };
  const busy = busyRoom(state);
  if (busy === null)
    return state.armed
      ? { ...state, leaving: 'at-once' }
      : { ...state, armed: true, notice: 'interruptAgain' };
  if (busy.context === 'ask') return quit(state);
  const shown = { ...went({ ...state, overlay: null }, busy.route), notice: null };
  return pressed(shown, { kind: 'action', action: 'stop' }) ?? quit(state);
}

function quit(state: AppState): AppState {
  const jobs = state.status.jobs ?? [];
  const asks = [...state.rooms.values()].some((room) => room.busy || room.unsaved) || jobs.some(isAtWork);
  return asks ? { ...state, overlay: 'quit', top: 0 } : { ...state, leaving: 'for-good' };
}

/** The screen that is gone to comes to the front; one that lies on the way here is gone back to. */
function went(state: AppState, going: Going): AppState {
  const route = typeof going === 'string' ? going : going.route;
  const begun = typeof going === 'string' ? (state.rooms.get(route) ?? openRoom(going)) : openRoom(going);
  const known = begun === state.rooms.get(route);
  const room = known || typeof going === 'string' ? begun.entered() : begun;
  const at = state.way.indexOf(route);
  const way = at < 0 ? [...state.way, route] : state.way.slice(0, at + 1);
  return withRoom({ ...state, way, notice: null }, room);
}

/** A language that was said for this run stays until another one is chosen. */
function setAs(state: AppState, change: Partial<Settings>): AppState {
  const { surroundings } = state;
  const settings = { ...state.settings, ...change };
  const chosen = settings.language !== state.settings.language;
  const language = chosen ? (settings.language ?? surroundings.language) : state.language;
  return { ...state, settings, language, look: lookOf(settings, surroundings) };
}

function led(state: AppState, outcome: RoomOutcome): AppState {
  const { room, notice = null, go, leave, open, settings, refresh } = outcome;
  let next: AppState = withRoom({ ...state, notice }, room);
  if (settings !== undefined) next = setAs(next, settings);
  if (refresh === true) next = { ...next, status: askedAgain(next) };
  if (leave === true) next = { ...went(next, next.way.at(-2) ?? 'home'), notice };
  if (go !== undefined) next = { ...went(next, go), notice };
  if (open === 'quit') return quit(next);
  if (open === 'palette') return { ...next, overlay: open, palette: paletteOver(room.context) };
  return open === undefined ? next : { ...next, overlay: open, top: 0 };
}
