/** What `--help` says of the commands that keep a mirror going. */
export const upkeepAbout = {
  modify: [
    'With a version only --yank counts, and --desc, which is always of the component. Each switch can be taken back:',
    '--hide=false, --standalone=false, --yank=false.',
  ],
  renew: [
    'An expiry is only ever extended: to --days from now, without it to what TiUP gives each kind of manifest. Works',
    'on a mirror that has expired, for whoever holds its keys; everything else about it is verified first. Keys are',
    'taken from the home, from the mirror and from --key; what is missing is told before anything is signed.',
    'Whose keys are elsewhere signs there with `mirror sign`, of either client: at the addresses that --addr tells, or',
    'in the files that --out writes. Snapshot and timestamp come last, and are signed here. All of it is one change.',
  ],
  expiry: ['The exit code is 1 when something has expired or does within --within: made for cron.'],
  owner: ['Owners publish components. `mirrordeck mirror grant` makes one; its keys expire with the index.'],
  replaceKey: [
    'The old key is named by its id or the beginning of it, the new one by its file, private or public half. Every',
    'component that the old key has signed is signed anew in the same change, so the keys for that have to be here.',
  ],
  revoke: [
    'An owner goes when its components are handed over or yanked; what is yanked leaves the mirror with it.',
  ],
};

export const upkeepSummaries = {
  modify: 'Modify published component',
  renew: 'Renew manifests: of components, of roles, or of all at once',
  expiry: 'Show what expires when',
  owner: 'Manage the owners of components',
};

export const ownerSummaries = {
  list: 'List the owners, their keys and their components',
  'add-key': 'Give an owner more keys, or another threshold',
  'replace-key': "Replace an owner's key and sign its components anew",
  revoke: 'Take away an owner',
};

export const upkeepFlags = {
  ownerThreshold: 'how many of the keys have to sign (default 1)',
  newThreshold: 'how many of the keys have to sign (default as before)',
  newKey: 'key file, private or public half; repeat it for several',
  yank: 'clients no longer find it; its files stay',
  renewDays: 'days from now until it expires (default what TiUP gives)',
  renewAll: 'root, index, snapshot, timestamp and every component',
  renewRole: 'root, index, snapshot or timestamp; repeat it for several',
  renewWithin: 'only what expires within this time, such as 30d or 4w',
  dueWithin: 'what counts as due, such as 30d or 4w (default what has expired)',
  moreKeys: 'another private key to sign with; repeat it for several',
  skipMissing: 'renew what the keys here can sign and leave the rest (exit code 3)',
};
