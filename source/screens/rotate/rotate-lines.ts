import type { NewRootResult, RotatePlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { localTime } from '../../messages/measure.ts';
import { shellWord } from '../../messages/shell-word.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { shortKeys, whoSigns } from '../work/signing-lines.ts';
import type { Done, Planned } from './rotate-planned.ts';

function rotationLines(plan: RotatePlan, messages: Messages): readonly ReportLine[] {
  const { rotation, units } = messages;
  const { version } = plan.root;
  const { from, to } = plan.expires;
  return [
    {
      text: rotation.nextRoot(version - 1, version, localTime(from), localTime(to)),
      tone: 'title',
      indent: 2,
    },
    ...plan.changes.map(({ role, added, removed, threshold }) => {
      const changes = [
        ...added.map((key) => rotation.keyAdded(key.slice(0, 16))),
        ...removed.map((key) => rotation.keyRemoved(key.slice(0, 16))),
        ...(threshold.from === threshold.to ? [] : [rotation.thresholdChange(threshold.from, threshold.to)]),
      ];
      return { text: rotation.roleChange(role, changes.join(units.listJoin)), indent: 4 };
    }),
    ...plan.stores.map(({ role, key }) => ({ text: rotation.storesKey(key.slice(0, 16), role), indent: 2 })),
    { text: '' },
    ...whoSigns(plan, messages),
    ...missingLines(plan, messages),
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

function newRootLines(
  { mirror, version, fingerprint }: NewRootResult,
  messages: Messages,
): readonly ReportLine[] {
  const { rotation, commands } = messages;
  const address = rotation.addressOfMirror;
  return [
    { text: rotation.newRootMade(version), tone: 'good' },
    { text: commands.itsFingerprint(fingerprint), indent: 2 },
    { text: rotation.clientsSet(`mirrordeck mirror set ${shellWord(cleanText(mirror))}`), indent: 2 },
    { text: rotation.stockOverHttp(`tiup mirror set ${address} --root ${address}/root.json`), indent: 2 },
  ];
}

/** What came of it; or where the file lies that now goes to the signers. */
export function doneLines(done: Done, messages: Messages): readonly ReportLine[] {
  const { rotation, commands, rotating } = messages;
  if (done.kind === 'new-root') return newRootLines(done.result, messages);
  const { saved, signedBy } = done.result;
  if (saved !== null) {
    const path = cleanText(saved);
    return [
      { text: rotation.saved(path), tone: 'good', indent: 2 },
      { text: rotation.nowSign(`mirrordeck mirror sign ${shellWord(path)} -k <key>`), indent: 2 },
      { text: rotating.thenResume },
    ];
  }
  const signed = { text: rotation.signedBy(shortKeys(signedBy, messages)), indent: 2 };
  if (done.kind === 'transfer') {
    const { component, owner } = done.result;
    return [{ text: rotation.transferred(cleanText(component), cleanText(owner)), tone: 'good' }, signed];
  }
  const { version, fingerprint } = done.result;
  return [
    { text: rotation.rotated(version), tone: 'good' },
    signed,
    { text: commands.itsFingerprint(fingerprint), indent: 2 },
  ];
}
