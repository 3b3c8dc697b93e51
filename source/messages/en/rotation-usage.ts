/** What `--help` says of the commands that change who signs. */
export const rotationAbout = {
  rotate: [
    'Makes the next root from the changes that are named, or from an edited file: without any, $EDITOR opens on it. It',
    'is signed by the keys here; if those are not enough, a signing server waits for the others (`mirrordeck mirror sign',
    'http://…`, or the stock client), or the file is carried: saved with --out, signed, taken in with --from. Everything',
    'that the new keys have to sign is signed anew in the same change. A key is named by its id or its beginning.',
  ],
  sign: [
    'Adds a signature to a manifest that waits for it: a file, or the address of a signing server. A signature by the',
    'same key that no longer fits is replaced. --dry-run shows what would be signed.',
  ],
  transferOwner: [
    'The new owner signs from now on, and shows that by signing the next version: with a key that is here, through the',
    'signing server, or by a file that is carried (--out, --from).',
  ],
  newRoot: [
    'For a mirror of which too few root keys are left: new keys for every role, a root that follows from nothing. Owners',
    'and components stay. No client trusts the mirror any more until `mirror set` was run on it again.',
  ],
};

export const rotationSummaries = {
  sign: 'Add signatures to a manifest file',
  rotate: 'Rotate root.json: keys, thresholds, expiry',
  'transfer-owner': 'Transfer a component to another owner',
  'new-root': 'Start over with new keys when too many are lost',
};

export const rotationFlags = {
  addKey: 'key file, either half, whose key the role gets; repeat it for several',
  removeKey: 'id of a key that leaves; repeat it for several',
  replaceKey: 'id of a key that leaves, and the file of the one in its place; repeat it for several',
  roleThreshold: 'how many keys of the role have to sign',
  rotateRole: 'what these are about: root, index, snapshot or timestamp (default root)',
  rootDays: 'days from now until the root expires (default 365)',
  editedRoot: 'an edited root instead of changes',
  lostKey: 'id of a root key that nobody has any more; repeat it for several',
  allowEd25519: 'take an ed25519 key, although stock clients then refuse the mirror',
  signKeys: 'private key file to sign with besides those of the mirror and the home; repeat it for several',
  signKeyDir: 'folder of such keys',
  addr: 'host:port of the signing server (default 127.0.0.1:8080)',
  signingOut: 'save it unsigned to this file, for its signers',
  signingFrom: 'go on with a saved file',
  giveUp: 'a change that waits for signatures is not to come any more: remove this file of it',
  addrIfMissing: 'where keys are missing, wait for signatures at this host:port',
  signingOutFolder: 'save what others have to sign to this folder',
  signingFromFolder: 'go on with such a folder: it says what is renewed',
  manifestKeys:
    'private key to sign with: a file, or a key of this home by name (default "private"); repeatable',
  timeout: 'seconds for each request over the network (default 10)',
  newRootKeyDir: 'folder for the new private keys (default where the old ones lie)',
  yesNewRoot: 'yes, every client has to set the mirror again',
};
