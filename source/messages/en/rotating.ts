/** Who signs for the mirror: the wizard in front of a rotation. */
export const rotating = {
  steps: {
    way: 'What for',
    role: 'Role',
    keys: 'Keys',
    waiting: 'Waiting',
    component: 'Component',
    owner: 'New owner',
    form: 'Who signs',
    'give-up': 'Give it up?',
    review: 'Review',
    confirm: 'Really?',
    done: 'Done',
  },
  askWay: 'What is to change?',
  ways: {
    rotate: {
      label: 'Keys or thresholds of a role',
      note: 'A key is added, replaced or leaves, or the root gets a later date. Keys of the root that is and of the next one sign.',
    },
    resume: {
      label: 'Go on with what waits for signatures',
      note: 'A rotation or a transfer whose file went to the signers, or whose signing server was stopped.',
    },
    transfer: {
      label: 'The owner of a component',
      note: 'Another owner signs the component from now on, and shows that by signing its next version.',
    },
    'new-root': {
      label: 'Start over with a new root',
      note: 'Only when too many root keys are lost. Every client refuses the mirror until it is set again on each of them.',
    },
  },
  askWho: 'Who signs what the keys here can not?',
  doing: {
    roles: 'Reading who signs for the mirror ...',
    owners: 'Reading owners and components ...',
    waiting: 'Looking for what waits for signatures ...',
    plan: 'Checking what changes, and which keys sign it',
    apply: 'Signing and writing it',
    'plan-give-up': 'Looking at what waits ...',
    'give-up': 'Giving it up',
  },
  asks: {
    role: (_: string): string => 'Whose keys?',
    waiting: (_: string): string => 'Which of these goes on?',
    component: (_: string): string => 'Which component?',
    owner: (component: string): string => `Who owns ${component} from now on?`,
  },
  columns: {
    role: 'Role',
    waiting: 'Change',
    component: 'Component',
    owner: 'Owner',
    name: 'Name',
    sign: 'Must sign',
    here: 'Keys here',
    signed: 'Signed',
    file: 'File',
  },
  roleNotes: {
    root: 'Says which keys every role has. The root of all trust.',
    index: 'Signs the list of components and owners.',
    snapshot: 'Signs which version of everything is the current one.',
    timestamp: 'Signs every day that the snapshot is still the newest.',
  },
  empty: {
    role: 'The mirror has no roles.',
    waiting: 'Nothing waits for signatures in this mirror.',
    component: 'No owner has a component.',
    owner: 'There is no other owner.',
  },
  emptyNext: {
    role: 'Look at it with Verify.',
    waiting: 'A file that was begun on another machine is gone on with by its path.',
    component: 'Publish one first.',
    owner: 'Grant one first, under Owners and keys.',
  },
  role: {
    title: (role: string, threshold: number, keys: number): string =>
      `${role}: ${threshold} of ${keys} keys sign now`,
    columns: { fate: 'What', key: 'Key', where: 'Where' },
    fates: { stays: 'stays', leaves: '- leaves', replaced: '- goes', lost: '! lost', new: '+ new' },
    elsewhere: 'not here',
    by: (key: string, file: string): string => `→ ${key}  ${file}`,
    willSign: (threshold: number, keys: number): string => `From now on ${threshold} of ${keys} keys sign.`,
    tooFew: 'That can not be: add keys (+), or lower the threshold (t).',
    lasts: (day: string): string => `The root then lasts until ${day}.`,
    lastsAlready: (day: string): string => `The root lasts until ${day} already: nothing changes yet.`,
    lastsShorter: (day: string, now: string): string =>
      `The root would last until ${day}, but lasts until ${now} already: clients take none that ends earlier.`,
    lostTooMany: (left: number, needed: number): string =>
      `${needed} keys of the root have to sign the next one, and ${left} are left: nobody can rotate this mirror any more.`,
    oneWayOut:
      'Look for copies of the lost keys (l takes it back). The one other way out: a new root (n); then every client has to set the mirror again.',
    askAdded: (role: string): string => `Which keys does ${role} get?`,
    askInstead: (key: string): string => `Which key takes the place of ${key}?`,
  },
  fields: {
    threshold: 'How many must sign',
    days: 'Root lasts, days',
    listen: 'Signing server',
    out: 'Or carry a file',
    from: 'Saved file',
    missing: 'Signing server',
    keyDir: 'Keys in folder',
  },
  hints: {
    threshold: 'Empty: as many as now.',
    days: 'Empty: 365; never earlier than now.',
    listen:
      'Starts only when keys are missing here. host:port; empty: 127.0.0.1:8080, for this machine only; 0.0.0.0:8080 lets others in.',
    out: 'A file to write: nothing is signed here, the file goes to the signers.',
    from: 'Its path; everything else stands in it.',
    missing: 'Empty: all signatures are in the file or made here. host:port waits for those still missing.',
    keyDir: 'Private keys there sign too, besides those of the mirror and of this home.',
  },
  problems: {
    empty: 'Nothing stands here yet',
    number: 'A whole number, 1 or more',
    address: 'An address as host:port, like 0.0.0.0:8080; no path',
    both: 'Only one of the two: the server or the file. Empty one of them',
  },
  byServer: (address: string): string =>
    `Enter starts the signing server on ${address}, and it waits for the others.`,
  byFile: (path: string): string =>
    `Enter writes ${path}, which goes to the signers; nothing is signed here yet.`,
  byKeysHere: 'Enter signs it with the keys here and changes the mirror.',
  onlyHere: 'Only this machine reaches that address: go back and enter 0.0.0.0 with a port for others.',
  waiting: 'Waiting for signatures. Each holder of a key runs:',
  keptIn: (path: string): string =>
    `Signatures are kept in ${path}. After a stop, "Go on with what waits for signatures" finds it.`,
  copyWhole: 'e, then p: the same whole, to be copied.',
  thenResume: 'With all signatures in it: Rotate, "Go on with what waits for signatures".',
};
