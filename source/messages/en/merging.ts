/** What `mirror merge` prints: the plan, each conflict, what was done. */
export const merging = {
  start: (sources: string, target: string): string => `Merging ${sources} into ${target}`,
  brings: (component: string, owner: string, versions: string): string =>
    `${component} comes in, owner ${owner}: ${versions}`,
  adds: (component: string, versions: string): string => `${component} gets ${versions}`,
  replaces: (component: string, versions: string): string => `${component}: other bytes for ${versions}`,
  drops: (component: string, versions: string): string => `${component} loses ${versions}`,
  describes: (component: string, description: string): string =>
    `${component} is described as: ${description}`,
  staysSigned: (component: string): string => `${component} stays as its owner signed it.`,
  grants: (owner: string, source: string): string => `Owner ${owner} of ${source} is granted`,
  defaults: (components: string): string => `Default components: ${components}`,
  identical: (versions: string): string => `Alike already: ${versions}`,
  toFetch: (files: string, size: string): string => `To fetch: ${files}, ${size}`,
  space: (free: string): string => `Free space: ${free}`,
  missingOwnerKeys: (owner: string, component: string): string =>
    `missing owner keys for owner ${owner} on component ${component}`,

  left: {
    kept: (what: string): string => `${what} is left out, as decided`,
    undecided: (what: string): string => `${what} is left out until somebody decides`,
    'yanked-here': (what: string): string => `${what} was yanked here and is not brought back`,
    'old-nightly': (what: string): string => `${what} is left out: a component has one nightly`,
    unusable: (what: string): string => `${what} can't be used and is left out`,
    reserved: (what: string): string => `${what} is left out: stock clients use that name themselves`,
  },

  conflict: (what: string, source: string, decision: string): string =>
    `Conflict with ${source}: ${what} [${decision}]`,
  kinds: {
    version: (about: string, here: string, there: string): string =>
      `${about} has other bytes (here ${here}, there ${there})`,
    owner: (about: string, here: string, there: string): string =>
      `${about} belongs to ${here}, there to ${there}`,
    'owner-keys': (about: string, here: string, there: string): string =>
      `owner ${about} has other keys (here ${here}, there ${there})`,
    'owner-unknown': (about: string, _here: string, there: string): string =>
      `owner ${about} is unknown here (key ${there})`,
    nightly: (about: string, here: string, there: string): string =>
      `${about} has another nightly (here ${here}, there ${there})`,
    platform: (about: string, here: string, there: string): string =>
      `${about} would come to its clients as ${there} and hide any/any ${here}`,
    file: (about: string, here: string, there: string): string =>
      `the file ${about} holds something else (here ${here}, there ${there})`,
    'default-components': (_about: string, here: string, there: string): string =>
      `other default components (here ${here}, there ${there})`,
  },
  decisions: {
    fail: 'undecided',
    keep: 'keep',
    take: 'take',
    rename: 'rename',
  },
  renamedTo: (to: string): string => `rename to ${to}`,
  nobody: 'none',

  andMore: (versions: string, count: number): string => `${versions} and ${count} more`,
  unchanged: (target: string): string => `Nothing is new: ${target} stays as it is.`,
  unchangedByDecision: (target: string): string =>
    `By what was decided nothing changes: what is new stays out, and ${target} stays as it is.`,
  done: (target: string, components: string, versions: string, size: string, time: string): string =>
    `Merged into ${target}: ${components}, ${versions}, ${size} in ${time}`,
};
