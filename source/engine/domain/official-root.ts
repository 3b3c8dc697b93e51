import type { Root } from './manifest.ts';

/** The address of the official mirror, as stock writes it: addresses are compared as strings. */
export const officialAddress = 'https://tiup-mirrors.pingcap.com/';

/** Keys of role root at some time of the official mirror. */
export type KnownRoot = {
  readonly version: number;
  readonly threshold: number;
  readonly keyIds: readonly string[];
};

/** Known from the start, so that even the first contact with the official mirror is anchored. */
export const officialRoots: readonly KnownRoot[] = [
  {
    version: 1,
    threshold: 3,
    keyIds: [
      '2001b18089c9a865cebee793dbc23f9b1f5ce457f96b8d0b2c0909c26b00c643',
      '3f32d76cac38c9d87232ed7570132deb343a68bce4b12d365b8ab61085e1a633',
      '545c31fd615bbaa4c5424509a9305eb280e019996b043a576dc12b758aa0890a',
      '9b3cea98f6f23cc11813b12d0526a1b6cfb3761008f0882c9caa8db742d63002',
      'b128ee6a42e2665bd45aa2fa4a7b6e098cfedb3911154f300634b2c056214b9e',
    ],
  },
  {
    version: 6,
    threshold: 3,
    keyIds: [
      '18007f60ccfdf9fa5bc79b09464880c054ce34289e97ad93696b85cc43aed314',
      '5607181203a2fb60b9d725109388ccb19ccdc236a4b1d1441fbea7ad07616c4a',
      '9b3cea98f6f23cc11813b12d0526a1b6cfb3761008f0882c9caa8db742d63002',
      'a61b695e2b86097d993e94e99fd15ec6d8fc8e9522948c9ff21c2f2c881093ae',
      'ef644d810a1f1dcce7078ae5b2821cba346a2eac0a371e56feea9e07a5eade37',
    ],
  },
];

/** Whether the root's own keys and threshold are those of the official mirror at a time that is known. */
export function isOfficialRoot({ roles: { root } }: Root): boolean {
  const ids = Object.keys(root.keys).sort().join();
  return officialRoots.some(
    (known) => known.threshold === root.threshold && [...known.keyIds].sort().join() === ids,
  );
}
