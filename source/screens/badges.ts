import { daysUntil } from '../messages/measure.ts';
import type { Badge } from '../ui/heading.ts';
import { isAtWork, isWaiting } from './jobs-at-work.ts';
import type { World } from './screen.ts';

/** Expiries farther away than this are no news. Days. */
const soon = 30;

/** Jobs that are at work, or else those that stopped before their end. */
function jobBadges({ status, messages }: World): readonly Badge[] {
  const jobs = status.jobs ?? [];
  const working = jobs.filter(isAtWork).length;
  if (working > 0) return [{ text: messages.jobsView.atWork(working), tone: 'accent' }];
  const waiting = jobs.filter(isWaiting).length;
  return waiting === 0 ? [] : [{ text: messages.jobsView.waiting(waiting), tone: 'warn' }];
}

function expiryBadges({ status, messages, now }: World): readonly Badge[] {
  const next = status.status?.report?.expires[0];
  if (next === undefined) return [];
  const days = daysUntil(next.expires, now());
  if (days >= soon) return [];
  const text = days < 0 ? messages.shell.badges.expired : messages.shell.badges.expires(days);
  return [{ text, tone: days < 7 ? 'bad' : 'warn' }];
}

/** What the header says on every screen: what is at work, and what expires next. */
export function badgesOf(world: World): readonly Badge[] {
  return [...jobBadges(world), ...expiryBadges(world)];
}
