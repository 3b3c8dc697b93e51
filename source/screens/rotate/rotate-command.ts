import type { Messages } from '../../messages/index.ts';
import { shellWord } from '../../messages/shell-word.ts';
import { cleanText } from '../../ui/text.ts';
import { changesOf } from './role-draft.ts';
import type { Done } from './rotate-planned.ts';
import type { RotateState } from './rotate-state.ts';
import { valuesOf, type Wish, wishFor } from './rotate-wish.ts';

const flag = (name: string, value: string | number | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : [`${name} ${shellWord(String(value))}`];

/** Enough of an id to name a key, and to fit a line. */
const short = (id: string): string => id.slice(0, 16);

/** The commands of a step, each in parts: what it does, or what others run for it. None where nothing is asked for. */
export function commandsOf(state: RotateState, messages: Messages): readonly (readonly string[])[] {
  const { signing, work, step, done } = state;
  if (work.task !== null && signing !== null)
    return signing.addresses.map((address) => ['mirrordeck mirror sign', cleanText(address)]);
  if (step === 'done' && done !== null) return doneCommands(done, messages);
  const own = commandOf(state);
  return own.length === 0 ? [] : [own];
}

/** What is to be run elsewhere now. */
export function doneCommands(done: Done, { rotation }: Messages): readonly (readonly string[])[] {
  const address = rotation.addressOfMirror;
  if (done.kind === 'new-root')
    return [
      ['mirrordeck mirror set', shellWord(cleanText(done.result.mirror))],
      [`tiup mirror set ${address}`, `--root ${address}/root.json`],
    ];
  const { saved } = done.result;
  return saved === null ? [] : [['mirrordeck mirror sign', shellWord(cleanText(saved)), '-k <key>']];
}

function commandOf({ step, draft, wish, leaving }: RotateState): readonly string[] {
  switch (step) {
    case 'give-up':
      return leaving === null ? [] : ['mirrordeck mirror rotate', ...flag('--give-up', leaving.path)];
    case 'keys':
      return draft === null ? [] : wishedCommand(wishFor('rotate', {}, { changes: changesOf(draft) }));
    case 'form':
    case 'review':
    case 'confirm':
      return wish === null ? [] : wishedCommand(wish);
    default:
      return [];
  }
}

function wishedCommand(wish: Wish): readonly string[] {
  const { listen, missing, out, from, keyDir } = valuesOf(wish);
  const { changes, transfer } = wish;
  const way = [
    ...flag('--from', from),
    ...flag('--addr', listen || missing),
    ...flag('--out', out),
    ...flag('--key-dir', keyDir),
  ];
  if (wish.kind === 'new-root') return ['mirrordeck mirror new-root', '--yes'];
  if (transfer !== null) {
    const what = [shellWord(transfer.component), shellWord(transfer.owner)];
    return ['mirrordeck mirror transfer-owner', ...what, ...way];
  }
  return [
    'mirrordeck mirror rotate',
    ...flag('--role', changes.role),
    ...(changes.replaceKeys ?? []).flatMap(({ key, by }) => flag('--replace-key', `${short(key)}=${by}`)),
    ...(changes.addKeys ?? []).flatMap((file) => flag('--add-key', file)),
    ...(changes.removeKeys ?? []).flatMap((id) => flag('--remove-key', short(id))),
    ...(changes.lostKeys ?? []).flatMap((id) => flag('--lost-key', short(id))),
    ...flag('--threshold', changes.threshold),
    ...flag('--expires', changes.days),
    ...way,
  ];
}
