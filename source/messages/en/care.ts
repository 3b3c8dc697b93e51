import type { DoctorTexts } from '../doctor-texts.ts';
import { known } from '../facts.ts';
import { counted } from './counted.ts';

const doctor: DoctorTexts = {
  'home-unset': {
    title: () => 'No mirror is set; the official one is used.',
    remedy: () => '`mirrordeck mirror set <address>` sets yours.',
  },
  'home-unreadable': {
    title: (f) => `The home can't be read${known(f.file, ': ')}.`,
    remedy: () => 'Correct or remove that file, then `mirrordeck mirror set <address>` writes it anew.',
  },
  'home-unwritable': {
    title: (f) => `Nothing can be written in ${f.path}.`,
    remedy: () => 'Give this user the folder, or name another with TIUP_HOME.',
  },
  'settings-corrupt': {
    title: (f) => `The settings can't be read${known(f.file, ': ')}${known(f.field, ', ')}.`,
    remedy: () => 'Correct that file, or remove it: it is made anew.',
  },
  'mirror-unreachable': {
    title: (f) => `The mirror can't be reached: ${f.address}.`,
    remedy: () => 'Check the address with `mirrordeck mirror show`, the network, and the proxy variables.',
  },
  'mirror-untrusted': {
    title: (f) => `The mirror can't be trusted: ${f.address}.`,
    remedy: () =>
      'Ask its operator. A mirror of your own: `mirrordeck mirror verify`, and `mirrordeck mirror verify --repair`.',
  },
  'mirror-expired': {
    title: (f) => `${f.file} expired on ${f.expires}.`,
    remedy: () =>
      'Whoever holds the keys runs `mirrordeck mirror renew --all`; of another mirror ask its operator.',
  },
  'mirror-expiring': {
    title: (f) => `${f.file} expires on ${f.expires}.`,
    remedy: () => 'Whoever holds the keys runs `mirrordeck mirror renew --within 30d`.',
  },
  'mirror-unknown': {
    title: (f) => `This mirror was never met before: ${f.address}.`,
    remedy: (f) => `Compare its fingerprint with what its operator says: ${f.fingerprint}`,
  },
  'key-exposed': {
    title: (f) => `Others can read the private key ${f.file} (mode ${f.mode}).`,
    remedy: (f) => `\`chmod 600 ${f.file}\`; if somebody may have read it, replace the key.`,
  },
  'key-folder-open': {
    title: (f) => `Others can change the folder of keys ${f.path} (mode ${f.mode}).`,
    remedy: (f) => `\`chmod 700 ${f.path}\``,
  },
  'key-unusable': {
    title: (f) => `There is no usable key in ${f.file}${known(f.reason, ': ')}.`,
    remedy: () => 'Move that file elsewhere: stock clients stop at anything among the keys that is none.',
  },
  'key-mismatch': {
    title: (f) => `The key in ${f.file} makes signatures that its public half refuses.`,
    remedy: () => 'Fetch the key from a backup, or replace it.',
  },
  'key-ed25519': {
    title: (f) => `The key in ${f.file} is of type ed25519: stock clients refuse every mirror that lists it.`,
    remedy: () =>
      'For mirrors that stock clients read make another: `mirrordeck mirror genkey --name <name>`.',
  },
  'key-twice': {
    title: (f) => `${f.file} holds the same key as ${f.path}.`,
    remedy: () => 'Remove one of them, lest one be forgotten when the key is replaced.',
  },
  'keys-missing': {
    title: (f) =>
      `Of role ${f.owner} ${counted(f.got, 'key is', 'keys are')} here, and ${counted(f.needed, 'has', 'have')} to sign.`,
    remedy: () => 'Bring the others when you change the mirror, or replace them: `mirrordeck mirror rotate`.',
  },
  'keys-in-tree': {
    title: (f) => `Private keys lie in the mirror's folder: ${f.path}.`,
    remedy: () =>
      'Our server never gives them out, another one would: serve with `mirrordeck serve`, or move them out.',
  },
  'disk-low': {
    title: (f) => `The disk of ${f.path} is nearly full: ${f.free} bytes are free.`,
    remedy: () => 'Make room; `mirrordeck mirror prune --dry-run` shows what a mirror could do without.',
  },
  'clock-skew': {
    title: (f) =>
      `The clock of this machine differs by ${counted(f.seconds, 'second')} from that of ${f.address}.`,
    remedy: () => 'Set the clock: whether a manifest has expired is judged by it.',
  },
  'proxy-invalid': {
    title: (f) => `${f.name} is no address of a proxy.`,
    remedy: (f) => `Set ${f.name} as in http://proxy.example.com:3128, or unset it.`,
  },
  'proxy-in-use': {
    title: (f) => `The mirror is reached by way of a proxy: ${f.address}.`,
    remedy: (f) => `If that isn't meant, add ${f.host} to NO_PROXY.`,
  },
  'certificates-missing': {
    title: (f) => `${f.name} names a file that isn't there: ${f.path}.`,
    remedy: (f) => `Put the certificates there, or unset ${f.name}.`,
  },
  'port-taken': {
    title: (f) => `Something listens at port ${f.port} already.`,
    remedy: () => 'If it is not your own server: `mirrordeck serve --port <another>`.',
  },
  'terminal-dumb': {
    title: () => 'This terminal can only show lines (TERM).',
    remedy: () => 'Set TERM, as in TERM=xterm-256color; commands work without.',
  },
  'terminal-not-utf8': {
    title: (f) =>
      `The locale is not UTF-8${known(f.locale, ': ')}: frames and other languages may look broken.`,
    remedy: () => 'Set LANG, as in LANG=C.UTF-8.',
  },
  'terminal-small': {
    title: (f) => `The terminal is small: ${f.columns}x${f.rows}.`,
    remedy: (f) => `The screens need ${f.needed}: make the window larger.`,
  },
  'leftover-set': {
    title: () => 'Setting the mirror was interrupted.',
    remedy: () => '`mirrordeck mirror set <address>` once more finishes it.',
  },
  'leftover-commit': {
    title: (f) => `A change of the mirror was interrupted: ${f.path}.`,
    remedy: () =>
      'The next change finishes or clears it; `mirrordeck mirror verify` says whether all is right.',
  },
  'leftover-downloads': {
    title: (f) => `${f.bytes} bytes of interrupted work lie in ${f.path}.`,
    remedy: () =>
      'The same command once more goes on with them; if it is not wanted any more, remove the folder.',
  },
  'leftover-stock-commit': {
    title: (f) => `Stock clients left commits in ${f.path}.`,
    remedy: () =>
      '`mirrordeck mirror prune` removes old ones; `mirrordeck mirror verify` says whether one was stopped.',
  },
};

