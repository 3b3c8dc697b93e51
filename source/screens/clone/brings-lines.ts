import type { Messages } from '../../messages/index.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import type { CloneState } from './clone-state.ts';

/** What a preset brings, by reason: a line each. */
export function bringsLines(
  { brings }: Pick<CloneState, 'brings'>,
  messages: Messages,
): readonly ReportLine[] {
  if (brings === null) return [];
  const text = messages.presets;
  const { listJoin } = messages.units;
  const reasons = [...new Set(brings.components.map(({ reason }) => reason))];
  const lines = reasons.map((reason): ReportLine => {
    const ids = brings.components
      .filter((one) => one.reason === reason)
      .map(({ id, versions }) => `${id} ${versions.join(' ')}`);
    return { text: `  ${text.because(text.reasons[reason], cleanText(ids.join(listJoin)))}`, indent: 4 };
  });
  const absent = brings.absent.map(({ id }) => id).join(listJoin);
  return [
    { text: text.brings(cleanText(brings.name)), tone: 'title' },
    { text: '' },
    ...lines,
    ...(absent === '' ? [] : [{ text: '' }, { text: text.absent(cleanText(absent)), tone: 'warn' as const }]),
  ];
}
