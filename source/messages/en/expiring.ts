/** What expires, and renewing it. */
export const expiring = {
  steps: { list: 'Time line', days: 'How long', way: 'Who signs', review: 'Review', done: 'Renewed' },
  doing: {
    read: 'Reading what expires when',
    plan: 'Looking which keys are needed, and which are here',
    renew: 'Signing with the keys that are here',
  },
  ask: 'What expires when, the most urgent first',
  chosenSoon: (days: number): string => `Chosen: what expires within ${days} days. Space changes the choice.`,
  chosenOf: (chosen: number, all: number): string =>
    `Chosen: ${chosen} of ${all}. Space changes the choice; Enter renews it.`,
  noneSoon: (days: number): string => `Nothing expires within ${days} days. Enter renews the marked one.`,
  noneChosen: 'None is chosen: Enter renews the marked one.',
  expired: 'Something has expired: clients refuse it until it is renewed.',
  none: 'Nothing here expires: set a mirror first, under Sources.',
  columns: { name: 'Name', kind: 'Kind', left: 'Left', expires: 'Expires', scale: '1 year' },
  kinds: { role: 'role', key: 'owner key', component: 'component' },
  askDays: 'How long shall it last?',
  fields: { days: 'Days from now', keys: 'Key files', skip: 'Leave what the keys here can’t sign' },
  hints: {
    days: 'Empty: what TiUP gives each kind. A date is never brought forward.',
    keys: 'Private keys besides those of the home and of the mirror; commas between them.',
    skip: 'Space ticks it. Otherwise nothing is renewed until every key is here.',
  },
  daysWrong: 'A whole number, 1 to 36500',
  plan: (mirror: string): string => `Renewal in ${mirror}`,
  missing: 'Keys that have to sign are not here',
  missingRemedy:
    'Bring their files here (`mirrordeck keys import <file>`), or go back and leave what can’t be signed.',
  elsewhere: 'Their holders can sign where they are, by file or through a signing server: s.',
  signers: 'Who signs what',
  askWay: 'How do those sign whose keys are elsewhere?',
  wayFields: { listen: 'Signing server', out: 'Or carry a folder', from: 'Or it came back' },
  wayHints: {
    listen: 'host:port. Empty: 127.0.0.1:8080, for this machine only; 0.0.0.0:8080 lets others in.',
    out: 'A folder to write: a file for each thing that others sign, nothing is signed here yet.',
    from: 'The folder with the signatures. What is renewed stands in it.',
  },
  oneWay: 'One of the three: a server, a folder to write, or one that came back',
  byFolder: (path: string): string =>
    `Enter writes what others have to sign to ${path}. Nothing is renewed yet.`,
  keptIn: (path: string): string =>
    `Signatures are kept in ${path}. After a stop, the same choice here goes on with them.`,
  thenBack: 'With all signatures in it: here again, choose, and at "Who signs" name the folder.',
};
