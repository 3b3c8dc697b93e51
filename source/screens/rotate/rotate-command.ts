import { shellWord } from '../../messages/shell-word.ts';
import { changesOf } from './role-draft.ts';
import type { RotateState } from './rotate-state.ts';
import { valuesOf, type Wish, wishFor } from './rotate-wish.ts';

const flag = (name: string, value: string | number | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : [`${name} ${shellWord(String(value))}`];

/** Enough of an id to name a key, and to fit a line. */
const short = (id: string): string => id.slice(0, 16);

/** The command, in parts, that does what is being asked for; none where nothing is. */
export function commandOf({ step, draft, wish, leaving }: RotateState): readonly string[] {
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
