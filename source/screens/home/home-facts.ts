import type { HomeStatus } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { daysUntil, humanBytes, localTime, relativeDay } from '../../messages/measure.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText, clipMiddle, wrapText } from '../../ui/text.ts';
import type { Tone } from '../../ui/theme.ts';
import { shortFingerprint } from '../fingerprint.ts';

export type Fact = { readonly label: string; readonly text: string; readonly tone?: Tone };

/** What is known of this home, a fact a line, what matters most first. */
export function homeFacts(status: HomeStatus, now: Date, messages: Messages): readonly Fact[] {
  const { labels, trust, contents, none } = messages.home;
  const { report } = status;
  const facts: Fact[] = [{ label: labels.mirror, text: status.address ?? none.mirror }];
  if (report !== null) {
    const { identity, components, versions, clientVersion } = report;
    facts.push({ label: labels.trust, text: trust(identity.trust, shortFingerprint(identity.fingerprint)) });
    facts.push({ label: labels.contents, text: contents(components, versions, clientVersion) });
    facts.push(...expiryFacts(status, now, messages));
  }
  const free = status.diskFree === null ? messages.units.unknown : humanBytes(status.diskFree, messages);
  facts.push({ label: labels.home, text: messages.home.disk(status.home, free) });
  const installed = status.installed.map(({ component, versions }) =>
    `${component} ${versions[0] ?? ''}`.trim(),
  );
  facts.push({
    label: labels.installed,
    text: installed.length === 0 ? none.installed : installed.join(messages.units.listJoin),
  });
  return facts;
}

function expiryFacts({ report }: HomeStatus, now: Date, messages: Messages): readonly Fact[] {
  const [soonest] = report?.expires ?? [];
  if (soonest === undefined) return [];
  const { file, expires } = soonest;
  const days = daysUntil(expires, now);
  const text = messages.home.expires(file, relativeDay(expires, now, messages), localTime(expires));
  return [
    { label: messages.home.labels.expires, text, tone: days < 0 ? 'bad' : days < 7 ? 'warn' : 'plain' },
  ];
}

export type FactRow = Fact & { readonly id: number };

/** Facts as rows of the screen: an address cut in its middle, a sentence on two lines when one is too short. */
export function factRows(facts: readonly Fact[], width: number): readonly FactRow[] {
  return facts
    .flatMap((fact) => {
      const text = cleanText(fact.text);
      const lines = /[ \u3000-\u9fff]/.test(text)
        ? wrapText(text, width).slice(0, 2)
        : [clipMiddle(text, width)];
      return lines.map((line, at) => ({ ...fact, text: line, label: at === 0 ? fact.label : '' }));
    })
    .map((row, id) => ({ ...row, id }));
}

/** All facts to be read in full. */
export function factLines(
  { status, at }: { readonly status: HomeStatus | null; readonly at: string },
  messages: Messages,
): readonly ReportLine[] {
  if (status === null) return [{ text: messages.home.loading, tone: 'quiet' }];
  return homeFacts(status, new Date(at), messages).flatMap(({ label, text, tone }) => [
    { text: label, tone: 'quiet' as const },
    { text: `  ${cleanText(text)}`, indent: 2, ...(tone === undefined ? {} : { tone }) },
  ]);
}
