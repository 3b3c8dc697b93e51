import type { EngineEvent, PlannedQuorum, SigningPlan, SigningWay } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { commandReport } from '../command-rows.ts';

export type Signing = Extract<EngineEvent, { readonly type: 'signing' }>;

/** Ids of keys as a person compares them. */
export function shortKeys(ids: readonly string[], { units }: Messages): string {
  return ids.map((id) => id.slice(0, 16)).join(units.listJoin);
}

function whose(quorum: string, { rotation }: Messages): string {
  if (quorum === 'old') return rotation.oldKeys;
  return quorum === 'new' ? rotation.newKeys : rotation.keysOf(cleanText(quorum));
}

function quorumLines(quorums: readonly PlannedQuorum[], messages: Messages): readonly ReportLine[] {
  const { rotation } = messages;
  return quorums.flatMap(({ name, needed, signed, here, elsewhere }): readonly ReportLine[] => {
    const enough = signed.length + here.length >= needed;
    return [
      {
        text: rotation.quorum(whose(name, messages), needed, signed.length, here.length),
        tone: enough ? 'good' : 'warn',
        indent: 2,
      },
      ...(enough ? [] : [{ text: rotation.toBeAsked(shortKeys(elsewhere, messages)), indent: 4 }]),
    ];
  });
}

/** Who has to sign, and how those are reached whose keys are not here. */
export function whoSigns({ quorums, way }: SigningPlan, messages: Messages): readonly ReportLine[] {
  return [...quorumLines(quorums, messages), ...serverLines(way, messages)];
}

/** What the signing server will do, and who reaches it. */
export function serverLines(way: SigningWay, messages: Messages): readonly ReportLine[] {
  if (way.kind !== 'server') return [];
  const isLocal = way.host === 'localhost' || way.host.startsWith('127.');
  return [
    { text: messages.rotating.byServer(`${way.host}:${way.port}`), indent: 2 },
    { text: isLocal ? messages.rotating.onlyHere : messages.rotation.whoReaches, tone: 'quiet' },
  ];
}

/** For one file, where the keys are that sign it: here, or with others. */
export function fileSignersLines(
  quorums: readonly PlannedQuorum[],
  messages: Messages,
): readonly ReportLine[] {
  const { rotation } = messages;
  return quorums.map(({ name, needed, signed, here, elsewhere }) => {
    const places = [
      { keys: signed, told: rotation.keysSigned },
      { keys: here, told: rotation.keysHere },
      { keys: elsewhere, told: rotation.keysElsewhere },
    ].flatMap(({ keys, told }) => (keys.length === 0 ? [] : [told(shortKeys(keys, messages))]));
    const enough = signed.length + here.length >= needed;
    return {
      text: `    ${rotation.signsFile(whose(name, messages), needed, places.join(rotation.placesJoin))}`,
      tone: enough ? ('quiet' as const) : ('warn' as const),
      indent: 6,
    };
  });
}

/** The signatures, live: where others sign, who has, and how many are still needed. What has all of its own goes last. */
export function waitingLines(
  signings: readonly Signing[],
  keptIn: string,
  width: number,
  messages: Messages,
): readonly ReportLine[] {
  const { rotating } = messages;
  const [open, done] = [false, true].map((isDone) => signings.filter((one) => isComplete(one) === isDone));
  return [
    { text: rotating.waiting, tone: 'title' },
    ...(open ?? []).flatMap((one) => openLines(one, signings.length > 1, width, messages)),
    ...(done ?? []).flatMap((one) => doneLines(one, messages)),
    { text: '' },
    { text: keptIn, tone: 'quiet', indent: 2 },
  ];
}

function isComplete({ quorums }: Signing): boolean {
  return quorums.every(({ got, needed }) => got >= needed);
}

function standingLines({ quorums, signed }: Signing, messages: Messages): readonly ReportLine[] {
  const { rotation } = messages;
  return [
    ...quorums.map(({ name, got, needed }) => ({
      text: rotation.standing(whose(name, messages), got, needed),
      tone: got >= needed ? ('good' as const) : ('warn' as const),
    })),
    ...(signed.length === 0 ? [] : [{ text: rotation.signedBy(shortKeys(signed, messages)), indent: 2 }]),
  ];
}

function openLines(
  signing: Signing,
  named: boolean,
  width: number,
  messages: Messages,
): readonly ReportLine[] {
  const { rotation } = messages;
  const { file, addresses, quorums } = signing;
  return [
    ...(named ? [{ text: '' }, { text: cleanText(file), tone: 'accent' as const }] : []),
    ...addresses.flatMap((address) => commandReport(['mirrordeck mirror sign', cleanText(address)], width)),
    ...(named ? [] : [{ text: '' }]),
    ...standingLines(signing, messages),
    ...quorums
      .filter(({ missing, got, needed }) => missing.length > 0 && got < needed)
      .map(({ missing }) => ({ text: rotation.toBeAsked(shortKeys(missing, messages)), indent: 4 })),
  ];
}

function doneLines(signing: Signing, messages: Messages): readonly ReportLine[] {
  return [
    { text: '' },
    { text: cleanText(signing.file), tone: 'accent' },
    ...standingLines(signing, messages),
  ];
}
