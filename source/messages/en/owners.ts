/** Owners and keys. */
export const owners = {
  panes: { owners: 'Owners', keys: 'Keys' },
  columns: {
    owner: 'Owner',
    name: 'Name',
    threshold: 'Must sign',
    count: 'Components',
    components: 'Which',
    half: 'Half',
    uses: 'Used for',
    id: 'Key',
    file: 'File',
  },
  halves: { private: 'private', public: 'public' },
  empty: { owners: 'There are no owners here.', keys: 'There are no keys here.' },
  emptyNext: {
    owners:
      'Whoever publishes into a mirror is an owner of it. Granting works on a mirror that lies in a folder.',
    keys: 'Make a key of your own, or take one in that somebody gave you.',
  },
  mustSign: (threshold: number, keys: number): string =>
    keys === 1
      ? 'Its one key has to sign.'
      : `${threshold} of its ${keys} keys ${threshold === 1 ? 'has' : 'have'} to sign.`,
  notHere: 'its private half is not here',
  owns: (components: string): string => `Owns ${components}`,
  ownsNothing: 'Owns no component.',
  yanked: (components: string): string => `Withdrawn: ${components}`,
  half: (half: 'private' | 'public', type: string): string => `${half} half, ${type}`,
  id: 'Key id',
  use: (kind: 'role' | 'owner', name: string): string =>
    kind === 'role' ? `signs ${name}` : `owner ${name}`,
  usedForNothing: 'Signs nothing in the current mirror.',
  listedUntil: (date: string): string => `Holds until ${date}, when what lists it expires.`,
  mode: (mode: string): string => `Who may read it: mode ${mode}`,
  willGrant: (id: string, name: string, mirror: string): string =>
    `${id} (${name}) may publish into ${mirror}`,
  willBe: (id: string): string => `${id} from now on`,
  askRevoke: (id: string): string => `Take the right to publish away from ${id}?`,
  revokeMeans:
    'Its withdrawn components leave the mirror with it. This can not be undone; the owner can be granted anew.',
  forms: {
    threshold: (id: string): string => `How many keys of ${id} must sign`,
    generate: (_: string): string => 'A new key of this home',
    import: (file: string): string => `Take in ${file}`,
    paste: (_: string): string => 'Take a public half in',
    export: (file: string): string => `The public half of ${file}`,
  },
  changes: {
    grant: (id: string): string => (id === '' ? 'A new owner' : `Which keys are those of ${id}?`),
    'add-key': (id: string): string => `Which keys does ${id} get?`,
    replace: (id: string): string => `Which key takes the place at ${id}?`,
  },
  askOld: (id: string): string => `Which key of ${id} goes?`,
  thresholdOf: (keys: number): string => `How many of the ${keys} keys have to sign what is published.`,
  fields: {
    id: 'Id',
    name: 'Name',
    threshold: 'Must sign',
    keyName: 'Name',
    newName: 'Name here',
    half: 'Take its public half only',
    paste: 'Public half',
    to: 'Write to',
  },
  hints: {
    id: 'Small letters, digits, dash and underscore; for example jdoe.',
    name: 'How people call the owner; may be empty.',
    threshold: 'How many of the keys have to sign what is published.',
    keyName: 'For example jdoe; it becomes the name of the file.',
    newName: 'The name of its file in this home; empty: as it is called there.',
    half: 'Space turns it on: for a public half, or when the private one is to stay where it is.',
    paste:
      'Paste what `keys export` or `mirror genkey -p` printed (JSON), or a PEM block PUBLIC KEY. Never a private key.',
    to: 'A new file; nothing is overwritten.',
  },
  wrong: {
    empty: 'This is needed.',
    number: 'A whole number from 1 on.',
    many: 'More than there are keys.',
    exists: 'There is such an owner already: + gives it a key.',
  },
  doing: {
    list: 'Reading owners and keys ...',
    'plan-grant': 'Working out what is to be signed ...',
    grant: 'Granting ...',
    'plan-change': 'Working out what is to be signed ...',
    change: 'Changing the owner ...',
    generate: 'Making a key ...',
    import: 'Taking the key in ...',
    paste: 'Taking the public half in ...',
    export: 'Writing the public half ...',
  },
  done: {
    granted: (id: string): string => `${id} may publish now.`,
    changed: (id: string): string => `${id} was changed.`,
    revoked: (id: string): string => `${id} was revoked.`,
    generated: (path: string): string => `The new key lies in ${path}`,
    imported: (path: string): string => `The key lies in ${path}`,
    present: (path: string): string => `The very key lay there already: ${path}`,
    exported: (path: string): string => `The public half stands in ${path}`,
  },
};
