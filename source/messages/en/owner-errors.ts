import { firstOf, known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const ownerErrors: Pick<
  ErrorTexts,
  'owner-reserved' | 'owner-unknown' | 'owner-exists' | 'owner-in-use' | 'key-not-owner'
> = {
  'owner-reserved': {
    title: (f) => `An owner can't be called${known(f.owner)}`,
    remedy: () =>
      'Stock clients mix up owners and roles of that name. Take another id, for example the name of your team: `mirrordeck mirror grant my-team`.',
  },
  'owner-unknown': {
    title: (f) => `The mirror has no owner${known(f.owner)}`,
    remedy: (f) => `\`mirrordeck mirror grant ${f.owner ?? '<id>'}\` makes one.`,
  },
  'owner-exists': {
    title: (f) => `The owner${known(f.owner)} exists already`,
    remedy: () => "Publish with that owner's key, or grant another id.",
  },
  'owner-in-use': {
    title: (f) => `The owner${known(f.owner)} still has components${known(f.component, ': ')}`,
    remedy: (f) =>
      `Hand them over (\`mirrordeck mirror transfer-owner <component> <owner>\`) or yank them (\`mirrordeck mirror modify ${firstOf(f.component) === undefined ? '<component>' : String(f.component).split(', ')[0]} --yank\`), then revoke the owner.`,
  },
  'key-not-owner': {
    title: (f) => `This key is not one of the owner${known(f.owner)}`,
    remedy: () =>
      "Sign with the owner's key (--key), or let the mirror's administrator grant yours: `mirrordeck mirror grant <id> --key <file>`.",
  },
};
