import { firstOf, known, mirrorFolder, named, oneComponent } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';
import { fileErrors } from './file-errors.ts';
import { jobsErrors } from './jobs-errors.ts';
import { mergingErrors } from './merging-errors.ts';
import { ownerErrors } from './owner-errors.ts';
import { reachingErrors } from './reaching-errors.ts';
import { rotationErrors } from './rotation-errors.ts';
import { servingErrors } from './serving-errors.ts';

export const errors: ErrorTexts = {
  ...fileErrors,
  ...jobsErrors,
  ...mergingErrors,
  ...ownerErrors,
  ...reachingErrors,
  ...rotationErrors,
  ...servingErrors,
  usage: {
    title: (f) => `Wrong use of mirrordeck${known(f.command)}`,
    remedy: (f) => `\`mirrordeck${known(f.command)} --help\` shows the arguments, the flags and an example.`,
  },
  'name-invalid': {
    title: (f) => `${named('This', f.component, f.owner, f.file)} is no name that a mirror can use`,
    remedy: () =>
      'Use letters, digits, "-", "_" and "."; the first character is a letter or a digit, and reserved words are left to the mirror.',
  },
  'version-invalid': {
    title: (f) => `${named('This', f.version)} is no version`,
    remedy: () =>
      'A version is v1.2.3, v1.2.3-rc.1 or one with "nightly" in it; where versions are chosen also latest, nightly, all, ^1.2, ~7.1 and 7.x.',
  },
  'platform-invalid': {
    title: (f) => `${named('This', f.platform)} is no platform of a mirror`,
    remedy: () =>
      'Systems are linux and darwin, architectures amd64 and arm64; "any" is written for both or for neither.',
  },
  'entry-invalid': {
    title: (f) => `The entry${known(firstOf(f.entry, f.file))} can't be the program of a component`,
    remedy: () => 'The entry is the path of the program inside the tarball: relative, without "..".',
  },
  'address-invalid': {
    title: (f) => `${named('This', f.address)} is no address of a mirror`,
    remedy: () => 'Give an http:// or https:// address, a folder, or the name of a source that was added.',
  },
  'not-a-terminal': {
    title: () => 'The workstation needs a terminal',
    remedy: () => 'Open it in a terminal, or use the commands: `mirrordeck --help` lists them.',
  },
  'component-unknown': {
    title: (f) => `The mirror has no component${known(f.component)}`,
    remedy: () => '`mirrordeck list --all` shows what there is.',
  },
  'version-unknown': {
    title: (f) =>
      `There is no version${known(f.version)}${known(oneComponent(f.component), ' of ')}${known(f.platform, ' for ')}`,
    remedy: (f) =>
      `\`mirrordeck list${known(oneComponent(f.component))}\` shows the versions and their platforms.`,
  },
  'version-exists': {
    title: (f) =>
      `${named('This', f.component)}${known(f.version)} is published already${known(f.platform, ' for ')}`,
    remedy: () =>
      'Publish under a new version. Clients that installed this one keep the old bytes; --force replaces it all the same.',
  },
  'key-exists': {
    title: (f) => `The key${known(firstOf(f.path, f.file, f.key))} exists already`,
    remedy: (f) =>
      f.owner === undefined
        ? 'A key is never overwritten: take another --name.'
        : `It belongs to the owner ${f.owner}: use that owner, or make a key with \`mirrordeck mirror genkey --name <name>\`.`,
  },
  'key-missing': {
    title: (f) => `A key is missing${known(firstOf(f.path, f.file, f.key), ': ')}`,
    remedy: (f) =>
      f.keys === undefined
        ? 'Make one with `mirrordeck mirror genkey`, or say with --key where it lies.'
        : `Give with --key its path, or the name of a key of this home${known(f.keys, ': ') || '; it has none'}.`,
  },
  'key-malformed': {
    title: (f) => `${named('The file', f.file, f.path, f.key)} is no key that can be read`,
    remedy: () =>
      'Give a key file as `mirrordeck mirror genkey` or `keys export` writes it; of a public half, a PEM block will do.',
  },
  'private-key-shown': {
    title: () => 'That is a private key',
    remedy: () =>
      'Only public halves are taken this way: where the key lies, `mirrordeck keys export` writes its public half. Nothing was kept. If others may have seen the screen, make a new key.',
  },
  'mirror-exists': {
    title: (f) => `There is a mirror already${known(firstOf(f.path, f.address), ' in ')}`,
    remedy: () => 'Take an empty folder; to use the mirror that is there: `mirrordeck mirror set <folder>`.',
  },
  'not-installed': {
    title: (f) => `${named('The component', f.component)}${known(f.version)} is not installed`,
    remedy: () => '`mirrordeck list --installed` shows what is.',
  },
  'root-missing': {
    title: () => 'This home does not know a mirror yet',
    remedy: () =>
      'Choose one with `mirrordeck mirror set <address>`, or `mirrordeck mirror set --reset` for the official one.',
  },
  'source-unknown': {
    title: (f) => `There is no source and no folder${known(firstOf(f.source, f.address))}`,
    remedy: () => 'Check the path or the address; the sources screen of `mirrordeck` lists sources by name.',
  },
  'source-exists': {
    title: (f) => `There is a source of this name${known(firstOf(f.source, f.address), ': ')}`,
    remedy: () => 'Take another name, or remove the old source first.',
  },
  'source-unreachable': {
    title: (f) => `${named('The source', f.address)} can't be reached`,
    remedy: () =>
      'Check the address or the path, and for a server the network and the proxy (HTTPS_PROXY, NO_PROXY).',
  },
  'source-not-a-mirror': {
    title: (f) => `${named('The source', f.address)} is not a TiUP mirror`,
    remedy: () =>
      'The address must be the folder that holds root.json and timestamp.json; look for a login page or a wrong path.',
  },
  'source-certificate': {
    title: (f) => `The certificate of${known(f.address)} is not trusted`,
    remedy: () => 'Have the certificate repaired, or name your own authority in NODE_EXTRA_CA_CERTS.',
  },
  'source-redirect': {
    title: (f) => `${named('The source', f.address)} leads to another place`,
    remedy: () =>
      'A redirect to another host or from https to http is not followed. If the new address is right, use it directly.',
  },
  'source-changed': {
    title: () => 'The source has changed since the plan was made',
    remedy: () => 'Make the plan again.',
  },
  'target-not-empty': {
    title: (f) => `${named('The folder', f.path)} is not empty and is no mirror`,
    remedy: () => 'Take an empty folder, or one that does not exist yet.',
  },
  'target-unusable': {
    title: (f) => `${named('The place', f.path)} can't hold a mirror`,
    remedy: () =>
      'It is a file, or a part of the system such as /proc. Take a folder of a disk, new or empty.',
  },
  'target-keys-missing': {
    title: (f) =>
      `The mirror${known(f.path, ' in ')} can't be signed: private keys${known(f.owner, ' of ')} are missing`,
    remedy: (f) =>
      `Put them${known(f.path, ' into ', '/keys')} or the keys of this home${f.field === 'key' ? ', or name the folder that they are in (--key-dir)' : '; a clone can also be made in a new folder'}. Nothing was changed.`,
  },
  'target-is-source': {
    title: (f) =>
      f.source === undefined
        ? 'Source and target are the same mirror'
        : `The target lies inside the source${known(f.source)}`,
    remedy: (f) =>
      f.source !== undefined
        ? 'Take a folder outside of it.'
        : '`mirrordeck mirror set --reset` goes back to the official mirror; --source names another one for this clone.',
  },
  'lock-held': {
    title: (f) => `Somebody else is changing ${named('this mirror', mirrorFolder(f.path), f.file)}`,
    remedy: (f) => `Wait until it is done${known(f.holder, ': ')}.`,
  },
  'mirror-changed': {
    title: () => 'The mirror has changed since the plan was made',
    remedy: () => 'Nothing was written. Run the command again; a saved plan must be made anew.',
  },
  'link-refused': {
    title: (f) =>
      `A link lies where ${firstOf(f.path, f.file) ?? 'a folder of the mirror'} should be a folder`,
    remedy: () =>
      'Nothing is written through it: it may lead out of the mirror. If you made it, put a real folder in its place.',
  },
  'journal-corrupt': {
    title: (f) => `The record of an unfinished change can't be read${known(firstOf(f.path, f.file), ': ')}`,
    remedy: () => 'Check the mirror with `mirrordeck mirror verify`; when it is whole, remove that file.',
  },
  'toml-corrupt': {
    title: (f) => `${named('The file', f.path, f.file)} is not valid TOML`,
    remedy: () => 'Repair or remove it; `mirrordeck mirror set <address>` writes it anew.',
  },
  'settings-corrupt': {
    title: (f) => `The settings can't be read${known(firstOf(f.path, f.file), ': ')}`,
    remedy: () => 'Repair or remove that file; only the language and the remembered sources are in it.',
  },
  'plan-corrupt': {
    title: (f) =>
      `${named('The file', f.file, f.path)} ${f.command === 'mirror merge' ? 'holds no decisions that a merge can use' : 'is no saved plan'}`,
    remedy: (f) =>
      f.command === 'mirror merge'
        ? 'Print it again and edit only "decision" and "to": `mirrordeck mirror merge <mirror> --dry-run --json`.'
        : 'Save it again: `mirrordeck mirror clone <target> … --dry-run --plan <file>`.',
  },
  'tarball-malformed': {
    title: (f) => `${named('The file', f.file, f.path)} is no tar.gz that can be read`,
    remedy: () => 'Make it again with `mirrordeck package`.',
  },
  'tarball-unsafe': {
    title: (f) => `${named('The file', f.file, f.path)} would write outside its folder`,
    remedy: () =>
      'Do not use it, and tell whoever made it: nothing of it was kept. When you are packing, leave that entry out.',
  },
  'entry-missing': {
    title: (f) => `The tarball holds no${known(firstOf(f.entry, f.path))}`,
    remedy: () => 'The entry is a path inside the tarball: `tar tzf <tarball>` lists them.',
  },
  'entry-not-executable': {
    title: (f) => `${named('The entry', f.entry, f.path)} can't be executed`,
    remedy: () => 'Set its mode (`chmod +x`) and make the tarball again.',
  },
  'program-failed': {
    title: (f) => `${named('The file', f.path, f.file, f.component)} could not be started`,
    remedy: () => 'Check that it is a program for this machine; `mirrordeck install --force` brings it anew.',
  },
  incomplete: {
    title: () => 'Not all files could be had',
    remedy: () => 'What is here is right. Run the same command again: it takes only what is missing.',
  },
  'manifest-malformed': {
    title: (f) =>
      `${named('The file', f.file)} is not a manifest that can be trusted${known(f.field, ' (', ')')}`,
    remedy: () =>
      'The mirror is damaged or was made wrongly. Nothing was changed; try another source or tell its operator.',
  },
  'manifest-too-long': {
    title: (f) => `${named('The file', f.file)} is longer than it may be`,
    remedy: () => 'The mirror is damaged, or something answers in its place. Nothing was changed.',
  },
  'manifest-expired': {
    title: (f) => `${named('The file', f.file)} expired${known(f.expires, ' on ')}`,
    remedy: () =>
      "Its operator signs it anew with `mirrordeck mirror renew --all`. If this machine's clock is wrong, set it.",
  },
  'signature-invalid': {
    title: (f) => `A signature in${known(f.file)} is wrong${known(f.key, ' (key ', ')')}`,
    remedy: () =>
      'The file was damaged or tampered with. Nothing was changed; do not use this source until its operator explains it.',
  },
  'signature-threshold': {
    title: (f) =>
      `${named('The file', f.file)} has too few signatures${known(f.got, ' (', `${known(firstOf(f.expected, f.needed), ' of ')})`)}`,
    remedy: () =>
      "It is not signed by the keys that the mirror's root names. Nothing was changed; ask its operator.",
  },
  'key-unusable': {
    title: (f) => `A key can't be used${known(f.key, ': ')}${known(f.file, ' in ')}`,
    remedy: () => "mirrordeck knows RSA and ed25519 keys. Ask the mirror's operator to replace it.",
  },
  rollback: {
    title: (f) => `${named('The file', f.file)} is older than what this machine has seen`,
    remedy: () =>
      'The mirror was set back, or an old copy is being served. Nothing was changed; ask its operator.',
  },
  'hash-mismatch': {
    title: (f) => `${named('The file', f.file)} holds other bytes than the mirror has signed`,
    remedy: () => 'The file was damaged or tampered with and was not kept. Try again, or another source.',
  },
  'length-mismatch': {
    title: (f) => `${named('The file', f.file)} has another length than the mirror has signed`,
    remedy: () => 'The file was damaged or cut off and was not kept. Try again, or another source.',
  },
  'binding-mismatch': {
    title: (f) => `${named('The file', f.file)} is not the file that the mirror names there`,
    remedy: () => "Its type, name or version is another one. Nothing was changed; ask the mirror's operator.",
  },
  'root-changed': {
    title: (f) => `The mirror${known(f.address, ' at ')} is not the one that was there before`,
    remedy: () =>
      'It has other root keys now: it was made anew, or somebody stands in between. Ask its operator for the fingerprint, then `mirrordeck mirror set <address> --fingerprint <fingerprint>`.',
  },
  'fingerprint-mismatch': {
    title: (f) => `The mirror${known(f.address, ' at ')} has another fingerprint than the one given`,
    remedy: () =>
      'Compare the fingerprint with its operator by another way than this network. Nothing was trusted.',
  },
  interrupted: {
    title: () => 'Stopped before it was done',
    remedy: () => 'Run the same command again: it goes on from what is here.',
  },
};
