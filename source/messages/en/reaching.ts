/** What the commands say of reaching sources: proxies, authorities, credentials, rates, several addresses. */
export const reaching = {
  about: {
    source: [
      'Mirrors by name: where they are, how they are reached, which root they must have. Commands take the name in',
      'the place of an address. Proxies come from HTTP_PROXY, HTTPS_PROXY and NO_PROXY.',
    ],
    add: [
      'Several addresses are of one mirror: manifests are read from the one that answers first, tarballs from those',
      'that are fast. The file of credentials has mode 0600 and lines `[address] bearer TOKEN` or',
      '`[address] basic USER:PASSWORD`; without an address a line is for the first address. They are kept in the',
      'settings, which only you can read, and are never shown.',
    ],
  },
  summary: 'Manage the mirrors that are known by name',
  summaries: {
    list: 'List the sources',
    add: 'Remember a source, and how it is reached',
    remove: 'Forget a source',
    test: 'Read and verify a source and say what it holds',
  },
  flags: {
    replace: 'change the source of this name',
    ca: 'PEM file of authorities to trust besides the usual ones',
    authFile: 'file of credentials, mode 0600: [address] bearer TOKEN, or basic USER:PASSWORD',
    timeout: 'time limits: 60s for all, or connect=5s,headers=20s,stall=2m',
    limitRate: 'bytes per second of all downloads, also by hours of the day: 20M,08:00-18:00=5M',
    also: 'another address of the same mirror; repeat it for several',
  },
  added: (name: string, address: string): string => `Added source ${name}: ${address}`,
  removed: (name: string): string => `Forgot source ${name}.`,
  firstContactToCome:
    'No fingerprint was given: what the mirror shows at the first visit is remembered; compare it then.',
};
