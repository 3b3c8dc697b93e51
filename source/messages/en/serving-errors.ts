import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const servingErrors: Pick<
  ErrorTexts,
  'upload-refused' | 'port-taken' | 'tokens-unusable' | 'certificate-unusable'
> = {
  'upload-refused': {
    title: (f) => `The mirror refused the upload${known(f.status, ' (status ', ')')}`,
    remedy: () => "Check that the key is the owner's and that nobody published at the same time.",
  },
  'port-taken': {
    title: (f) => `Something listens${known(f.address, ' at ')} already`,
    remedy: () => 'Take another port (--port; 0 takes any that is free), or stop what is there.',
  },
  'tokens-unusable': {
    title: (f) => `Who may publish is not clear: the file of tokens can't be used${known(f.file, ': ')}`,
    remedy: () =>
      'It is JSON with mode 0600, an owner\'s id → a token of at least 16 characters, or "sha256:" and its hash, or a list of them.',
  },
  'certificate-unusable': {
    title: (f) => `The certificate can't be used${known(f.file, ': ')}`,
    remedy: (f) =>
      f.use === 'authority'
        ? 'Give a PEM file with the certificates of the authority (--ca).'
        : 'Give the PEM files of a certificate (--cert, with the chain behind it) and of the key that belongs to it (--key).',
  },
};