/** What verify --repair, prune, doctor, keys and completion print. */
export const care = {
  doctor,
  sampled: (read: string, of: string): string => `A sample: ${read} of ${of} were read.`,

  repairActions: {
    restore: (file: string, from: string): string => `${file} is taken from ${from}, byte for byte`,
    fetch: (file: string, size: string): string => `${file} is fetched (${size})`,
    copy: (file: string, from: string): string => `${file} is copied from ${from}`,
  },
  nothingToRepair: 'Nothing is to be repaired.',
  repaired: (count: number): string =>
    count === 1 ? '1 file was repaired.' : `${count} files were repaired.`,
  stillBroken: (count: number): string =>
    count === 1 ? '1 file is still not right:' : `${count} files are still not right:`,

  keepReasons: {
    'keep-last': (of: string): string => `one of the last ${of}`,
    'keep-minor': (of: string): string => `among the newest of ${of}`,
    keep: (of: string): string => `kept${known(of, ': ')}`,
    young: (of: string): string => `young, of ${of}`,
    latest: (of: string): string => `latest on ${of}`,
    nightly: (_of: string): string => 'the nightly',
    default: (_of: string): string => 'of a default component',
    client: (of: string): string => `the client on ${of}`,
    needed: (of: string): string => `needed by ${of}`,
  },
  goes: 'goes',
  willPrune: (versions: string, size: string): string => `${versions} will be yanked, ${size}`,
  willDelete: (files: string, size: string): string => `${files} will be deleted, ${size}`,
  waiting: (files: string, size: string, due: string): string =>
    `${files} wait to be deleted, ${size}; the first from ${due} on, by the next \`mirrordeck mirror prune\``,
  fileKinds: {
    tarball: 'of a yanked version',
    manifest: 'replaced by a newer one',
    orphan: 'of nothing in this mirror',
    commit: 'left by a stock client',
  },
  prunedVersions: (versions: string): string => `Yanked: ${versions}.`,
  prunedFiles: (files: string, size: string): string => `Deleted: ${files}, ${size}.`,
  nothingToPrune: 'Nothing is to be pruned.',

  fine: 'fine',
  states: { problem: 'PROBLEM', note: 'note' },
  areas: {
    home: 'Home',
    settings: 'Settings',
    mirror: 'Mirror',
    keys: 'Keys',
    disk: 'Disk',
    clock: 'Clock',
    proxy: 'Proxy',
    certificates: 'Certificates',
    port: 'Port',
    terminal: 'Terminal',
    leftovers: 'Leftovers',
  },
  problemCount: (count: number): string => (count === 1 ? '1 problem.' : `${count} problems.`),
  noProblems: 'No problem was found.',

  noKeys: 'There are no keys.',
  usesUnknown: (reason: string): string =>
    `What the keys sign can't be told, the mirror can't be read: ${reason}`,
  keyImported: (id: string, path: string): string => `Key ${id} is now ${path}`,
  keyWillBeImported: (id: string, path: string): string => `Key ${id} will be ${path}`,
  keyPresent: (id: string, path: string): string => `Key ${id} is there already: ${path}`,
  keyExported: (id: string, path: string): string => `Key ${id} was written to ${path}`,
  keyWillBeExported: (id: string, path: string): string => `Key ${id} will be written to ${path}`,
  privateExported: 'It is the private key: whoever reads that file signs in its name.',
  keysFine: 'The keys are as they should be.',
  ed25519Warning:
    'An ed25519 key: stock TiUP clients refuse a whole mirror that lists one. Only mirrordeck can read such a mirror.',
  ed25519Question: 'Make it all the same? (yes/no) ',
  ed25519NeedsYes:
    'stock clients refuse a whole mirror for one ed25519 key: answer yes, or add --yes-stock-clients-refuse-it',
};
