import type { SourceNews, Unfinished } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes, localTime, relativeDay } from '../../messages/measure.ts';
import { cleanText } from '../../ui/text.ts';
import type { Tone } from '../../ui/theme.ts';
import type { Need } from './home-needs.ts';

/** What needs doing, as a line. */
export function needText(
  need: Need,
  now: Date,
  messages: Messages,
): { readonly text: string; readonly tone: Tone } {
  const { needs } = messages.home;
  switch (need.kind) {
    case 'expired':
    case 'expires': {
      const when = relativeDay(need.when, now, messages);
      const text = needs[need.kind](cleanText(need.file), when, need.more);
      return { text, tone: need.kind === 'expired' ? 'bad' : 'warn' };
    }
    case 'unreadable': {
      const texts: Readonly<Record<string, { title(facts: object): string } | undefined>> = messages.errors;
      return { text: cleanText(texts[need.code]?.title({}) ?? need.message), tone: 'bad' };
    }
    case 'interrupted':
      return { text: needs.interrupted(jobText(need.job, messages)), tone: 'warn' };
    case 'running':
      return { text: needs.running(jobText(need.job, messages), percentOf(need.job)), tone: 'plain' };
    case 'waiting': {
      const { component, owner, signedBy } = need.change;
      const text = needs.waiting(component, owner, signedBy.length);
      return { text: cleanText(text), tone: 'warn' };
    }
    case 'unfinished':
      return { text: unfinishedText(need.chosen, messages), tone: 'warn' };
    case 'news':
      return { text: newsText(need.news, messages), tone: 'plain' };
    case 'disk':
      return { text: needs.disk(humanBytes(need.free, messages)), tone: 'warn' };
    case 'none':
      return { text: needs.none, tone: 'warn' };
  }
}

/** How much was chosen, and when. */
function unfinishedText(chosen: Unfinished, { home }: Messages): string {
  const { unfinished } = home.needs;
  const when = localTime(chosen.when);
  if (chosen.kind === 'merge') return unfinished.merge(chosen.request.decisions?.length || null, when);
  const { request, answers } = chosen;
  return unfinished.clone(request.full === true ? null : answers.components.length, when);
}

/** The first component by name, how many more, and where. */
function newsText({ newer, source }: SourceNews, messages: Messages): string {
  const all = Object.entries(newer).sort();
  const [id = '', version = ''] = all[0] ?? [];
  return messages.home.needs.news(cleanText(`${id} ${version}`), all.length - 1, cleanText(source));
}

type Job = (Need & { readonly kind: 'running' })['job'];

function jobText({ kind, title }: Job, messages: Messages): string {
  return `${messages.jobs.kinds[kind]} ${cleanText(title.target)}`;
}

/** Null for what has no end, or before it is known. */
function percentOf({ progress }: Job): number | null {
  return progress.total > 0 ? Math.floor((progress.done / progress.total) * 100) : null;
}
