/** Looking at a mirror, and putting it right. */
export const verify = {
  title: 'Verify and repair',
  steps: {
    target: 'Mirror',
    verifying: 'Verifying',
    findings: 'Findings',
    from: 'Sources',
    review: 'Review',
    repairing: 'Repairing',
    again: 'Verifying again',
    report: 'Report',
  },
  askTarget: 'Which mirror?',
  current: 'The current mirror. p takes another one: a folder, or an address.',
  other: 'p takes another one; an empty path is the current mirror.',
  noMirror: 'None is set: p takes a folder or an address',
  addressHint: 'A folder, or http://host:port. Empty: the current mirror.',
  askDepth: 'How thoroughly?',
  depths: { whole: 'Everything', quick: 'Quick', sample: 'A sample' },
  depthHints: {
    whole: (_percent: number): string => 'every signature, and every byte of every file',
    quick: (_percent: number): string => 'signatures and references, no tarball is read',
    sample: (percent: number): string => `signatures, and ${percent}% of the tarballs`,
  },
  depthNotes: {
    whole: 'After a copy, a disk fault or a suspicion. A tarball with one wrong bit is found.',
    quick: 'Takes seconds. Finds what is wrong with signatures, expiry and manifests, not a damaged tarball.',
    sample:
      'Drawn anew each time; Left and Right change the share. For a look every night at a large mirror.',
  },
  verifying: (target: string): string => `Verifying ${target}`,
  repairing: (target: string): string => `Repairing ${target}`,
  planning: 'Looking at every file, and at what the sources have of what is broken',
  sampleWhole: 'In what was read everything is right.',
  wrong: (files: string): string => `Not right: ${files}.`,
  howToRepair: 'r repairs: good files stay, broken ones are taken from a source.',
  notHere: 'It is another machine’s: only a folder on this one can be repaired. Tell its operator.',
  gravities: {
    forged: {
      now: 'its signature or form does not hold',
      title: (count: number): string => `Signatures and manifests that do not hold: ${count}`,
      means:
        'Clients refuse the mirror, or the component. A damaged disk looks like this, and so does somebody who meddled: find out which before you repair.',
    },
    damaged: {
      now: 'damaged',
      title: (count: number): string => `Damaged files: ${count}`,
      means:
        'The bytes are others than those that were signed. Clients fetch them and refuse them; nothing wrong gets installed.',
    },
    missing: {
      now: 'missing',
      title: (count: number): string => `Missing files: ${count}`,
      means: 'The manifests name them, and they are not there. Installing just these fails.',
    },
    unreadable: {
      now: 'can not be read',
      title: (count: number): string => `Files that can not be read: ${count}`,
      means: 'Perhaps they are right: rights, the disk or the network keep them from being read.',
    },
  },
  askFrom: 'Take good files from where?',
  fromNote:
    'Space chooses sources, p takes a folder or address; the first that has a file gives it. Every byte is checked against what this mirror has signed. With none chosen only what lies here is used.',
  askSource: 'A further source to repair from',
  typed: '(typed)',
  noSources: 'There is no other source: p takes a folder or an address.',
  plan: (mirror: string): string => `Repair of ${mirror}`,
  because: (reason: string): string => `now: ${reason}`,
  putRight: (files: string, bytes: string): string => `Put right: ${files}, ${bytes} to fetch`,
  nothingPossible: 'Nothing can be put right with these sources. Esc goes back to choose others.',
  staysBroken: (files: string): string =>
    `Stays broken: ${files}. None of the sources has it as it was signed.`,
  fetched: (bytes: string): string => `Fetched: ${bytes}`,
  signed: (file: string): string => `${file} was signed anew`,
  verifiedAgain: 'Verified again',
};
