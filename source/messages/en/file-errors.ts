import { firstOf, known, named } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const fileErrors: Pick<
  ErrorTexts,
  'file-missing' | 'folder-missing' | 'disk-full' | 'permission-denied' | 'io-failed'
> = {
  'file-missing': {
    title: (f) => `${named('The file', f.file, f.path, f.address)} is not there`,
    remedy: (f) =>
      firstOf(f.address, f.component) === undefined
        ? 'Check the path: the folder, the spelling, large and small letters.'
        : 'Check the path. In a mirror it means that the mirror is incomplete: `mirrordeck mirror verify` shows what else is missing.',
  },
  'folder-missing': {
    title: (f) => `There is no folder${known(f.path)}`,
    remedy: () => 'Make it with `mkdir -p`, or check the path.',
  },
  'disk-full': {
    title: (f) => `Not enough space${known(firstOf(f.path, f.file), ' for ')}`,
    remedy: (f) =>
      `Free some space${f.needed === undefined ? '' : ` (needed: ${f.needed} bytes${known(f.free, ', free: ', ' bytes')})`} and run it again: what is here is taken over.`,
  },
  'permission-denied': {
    title: (f) => `No permission${known(firstOf(f.path, f.file), ' for ')}`,
    remedy: () => 'Check the owner and the mode of the file and its folder, or work as another user.',
  },
  'io-failed': {
    title: (f) => `Reading or writing failed${known(firstOf(f.path, f.file), ': ')}`,
    remedy: () =>
      'The line above says what the system reported: check the disk, the network share or the port.',
  },
};
