import { counted } from './counted.ts';

const trusts = {
  official: 'official root, built in',
  pinned: 'root given beforehand',
  remembered: 'root known from before',
  local: 'folder of this machine',
  new: 'root met for the first time',
};

export const home = {
  title: 'Home',
  loading: 'Reading the current mirror ...',
  labels: {
    mirror: 'Current mirror',
    trust: 'Trust',
    contents: 'In it',
    expires: 'Expires first',
    installed: 'Installed',
    home: 'TiUP home',
  },
  none: { mirror: 'none yet', installed: 'nothing' },
  trust: (origin: keyof typeof trusts, fingerprint: string): string => `${trusts[origin]} (${fingerprint})`,
  contents: (components: number, versions: number, client: string | null): string =>
    `${counted(components, 'component')}, ${counted(versions, 'version')}${client === null ? '' : `, client ${client}`}`,
  expires: (file: string, when: string, moment: string): string => `${file} ${when} (${moment})`,
  disk: (path: string, free: string): string => `${path} (${free} free)`,
  moreFacts: '... d shows all of this',
  next: 'What next?',
  groups: {
    take: 'Take from a mirror',
    offer: 'Offer it',
    fill: 'Put your own in',
    care: 'Keep it in order',
    around: 'Around it',
  },
  needs: {
    nothing: 'Nothing needs doing. What next?',
    expired: (file: string, when: string, more: number): string =>
      `${file}${more > 0 ? ` and ${more} more` : ''} expired ${when}`,
    expires: (file: string, when: string, more: number): string =>
      `${file}${more > 0 ? ` and ${more} more` : ''} ${more > 0 ? 'expire' : 'expires'} ${when}`,
    interrupted: (job: string): string => `Stopped: ${job}`,
    running: (job: string, percent: number | null): string =>
      `Running${percent === null ? '' : `, ${percent}%`}: ${job}`,
    /** The component and its next owner; nulls: the root. */
    waiting: (component: string | null, owner: string | null, signed: number): string =>
      `Waits for signatures (${signed} so far): ${component === null ? 'the next root' : `${component} for ${owner}`}`,
    unfinished: {
      /** Null: everything. */
      clone: (components: number | null, when: string): string =>
        `Left off: ${components === null ? 'everything' : counted(components, 'component')} chosen, ${when}`,
      /** Null: none by hand, only the rule for all. */
      merge: (decisions: number | null, when: string): string =>
        `Left off: ${decisions === null ? 'a rule chosen' : `${counted(decisions, 'decision')} made`}, ${when}`,
    },
    news: (first: string, more: number, source: string): string =>
      `Newer at the source: ${first}${more > 0 ? ` and ${more} more` : ''} (${source})`,
    disk: (free: string): string => `Only ${free} free where the TiUP home is`,
    none: 'No mirror is set yet',
  },
};
