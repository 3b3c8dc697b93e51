import { counted } from './counted.ts';

export const sources = {
  title: 'Sources',
  add: 'A new source',
  edit: (name: string): string => `Change the source ${name}`,
  none: 'No sources.',
  nothingTested: 'Enter tests the source: signatures, expiry, contents. * marks the current mirror.',
  official: 'built in',
  unnamed: 'current mirror',
  columns: { name: 'Name', address: 'Address', fingerprint: 'Fingerprint' },
  fields: {
    name: 'Name',
    address: 'Address',
    fingerprint: 'Fingerprint',
    also: 'More addresses',
    ca: 'Authorities',
    auth: 'Credentials',
  },
  hints: {
    name: 'How you call it, for example: plant-a',
    address: 'http://host:port, https://host/path, or a folder',
    fingerprint:
      'Optional: 64 hex digits from whoever runs the mirror. Without it, what it shows first is remembered.',
    also: 'Optional: further http(s) addresses of the same mirror, by comma. The fastest is used.',
    ca: 'Optional: PEM file of authorities to trust for it.',
    auth: 'Optional: file (mode 0600) with a line `bearer TOKEN` or `basic USER:PASSWORD`.',
  },
  wrong: {
    empty: 'This is needed.',
    name: 'Letters, digits, dot, dash and underscore only, at most 64.',
    taken: 'There is a source of this name already.',
    address: 'An address has no blanks.',
    fingerprint: 'A fingerprint has exactly 64 hex digits.',
  },
  doing: {
    list: 'Reading the list ...',
    add: 'Reading and verifying the mirror ...',
    test: 'Reading and verifying the mirror ...',
    plan: 'Reading and verifying the mirror ...',
    set: 'Setting the current mirror ...',
    remove: 'Removing ...',
  },
  report: {
    title: (name: string, milliseconds: number): string => `${name} is in order (${milliseconds} ms)`,
    contents: (components: number, versions: number, client: string | null): string =>
      `${counted(components, 'component')}, ${counted(versions, 'version')}${client === null ? '' : `, client ${client}`}`,
    trust: (trust: string, version: number): string => `${trust}, version ${version} of the root`,
    fingerprint: (text: string): string => `Fingerprint ${text}`,
    owners: (names: string): string => `Owners ${names}`,
  },
  asking: {
    use: (address: string): string => `Make ${address} the current mirror?`,
    previous: (address: string | null): string =>
      address === null ? 'None is set now.' : `Now it is ${address}`,
    remove: (name: string): string => `Forget the source ${name}? The mirror itself is not touched.`,
    owners: (names: string): string => `Its owners: ${names}`,
    compare:
      'Is this the fingerprint of the mirror that you mean? Everything installed from now on rests on it.',
    compareNew:
      'Never seen before. Compare the fingerprint with the one its operator tells you, by another way than this network. Is it the same?',
  },
};
