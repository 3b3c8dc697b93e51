import type { HomeStatus, JobSummary, SourceNews, Unfinished, WaitingChange } from '../../engine/index.ts';
import { daysUntil } from '../../messages/measure.ts';
import { presetOf } from '../clone/preset.ts';
import type { Going, Route } from '../screen.ts';

/** What the first page knows. */
export type HomeFacts = {
  readonly status: HomeStatus | null;
  /** When that was looked at, RFC 3339. */
  readonly at: string;
  readonly jobs: readonly JobSummary[];
  readonly news: SourceNews | null;
  /** Changes of the current mirror that wait for signatures. */
  readonly waiting: readonly WaitingChange[];
  /** What was chosen before the line was lost. */
  readonly unfinished: readonly Unfinished[];
  /** The screens that there are. */
  readonly routes: readonly Route[];
};

/** Something that needs doing, or looking at. */
export type Need =
  | {
      readonly kind: 'expired' | 'expires';
      readonly file: string;
      readonly when: string;
      readonly more: number;
    }
  | { readonly kind: 'unreadable'; readonly code: string; readonly message: string }
  | { readonly kind: 'interrupted' | 'running'; readonly job: JobSummary }
  | { readonly kind: 'waiting'; readonly change: WaitingChange }
  | { readonly kind: 'unfinished'; readonly chosen: Unfinished }
  | { readonly kind: 'news'; readonly news: SourceNews }
  | { readonly kind: 'disk'; readonly free: number }
  | { readonly kind: 'none' };

/** Own mirrors are renewed by hand: this is when it begins to be due. Days. */
const due = 14;

/** Free space below which the next clone or install is likely to fail. Bytes. */
const little = 5_000_000_000;

/** What needs doing, the most urgent first. */
export function needsOf({ status, at, jobs, news, waiting, unfinished }: HomeFacts): readonly Need[] {
  const of = (...states: readonly string[]) => jobs.filter(({ state }) => states.includes(state));
  const stopped = of('interrupted', 'paused').map((job) => ({ kind: 'interrupted', job }) as const);
  const running = of('queued', 'running').map((job) => ({ kind: 'running', job }) as const);
  const free = status?.diskFree ?? null;
  return [
    ...(status === null ? [] : expiryNeeds(status, new Date(at))),
    ...(status?.problem ? [{ kind: 'unreadable', ...status.problem } as const] : []),
    ...stopped,
    ...waiting.map((change) => ({ kind: 'waiting', change }) as const),
    ...unfinished.map((chosen) => ({ kind: 'unfinished', chosen }) as const),
    ...(news === null ? [] : [{ kind: 'news', news } as const]),
    ...(free !== null && free < little ? [{ kind: 'disk', free } as const] : []),
    ...(status !== null && status.address === null && !status.problem ? [{ kind: 'none' } as const] : []),
    ...running,
  ];
}

/** One line for all that has expired, one for all that is due; a mirror elsewhere is renewed by its operator. */
function expiryNeeds({ address, report }: HomeStatus, now: Date): readonly Need[] {
  const days = (report?.expires ?? []).map((fact) => ({ ...fact, left: daysUntil(fact.expires, now) }));
  const isOurs = address !== null && !/^https?:/i.test(address);
  const line = (kind: 'expired' | 'expires', facts: typeof days): readonly Need[] => {
    const [first] = facts;
    if (first === undefined) return [];
    return [{ kind, file: first.file, when: first.expires, more: facts.length - 1 }];
  };
  return [
    ...line(
      'expired',
      days.filter(({ left }) => left < 0),
    ),
    ...line(
      'expires',
      days.filter(({ left }) => isOurs && left >= 0 && left < due),
    ),
  ];
}

/** The screens that may settle it, the best one first. */
const remedies = {
  expired: ['expiry', 'sources'],
  expires: ['expiry', 'sources'],
  unreadable: ['doctor', 'sources'],
  interrupted: ['jobs', 'clone'],
  running: ['jobs', 'clone'],
  waiting: ['rotate'],
  news: ['clone'],
  disk: ['prune', 'doctor', 'settings'],
  none: ['setup', 'sources'],
} as const satisfies Record<Exclude<Need['kind'], 'unfinished'>, readonly string[]>;

/** Where a need is settled. */
export function remedyOf(need: Need, routes: readonly Route[]): Route {
  const wanted: readonly string[] = need.kind === 'unfinished' ? [need.chosen.kind] : remedies[need.kind];
  const found = wanted.map((name) => routes.find((route) => route === name)).find(Boolean);
  return found ?? 'sources';
}

/** How to go there. */
export function goingTo(need: Need, routes: readonly Route[]): Going {
  if (need.kind === 'unfinished') return goingOn(need.chosen);
  if (need.kind !== 'news') return remedyOf(need, routes);
  const { source, mirror } = need.news;
  return { route: 'clone', with: { source, target: mirror, begin: 'way' } };
}

/** With what was chosen, to where it is chosen: nothing is carried out by that. */
function goingOn(chosen: Unfinished): Going {
  const { id: kept } = chosen;
  return chosen.kind === 'merge'
    ? { route: 'merge', with: { request: chosen.request, kept } }
    : { route: 'clone', with: { ...presetOf(chosen.request, 'components'), answers: chosen.answers, kept } };
}
