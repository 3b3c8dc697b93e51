import { counted } from './counted.ts';

/** What `mirror clone` prints: its plan, its receipt. */
export const cloning = {
  start: (target: string, source: string, versions: string): string =>
    `Start to clone mirror, targetDir is ${target}, source mirror is ${source}, selectedVersions are [${versions}]`,
  refresh: (target: string): string => `${target} is a clone already and is refreshed: its keys are kept.`,
  archs: (archs: string): string => `Arch [${archs}]`,
  oses: (oses: string): string => `OS [${oses}]`,
  instead: (component: string, platform: string, wanted: string, instead: string): string =>
    `${component} ${platform} ${wanted} not found, using ${instead} instead.`,
  notFound: (component: string, platform: string, wanted: string): string =>
    `${component} ${platform} ${wanted} not found, skipped.`,
  dropping: (component: string, platform: string, version: string): string =>
    `${component} ${platform} ${version} leaves the mirror.`,
  selected: (components: string, files: string, size: string): string =>
    `Selected: ${components}, ${files}, ${size}`,
  toFetch: (files: string, size: string): string => `To fetch: ${files}, ${size}`,
  half: (files: string): string => `Half here, to go on with: ${files}`,
  copies: (files: string): string => `Copies of these: ${files}`,
  here: (files: string, size: string): string => `Here already: ${files}, ${size}`,
  space: (free: string): string => `Free space: ${free}`,
  metadataOnly: 'No version is selected: only the metadata is cloned (--full takes everything).',
  newKeys: (names: string): string => `New keys: ${names}`,
  keptKeys: (names: string): string => `Kept keys: ${names}`,
  unchanged: (target: string): string => `Nothing is new: ${target} stays as it is.`,
  planSaved: (file: string): string =>
    `The plan is saved; \`mirrordeck mirror clone --plan ${file}\` runs it.`,

  heading: 'What clients will find:',
  component: 'Component',
  client: 'tiup (client)',
  contents: 'Files',
  moreVersions: (latest: string, count: number): string => `${latest} +${count}`,
  done: (target: string, fetched: string, size: string, time: string): string =>
    `Cloned into ${target}: ${fetched}, ${size} in ${time}`,
  walkFine: (manifests: number): string =>
    `A client's walk: trust and ${counted(manifests, 'manifest')} are in order, and each platform installs the newest of all it lists.`,
  walkBroken: (platform: string, file: string, reason: string): string =>
    `A client of ${platform} can't install all: ${file}: ${reason}`,
  unusable: (file: string, reason: string): string => `No client can use ${file}: ${reason}`,
  keptFiles: (files: string): string => `${files} were here already`,
  fingerprint: (fingerprint: string): string => `Fingerprint: ${fingerprint}`,
  expires: (moment: string): string => `Expires: ${moment}`,
  next: (target: string): string => `Clients use it after \`mirrordeck mirror set ${target}\`.`,
};
