import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const reachingErrors: Pick<ErrorTexts, 'auth-unusable'> = {
  'auth-unusable': {
    title: (f) => `The credentials of the source can't be used${known(f.file, ': ')}`,
    remedy: () =>
      'In the file is a line `bearer TOKEN` or `basic USER:PASSWORD`, with the address that it is for before it where that is another one. Nobody but you may read it: `chmod 600`.',
  },
};
