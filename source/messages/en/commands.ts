import { counted } from './counted.ts';

/** What commands print. Where the stock client prints a sentence for the same thing, the English one is that. */
export const commands = {
  error: 'Error',
  warning: 'Warning',
  unexpected: 'Something went wrong that should not have',
  unexpectedRemedy: 'Please report it with the command you ran; MIRRORDECK_TRACE=1 adds where it happened.',
  didYouMean: (name: string): string => `Did you mean \`mirrordeck ${name}\`?`,
  stopping: 'Stopping; press Ctrl-C again to stop at once.',
  nothingChanged: 'Nothing was changed (--dry-run).',
  willSign: (file: string, version: number, expires: string): string =>
    `${file} will be signed: version ${version}, expires ${expires}`,

  firstContact: (address: string): string => `First contact with the mirror ${address}`,
  itsFingerprint: (fingerprint: string): string => `Fingerprint: ${fingerprint}`,
  itsOwners: (owners: string): string => `Owners: ${owners}`,
  itsRootKeys: (keys: string): string => `Root keys: ${keys}`,
  remembered: 'It is remembered from now on; compare it with what the operator of the mirror says.',

  phases: {
    trust: 'Checking whom to trust',
    manifests: 'Reading the manifests',
    plan: 'Making the plan',
    check: 'Checking what is here already',
    download: 'Downloading',
    client: 'Checking the clients',
    sign: 'Signing',
    commit: 'Writing the mirror',
    pack: 'Packing',
    unpack: 'Unpacking',
    verify: 'Verifying',
  },
  progress: (done: string, total: string, filesDone: number, filesTotal: number): string =>
    `${done} of ${total}, ${filesDone}/${counted(filesTotal, 'file')}`,
  left: (time: string): string => `${time} left`,
  moreFiles: (count: number): string => `and ${count} more`,
  retrying: (name: string, reason: string): string => `${name} is tried again: ${reason}`,

  creatingFolder: (path: string): string => `Target path "${path}" does not exist, creating new directory...`,
  initializing: (path: string, keyDir: string): string =>
    `Initializing empty new repository at "${path}", private keys will be stored in "${keyDir}"...`,
  initialized: (path: string, keyDir: string): string =>
    `New repository initialized at "${path}", private keys are stored in "${keyDir}".`,
  useMirror: (path: string): string =>
    `Use \`mirrordeck mirror set ${path}\` command to set and use the new repository.`,
  keyWillBeWritten: (path: string): string => `A private key will be written to ${path}`,
  keyWritten: (path: string): string => `Private key has been written to ${path}`,
  keyThere: (path: string): string => `private key already exists (${path}), skipped`,
  publicKeyWritten: (path: string): string => `Public key has been written to current working dir: ${path}`,
  noOwnerName: (id: string): string => `No --name is given, using ${id} as default`,
  granting: (id: string, name: string, key: string, file: string): string =>
    `Granting ${id}(${name}) with public key ${key} from ${file}`,
  granted: (id: string, name: string, key: string): string =>
    `Granted new owner ${id}(${name}) with public key ${key}.`,
  uploading: (file: string, bytes: number, sha256: string): string =>
    `uploading ${file} with ${bytes} bytes, sha256: ${sha256} ...`,
  creatingComponent: (component: string): string => `Creating component ${component}`,
  replacing: (component: string, version: string, platform: string): string =>
    `Replacing ${component} ${version} for ${platform}`,
  published: (component: string, version: string, platform: string): string =>
    `Published ${component} ${version} for ${platform}.`,
  mirrorSet: (address: string): string => `Successfully set mirror to ${address}`,
  settingMirror: (address: string, previous: string): string => `Mirror: ${address} (until now: ${previous})`,
  none: 'none',

  verified: (manifests: number, files: string, size: string): string =>
    `Verified: ${counted(manifests, 'manifest')}, ${files}, ${size}`,
  wholeMirror: 'The mirror is whole: every signature, reference and file is right.',
  wrongFiles: (count: number): string =>
    count === 1 ? '1 file is not right:' : `${count} files are not right:`,

  packing: (files: number, size: string, file: string): string =>
    `${counted(files, 'entry', 'entries')}, ${size} into ${file}`,
  packaged: (file: string, size: string): string => `Created ${file} (${size})`,
  replacesPackage: (file: string): string => `Replacing ${file}`,

  availableComponents: 'Available components:',
  availableVersions: (component: string): string => `Available versions for ${component}:`,
  willInstall: (component: string, version: string, size: string): string =>
    `${component} ${version} will be installed (${size})`,
  installed: (component: string, version: string): string => `Installed ${component} ${version}`,
  alreadyInstalled: (component: string, version: string): string =>
    `${component} ${version} is installed already`,
  updated: 'Updated successfully!',
  removing: (path: string): string => `Removing directory ${path}`,
  uninstalled: (component: string): string => `Uninstalled component \`${component}\` successfully!`,
  nothingInstalled: 'Nothing is installed.',
  notInstalled: (component: string, version: string): string =>
    `The component \`${component}\` version ${version} is not installed; downloading from repository.`,
  starting: (component: string, command: string): string => `Starting component ${component}: ${command}`,
};
