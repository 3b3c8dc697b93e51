import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const mergingErrors: Pick<ErrorTexts, 'merge-conflict' | 'name-taken' | 'owner-keys-missing'> = {
  'merge-conflict': {
    title: (f) => `The mirrors disagree${known(f.got, ' in ', f.got === 1 ? ' thing' : ' things')}`,
    remedy: () =>
      'Decide for all by --on-conflict keep, take or rename; or for each: save `--dry-run --json`, set "decision", give the file to --decisions. Nothing was changed.',
  },
  'name-taken': {
    title: (f) => `The name${known(f.component ?? f.owner)} is taken already`,
    remedy: () =>
      'Give what comes in a name that nothing has here or at the source, and no other decision gives ("to" in the file of decisions). Nothing was changed.',
  },
  'owner-keys-missing': {
    title: (f) =>
      `Keys of the owner${known(f.owner)} are missing${known(f.got, ' (', known(f.needed, ' of ', ')'))}`,
    remedy: (f) =>
      Number(f.got ?? 0) > 0
        ? "So many of the owner's keys have to sign: put the other private keys into the keys folder of the home. Nothing was changed."
        : `Put the private keys into the keys folder of the home. An owner whom this mirror doesn't know comes in with --on-conflict take, or is granted first: \`mirrordeck mirror grant ${f.owner ?? '<id>'} --key <file>\`. Nothing was changed.`,
  },
};
