import type { PrunedFile, PrunePlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes, localTime } from '../../messages/measure.ts';
import { mergedWarnings } from '../../messages/merged-warnings.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';

/** What has to be typed before anything goes: the last part of the mirror's name. */
export function nameToType({ mirror }: Pick<PrunePlan, 'mirror'>): string {
  return mirror.split('/').findLast((part) => part !== '') ?? mirror;
}

/** When the first of some files may be deleted. */
export function firstDue(files: readonly PrunedFile[]): string | null {
  const [first] = [...files].sort((left, right) => Date.parse(left.due) - Date.parse(right.due));
  return first === undefined ? null : localTime(first.due);
}

/** Bytes that the versions free, once their files are deleted. */
export function bytesOfVersions({ yanks }: Pick<PrunePlan, 'yanks'>): number {
  return yanks.reduce((sum, { bytes }) => sum + bytes, 0);
}

function section(
  title: string,
  lines: readonly ReportLine[],
  tone: 'title' | 'warn' = 'title',
): ReportLine[] {
  return lines.length === 0 ? [] : [{ text: '' }, { text: title, tone }, ...lines];
}

function yankLines({ yanks }: PrunePlan, messages: Messages): readonly ReportLine[] {
  return yanks.map(({ component, version, platforms, released, bytes }) => ({
    text: `  ${messages.prune.version(
      cleanText(`${component} ${version}`),
      cleanText(platforms.join(' ')),
      localTime(released).slice(0, 10),
      humanBytes(bytes, messages),
    )}`,
    indent: 4,
  }));
}

/** Everything that the plan does, before it is done. */
export function reviewLines(plan: PrunePlan, messages: Messages): readonly ReportLine[] {
  const { prune, care, clone, units, upkeep } = messages;
  const { yanks, deletes, waits, signs, missing, warnings, bytes } = plan;
  const due = firstDue(waits);
  const nothing = yanks.length + deletes.length === 0;
  return [
    { text: cleanText(plan.mirror), tone: 'title', indent: 2 },
    ...(nothing ? [{ text: care.nothingToPrune, tone: 'good' as const }] : []),
    ...section(
      care.willPrune(units.versions(yanks.length), humanBytes(bytesOfVersions(plan), messages)),
      yankLines(plan, messages),
      'warn',
    ),
    ...(yanks.length === 0 ? [] : [{ text: `  ${prune.yankMeans}`, tone: 'quiet' as const, indent: 2 }]),
    ...section(
      care.willDelete(units.files(deletes.length), humanBytes(bytes.deletes, messages)),
      deletes.map(({ file, bytes: size, kind }) => ({
        text: `  ${cleanText(file)} (${humanBytes(size, messages)}): ${care.fileKinds[kind]}`,
        indent: 4,
      })),
      'warn',
    ),
    ...(deletes.length === 0 ? [] : [{ text: `  ${prune.deleteMeans}`, tone: 'quiet' as const, indent: 2 }]),
    ...(due === null
      ? []
      : [
          { text: '' },
          {
            text: care.waiting(units.files(waits.length), humanBytes(bytes.waits, messages), due),
            indent: 2,
          },
        ]),
    ...section(
      clone.review.signs,
      signs.map(({ file, version, expires }) => ({
        text: `  ${clone.review.signLine(cleanText(file), version, localTime(expires))}`,
      })),
    ),
    ...section(
      prune.missing,
      missing.map(({ name, needed, got, keys }) => ({
        text: `  ${upkeep.missingKeys(cleanText(name), needed, got, keys.map((id) => id.slice(0, 16)).join(units.listJoin))}`,
        indent: 4,
      })),
      'warn',
    ),
    ...section(
      clone.review.warnings,
      mergedWarnings(warnings, messages).map(({ code, facts }) => ({
        text: `  ${cleanText(messages.warnings[code](facts))}`,
        indent: 4,
      })),
    ),
  ];
}
