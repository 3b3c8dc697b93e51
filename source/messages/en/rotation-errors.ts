import { firstOf, known, named } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const rotationErrors: Pick<
  ErrorTexts,
  | 'file-exists'
  | 'signature-refused'
  | 'signatures-missing'
  | 'not-waiting'
  | 'threshold-unreachable'
  | 'root-keys-lost'
  | 'rotation-unreadable'
  | 'expiry-earlier'
> = {
  'file-exists': {
    title: (f) => `${named('The file', f.path, f.file)} exists already`,
    remedy: (f) =>
      `Take another name or remove it. If it is a change that waits for signatures, go on with it: \`mirrordeck mirror ${f.command ?? 'rotate'} --from <file>\`.`,
  },
  'signature-refused': {
    title: (f) => `The signature was not taken${known(f.status, ' (status ', ')')}`,
    remedy: () =>
      'Sign with a key that the change waits for: whoever started it sees their ids. Old addresses do not answer any more.',
  },
  'signatures-missing': {
    title: (f) =>
      `Signatures are missing${known(f.file, ' in ')}${known(f.got, ' (', known(f.needed, ' of ', ')'))}`,
    remedy: () =>
      'Let the holders of the other keys sign: by `mirrordeck mirror sign <file> -k <key>` where the key is, or with --addr over the network. Nothing was changed.',
  },
  'not-waiting': {
    title: (f) => `No change waits for signatures in ${named('this file', f.path)}`,
    remedy: () => 'Rotate on the screen lists what does. Nothing was removed.',
  },
  'threshold-unreachable': {
    title: (f) =>
      `Too few keys could sign${known(f.role, ' as ')}${known(f.got, ' (', known(firstOf(f.needed, f.expected), ' of ', ')'))}`,
    remedy: () => 'Add keys or lower the threshold (--add-key, --threshold). Nothing was changed.',
  },
  'root-keys-lost': {
    title: (f) =>
      `Too few keys of the root are left to change it${known(f.got, ' (', known(firstOf(f.needed, f.expected), ' of ', ')'))}`,
    remedy: () =>
      'Look for copies of the lost keys. There is one other way: `mirrordeck mirror new-root` gives the mirror new keys, and then every client has to run `mirror set` again.',
  },
  'rotation-unreadable': {
    title: () => 'Clients could not read the mirror after this rotation',
    remedy: (f) =>
      f.got === undefined
        ? 'Replace a key of the timestamp in the same rotation: `--replace-key <old>=<file>` once more. Nothing was changed.'
        : 'One RSA key is all that fits into a timestamp: replace its key instead of adding one. Nothing was changed.',
  },
  'expiry-earlier': {
    title: (f) => `The next root would expire earlier than the one that is${known(f.expected, ', ')}`,
    remedy: () =>
      'Clients refuse such a root, as if the mirror had been set back. Give a later expiry: more days with --expires, or another date in the edited file. Nothing was changed.',
  },
};
