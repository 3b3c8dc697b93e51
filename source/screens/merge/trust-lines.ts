import type { Messages } from '../../messages/index.ts';
import { localTime, relativeDay } from '../../messages/measure.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { groupedFingerprint, shortFingerprint } from '../fingerprint.ts';
import { type MergeState, mustCompare } from './merge-state.ts';

/** One source that was read and verified: what is in it, and the root that all of it hangs on. */
export function trustLines(state: MergeState, now: Date, messages: Messages): readonly ReportLine[] {
  const met = state.met[state.looking];
  if (met === undefined) return [];
  const { identity, components, versions, clientVersion, expires } = met.report;
  const { merge: text, sources, home, units } = messages;
  const [soonest] = expires;
  const isAsked = mustCompare(met, state);
  return [
    {
      text: text.trust.title(cleanText(identity.address), state.looking + 1, state.met.length),
      tone: 'title',
      indent: 2,
    },
    { text: text.trust.verified, tone: 'good' },
    { text: `  ${sources.report.contents(components, versions, clientVersion)}`, indent: 2 },
    { text: `  ${sources.asking.owners(cleanText(identity.owners.join(units.listJoin)))}`, indent: 4 },
    ...(soonest === undefined
      ? []
      : [
          {
            text: `  ${home.expires(cleanText(soonest.file), relativeDay(soonest.expires, now, messages), localTime(soonest.expires))}`,
            indent: 4,
          },
        ]),
    { text: `  ${home.trust(identity.trust, shortFingerprint(identity.fingerprint))}`, indent: 4 },
    { text: groupedFingerprint(identity.fingerprint), tone: 'accent' },
    { text: '' },
    isAsked ? { text: text.trust.compare, tone: 'warn' } : { text: text.trust.known, tone: 'quiet' },
  ];
}
