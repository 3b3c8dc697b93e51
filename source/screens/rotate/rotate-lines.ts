import type { RotatePlan, SigningWay } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { localTime } from '../../messages/measure.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { shortKeys, whoSigns } from '../work/signing-lines.ts';
import type { Planned } from './rotate-planned.ts';

/** What becomes of the keys of each role. */
export function changeLines(
  { changes: all }: Pick<RotatePlan, 'changes'>,
  { rotation, units }: Messages,
): readonly ReportLine[] {
  return all.map(({ role, added, removed, threshold }) => {
    const changes = [
      ...added.map((key) => rotation.keyAdded(key.slice(0, 16))),
      ...removed.map((key) => rotation.keyRemoved(key.slice(0, 16))),
      ...(threshold.from === threshold.to ? [] : [rotation.thresholdChange(threshold.from, threshold.to)]),
    ];
    return { text: rotation.roleChange(role, changes.join(units.listJoin)), indent: 4 };
  });
}

function rotationLines(plan: RotatePlan, messages: Messages): readonly ReportLine[] {
  const { rotation } = messages;
  const { version } = plan.root;
  const { from, to } = plan.expires;
  return [
    {
      text: rotation.nextRoot(version - 1, version, localTime(from), localTime(to)),
      tone: 'title',
      indent: 2,
    },
    ...changeLines(plan, messages),
    ...plan.stores.map(({ role, key }) => ({ text: rotation.storesKey(key.slice(0, 16), role), indent: 2 })),
    ...enterLines(plan.way, messages),
    ...missingLines(plan, messages),
    { text: '' },
    ...whoSigns(plan, messages),
  ];
}

/** Keys that a carried file needs in the end, and nobody is asked for before. */
function missingLines({ missing }: RotatePlan, messages: Messages): readonly ReportLine[] {
  if (missing.length === 0) return [];
  const { rotation, upkeep } = messages;
  return [
    ...missing.map(({ name, needed, got, keys }) => ({
      text: upkeep.missingKeys(name, needed, got, shortKeys(keys, messages)),
      tone: 'warn' as const,
      indent: 2,
    })),
    { text: rotation.bringKeys, tone: 'warn', indent: 2 },
  ];
}

/** What Enter does, where no server says it. */
function enterLines(way: SigningWay, { rotating }: Messages): readonly ReportLine[] {
  if (way.kind === 'server') return [];
  return [
    { text: way.kind === 'file' ? rotating.byFile(cleanText(way.path)) : rotating.byKeysHere, indent: 2 },
  ];
}

/** Everything that a change is going to do, and what it breaks. */
export function planLines({ kind, plan }: Planned, messages: Messages): readonly ReportLine[] {
  const { rotation, clone } = messages;
  const own = (): readonly ReportLine[] => {
    switch (kind) {
      case 'rotate':
        return rotationLines(plan, messages);
      case 'transfer':
        return [
          {
            text: rotation.transfer(cleanText(plan.component), cleanText(plan.from), cleanText(plan.to)),
            tone: 'title',
          },
          ...whoSigns(plan, messages),
          ...enterLines(plan.way, messages),
        ];
      case 'new-root':
        return [
          { text: rotation.newRootAhead(plan.version, cleanText(plan.keyDir)), tone: 'title', indent: 2 },
          { text: rotation.clientsStop, tone: 'bad' },
        ];
    }
  };
  return [
    ...own(),
    { text: '' },
    ...plan.signs.map(({ file, version, expires }) => ({
      text: `${clone.review.signs}: ${clone.review.signLine(cleanText(file), version, localTime(expires))}`,
      tone: 'quiet' as const,
      indent: 2,
    })),
  ];
}
