/** What `--help` says of `mirror merge`. */
export const mergingAbout = {
  merge: [
    'Merges mirrors, folders or addresses, into the current one: new components and new versions come in, what is',
    'yanked here stays yanked. Every source is verified first. Where both have something and it is not the same,',
    'nothing is merged until somebody decides: for all conflicts by --on-conflict, for each one in the file that',
    '--dry-run --json prints: set its "decision" (and "to", the other name, with rename) and give it to --decisions.',
    'Signs for owners whose keys are in the home or in the mirror.',
  ],
};

export const mergingSummaries = { merge: 'Merge other mirrors into the current one' };

export const mergingFlags = {
  onConflict: 'fail, keep what is here, take what is there, or rename it (default fail)',
  decisions: 'file with the conflicts of a dry run and a decision for each',
  fingerprints: 'fingerprint that the root of the source must have; several in the order of the mirrors',
};
