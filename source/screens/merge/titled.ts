import type { ReportLine } from '../../ui/pager.tsx';

/** Lines under a heading; nothing when there are none. */
export function titled(title: string, lines: readonly ReportLine[]): readonly ReportLine[] {
  return lines.length === 0 ? [] : [{ text: '' }, { text: title, tone: 'title' }, ...lines];
}
