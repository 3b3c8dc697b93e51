/** What `--help` says of verify --repair, prune, doctor, keys and completion. */
export const careAbout = {
  verify: [
    'With --repair what is broken in a folder is put right and nothing else is touched: tarballs by their signed hash',
    'from any mirror that has them, manifests byte for byte from one with the same root. The exit code is 3 when',
    'files are still missing, 4 when something that is there is wrong.',
  ],
  prune: [
    'A version goes when no policy keeps it; with --older-than only if it is that old. Without a policy none goes.',
    'Never the nightly, the latest of a platform, what a version that stays depends on, the version of the client.',
    'Versions are yanked first, signed by their owners; the files are deleted by a later prune, after --grace.',
    'Old manifests and files that belong to nothing go the same way. --dry-run shows it all.',
  ],
  doctor: ['The exit code is 1 when there is a problem.'],
  keys: ['Keys of owners lie in the home, those of the roles with their mirror.'],
  completion: [
    'bash:  mirrordeck completion bash > ~/.local/share/bash-completion/completions/mirrordeck',
    'zsh:   mirrordeck completion zsh > ~/.zfunc/_mirrordeck',
    'fish:  mirrordeck completion fish > ~/.config/fish/completions/mirrordeck.fish',
    'For bash the package bash-completion has to be there. Names come from what this user has seen: no network.',
  ],
};

export const careSummaries = {
  prune: 'Take versions out of the mirror, and delete what nothing needs',
  doctor: 'Look at everything around a mirror that stops people, and say what to do',
  keys: 'Manage keys: list, import, export, check',
  completion: 'Print the completion script of a shell',
};

export const keysSummaries = {
  list: 'List the keys and what they sign in the current mirror',
  import: 'Take key files into the home',
  export: 'Write the public half of a key into a file',
  check: 'Check that keys are right, and that nobody else can read them',
};

export const careFlags = {
  sample: 'read only this share of the tarballs, drawn at random, such as 10%',
  repair: 'put right what is broken',
  repairFrom: 'where to fetch from: an address, a folder or a source by name; repeat it for several',
  pruneComponent: 'only this component; by comma or repeated',
  keepLast: 'keep the newest so many versions of each component',
  keepMinor: 'keep the newest so many of each major.minor',
  keepVersions: 'keep these: versions, beginnings of versions, ranges; by comma or repeated',
  olderThan: 'only what was released longer ago, such as 180d',
  grace: 'time between yanking and deleting, such as 7d (default 7d)',
  pruneNow: 'delete at once what would wait',
  dropLatest: 'the latest version of a platform may go, too',
  doctorPort: 'the port that you want to serve at (default 8989)',
  mirrorKeys: "the keys of the current mirror's folder instead of your own",
  importName: 'its name among your keys (default that of the file)',
  importPublic: 'take the public halves only',
  exportPrivate: 'the private key; needs --to',
  exportTo: 'the file to write (default <first 16 of id>-public.json)',
  keyType: 'rsa or ed25519, which stock clients refuse (default rsa)',
  stockRefuses: 'you know that stock clients refuse a mirror with an ed25519 key',
};
