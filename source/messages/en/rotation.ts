/** What rotate, sign, transfer-owner and new-root print. */
export const rotation = {
  nextRoot: (from: number, to: number, before: string, after: string): string =>
    `Root ${from} → ${to}, expires ${before} → ${after}`,
  roleChange: (role: string, changes: string): string => `  ${role}: ${changes}`,
  keyAdded: (key: string): string => `+ ${key}`,
  keyRemoved: (key: string): string => `- ${key}`,
  thresholdChange: (from: number, to: number): string => `threshold ${from} → ${to}`,
  transfer: (component: string, from: string, to: string): string => `${component}: ${from} → ${to}`,

  oldKeys: 'keys of the root that is',
  newKeys: 'keys of the next root',
  keysOf: (owner: string): string => `keys of ${owner}`,
  quorum: (keys: string, needed: number, got: number, here: number): string =>
    `Signatures of the ${keys}: ${needed} needed, ${got} there, ${here} from here`,
  toBeAsked: (keys: string): string => `  keys that are not here: ${keys}`,
  signsFile: (keys: string, needed: number, places: string): string => `${keys}, ${needed} needed: ${places}`,
  keysSigned: (keys: string): string => `signed ${keys}`,
  keysHere: (keys: string): string => `here ${keys}`,
  keysElsewhere: (keys: string): string => `elsewhere ${keys}`,
  placesJoin: '; ',
  storesKey: (key: string, role: string): string =>
    `The private key ${key} will be kept with the mirror, to sign as ${role}`,
  bringKeys:
    'These private keys have to be here when the file is taken in: with the mirror, in the home, or in a folder that is named then (--key-dir).',

  waiting: (address: string): string => `Waiting all key holders to sign ${address}`,
  ofFile: (file: string, line: string): string => `${file}: ${line}`,
  onlyHere: (addr: string): string =>
    `Only this machine reaches that address; --addr ${addr} opens it to others.`,
  whoReaches:
    'Whoever reaches this machine can read what is to be signed and hand in signatures; only right ones of the keys above count. The address is for this one time.',
  keptIn: (path: string, command: string): string =>
    `Signatures are kept in ${path}; after an interruption: ${command}`,
  hasSigned: (keys: string, standing: string): string => `Signed by ${keys}: ${standing}`,
  standing: (keys: string, got: number, needed: number): string => `${got} of ${needed} of the ${keys}`,

  saved: (path: string): string => `Saved unsigned to ${path}`,
  nowSign: (command: string): string => `Each holder of a key runs: ${command}`,
  thenTakeIn: (command: string): string => `With all signatures in it: ${command}`,
  rotated: (version: number): string => `The mirror has root version ${version} now.`,
  signedBy: (keys: string): string => `Signed by ${keys}`,
  transferred: (component: string, owner: string): string => `${component} belongs to ${owner} now.`,

  givesUp: (what: string, signed: number): string => `${what} is given up; signatures so far: ${signed}`,
  removesFile: (path: string): string => `This file is removed: ${path}`,
  nothingToRemove: 'Its file is gone already, or holds something else.',
  copiesUseless:
    'The mirror stays as it is. Copies with the signers are of no use any more; only one that all have signed could still be taken in, by its path.',
  gaveUp: (what: string): string => `${what} does not wait for signatures any more.`,

  signing: (what: string, version: number, expires: string): string =>
    `${what}, version ${version}, expires ${expires}`,
  roleKeys: (role: string, threshold: number, keys: string): string =>
    `  ${role}: ${threshold} of ${keys} sign`,
  signature: {
    new: (key: string, file: string): string => `A signature of ${key} (${file}) is added`,
    replaced: (key: string, file: string): string =>
      `The signature of ${key} (${file}) does not fit any more and is replaced`,
    kept: (key: string, file: string): string => `${key} (${file}) has signed it already`,
  },
  manifestSigned: (target: string): string => `Signed ${target}`,
  countsIfOld: (key: string): string =>
    `  ${key} is not a key of the next root; it counts if it is one of the keys of the root that is.`,
  quorumReached: (keys: string, needed: number): string => `  ${keys}: ${needed} needed, all there`,
  stillNeeded: (keys: string, count: number, missing: string): string =>
    `  ${keys}: ${count} still needed, of ${missing}`,

  newRootAhead: (version: number, keyDir: string): string =>
    `New keys for every role in ${keyDir}, root version ${version}`,
  clientsStop:
    'Every client refuses the mirror from then on, until it is set again. Owners, components and files stay.',
  newRootMade: (version: number): string => `The mirror starts over with root version ${version}.`,
  keysIn: (folder: string): string => `The new private keys are in ${folder}`,
  clientsSet: (command: string): string => `On every client, this one too: ${command}`,
  stockOverHttp: (command: string): string =>
    `Stock clients over http keep the old root unless they are told: ${command}`,
  addressOfMirror: '<address>',
};
