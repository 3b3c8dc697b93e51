import { counted } from './counted.ts';

/** The merge wizard. What the command prints too stands in `merging`. */
export const merge = {
  steps: {
    sources: 'Sources',
    trust: 'Roots',
    differences: 'Differences',
    signing: 'Signatures',
    review: 'Review',
    receipt: 'Receipt',
  },
  ask: {
    sources: 'Which mirrors are merged into this one?',
    address: 'One more mirror: an address or a folder',
    policy: 'What holds for conflicts that nobody decides by hand?',
    save: 'Save the decisions where?',
    load: 'Read decisions from which file?',
  },
  doing: {
    list: 'Reading the list of sources',
    meet: 'Reading and verifying the mirrors',
    plan: 'Comparing the mirrors',
    load: 'Reading the decisions',
    save: 'Saving the decisions',
    merge: (target: string): string => `Merging into ${target}`,
  },
  noSources: 'No other mirror is known here yet.',
  noSourcesRemedy: 'Add the address of a mirror, or the folder of one.',
  typed: '(typed in)',
  trust: {
    title: (address: string, at: number, count: number): string =>
      count === 1 ? address : `${address} (${at} of ${count})`,
    verified: 'Every signature is right, from the root whose fingerprint this is:',
    compare:
      'Compare the fingerprint with the one its operator tells you, by another way than this. Is it the same?',
    known: 'This root is known here already. Enter goes on.',
  },
  columns: {
    state: 'State',
    component: 'Component',
    what: 'Versions',
    kind: 'In what',
    decision: 'Decided',
    source: 'Source',
  },
  states: { conflict: 'conflict', new: 'new', more: 'adds', same: 'same', left: 'left out' },
  /** One word each for the table. */
  kinds: {
    version: 'bytes',
    owner: 'owner',
    'owner-keys': 'keys',
    'owner-unknown': 'new owner',
    nightly: 'nightly',
    platform: 'platform',
    file: 'file',
    'default-components': 'defaults',
  },
  short: { fail: 'open', keep: 'keep', take: 'take', rename: 'rename' },
  /** Without components where something was decided since they were counted. */
  summary: (conflicts: number, open: number, components: string | null): string => {
    const changes = components === null ? 'Enter counts what changes.' : `${components} to change.`;
    const found = conflicts === 0 ? 'No conflicts' : `${counted(conflicts, 'conflict')}, ${open} open`;
    return components === null && open > 0 ? `${found}.` : `${found}; ${changes}`;
  },
  rule: (decision: string): string => `Rule: ${decision}`,
  noDifferences: 'These mirrors have nothing that this one has not.',
  here: 'This mirror',
  from: (sources: string): string => `From ${sources}`,
  alike: (versions: string, source: string): string => `${versions} are the same here and in ${source}.`,
  lists: { added: 'Comes in', replaced: 'Gets other bytes', dropped: 'Goes away' },
  facts: {
    file: 'File',
    owner: 'Owner',
    hash: 'sha256',
    size: 'Size',
    released: 'Released',
    kinds: {
      version: 'other bytes',
      owner: 'Owner',
      'owner-keys': 'Keys',
      'owner-unknown': 'Keys',
      nightly: 'Nightly',
      platform: 'Versions',
      file: 'the same file name',
      'default-components': 'Default components',
    },
  },
  choices: {
    keep: 'Keep what is here',
    take: 'Take theirs',
    rename: 'Take theirs under another name',
    fail: 'Decide later',
  },
  rules: {
    fail: 'None: each is decided by hand',
    keep: 'Keep what is here',
    take: 'Take theirs',
    rename: 'Take theirs under another name',
  },
  means: {
    keep: 'Nothing of this mirror changes; what the source has instead is left out.',
    take: 'What the source has takes the place of what is here, for every client.',
    rename:
      'Both stay: what the source has comes in under another name, which the keys of its owner there have to sign.',
    fail: 'Nothing is merged while a conflict is open.',
  },
  /** `rename` where it is known whose component it is. */
  renameBy: (owner: string): string =>
    `Both stay: what the source has comes in under another name. The keys of ${owner} have to sign it, so they must be here.`,
  /** The same where it is about an owner and its keys. */
  meansOwner: {
    'owner-keys': {
      keep: 'Nobody new may publish here, and what belongs to this owner at the source stays out.',
      take: 'What comes in belongs to the owner of this mirror, whose keys have to sign it.',
      rename:
        'Both owners stay: theirs comes in under another id, and its components that are known here under other names, which its keys have to sign: they must be here.',
    },
    'owner-unknown': {
      keep: 'Nobody new may publish here, and what belongs to this owner at the source stays out.',
      take: 'This owner may publish here from now on, with the keys above.',
      rename: 'This owner may publish here from now on under another id, with the keys above.',
    },
  },
  cannot: (what: string, why: string): string => `Not possible here: ${what}. ${why}`,
  cannotWhy: {
    keys: 'Stock clients refuse its keys, or they are keys of another owner here.',
    inUse: 'Another version needs the file that is here.',
    part: 'This is a part of the component, which has no name of its own.',
    once: 'It comes in under another name already.',
  },
  ruleNote:
    'A decision by hand counts more than the rule. Where the rule is not possible the conflict stays open; who may publish is only decided by hand.',
  name: 'Other name',
  nameHints: {
    component: 'Left empty, a name is proposed: the component with its owner.',
    owner: 'Left empty, an id is proposed: the owner with the beginning of its key.',
    file: 'Left empty, a name is proposed: with the component and version, or the beginning of its hash.',
  },
  nameWrong: {
    file: 'The name of a tarball: letters, digits, "-", "_", "+" and ".", and it ends with ".tar.gz".',
    taken: 'This name is taken already: give one that nothing else has here or at the source.',
  },
  file: 'File',
  fileHints: {
    save: 'Tab completes the path. The command takes the same file: --decisions FILE.',
    load: 'A file that was saved here, or what mirror merge --dry-run --json printed.',
  },
  fileEmpty: 'Say which file.',
  signing: {
    all: 'Every signature that this merge needs can be made here.',
    notAll: 'Some signatures can not be made here.',
    nothing: 'Nothing has to be signed: nothing changes.',
    missing: 'Can not be signed',
    missingOwner: (component: string, owner: string, needed: number, got: number): string =>
      `${component}: owner ${owner} needs ${counted(needed, 'key')}, here: ${got}`,
    remedy:
      'Bring the missing keys here (Owners and keys), then r looks again; or go back and keep what is here for these components.',
    staysOut: 'Stays out with its owner',
    outOf: (components: string, owner: string, isSeveral: boolean): string =>
      `${components}: ${isSeveral ? 'these belong' : 'this belongs'} to ${owner} at the source, and what is here was kept`,
    stays: 'Stays as it is signed',
    owners: 'Signed anew by the owner',
    byOwner: (owner: string): string => `signed with the keys of ${owner}`,
    files: 'All signatures',
  },
  review: {
    title: (from: string, target: string): string => `Merge ${from} into ${target}`,
    unchanged: 'Everything is here already: nothing would change.',
    unchangedByDecision: 'By what was decided nothing would change: what is new stays out.',
    components: 'Components',
    owners: 'Owners and defaults',
    files: 'Files',
    keeps: (files: string, size: string): string => `Here already: ${files}, ${size}`,
    client: (name: string, from: string): string => `${name} becomes a copy of ${from}`,
    decided: 'Conflicts and decisions',
    left: 'Left as it is',
    signed: (count: number): string => `Signed anew (${count})`,
    command: 'The same as a command',
    notSaved: 'The decisions stand in no file yet: s saves them for the command.',
  },
  receipt: {
    files: (fetched: string, kept: string): string => `Fetched ${fetched}; here already: ${kept}.`,
    merged: 'Merged',
    left: 'Left out',
    next: 'What comes next',
    verify: 'v verifies the mirror now: every signature, hash and file. As a command:',
    serve: 's offers it to other machines. As a command:',
  },
};
