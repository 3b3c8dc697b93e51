/** What the commands print that keep a mirror going for years: modify, renew, expiry, owner. */
export const upkeep = {
  mustSign: (threshold: number, keys: number): string =>
    keys === 1
      ? 'Its one key has to sign.'
      : `${threshold} of its ${keys} keys ${threshold === 1 ? 'has' : 'have'} to sign.`,

  modified: (component: string): string => `Modified component ${component}.`,
  modifiedVersion: (component: string, version: string): string => `Modified ${component} ${version}.`,
  nothingToModify: (component: string): string => `${component} is like that already; nothing was written.`,

  willRenew: (name: string, from: string, to: string, file: string): string =>
    `${name}: ${from} → ${to} (${file})`,
  lastsAlready: (name: string, expires: string): string => `${name} lasts until ${expires} already`,
  nothingToRenew: 'Nothing is to be renewed.',
  renewed: (count: number): string =>
    count === 1 ? '1 manifest was renewed.' : `${count} manifests were renewed.`,
  missingKeys: (name: string, needed: number, got: number, keys: string): string =>
    `Missing keys of ${name}: ${needed} needed, ${got} here; not here: ${keys}`,
  leftForWantOfKeys: (name: string, expires: string): string =>
    `${name} was left: its keys are not here; it expires ${expires}`,
  stillExpired: (name: string, expires: string): string =>
    `${name} expired on ${expires} and still has: clients refuse the mirror. \`mirrordeck mirror renew --all\` renews everything.`,

  yanked: 'yanked',
  states: { expired: 'EXPIRED', due: 'due', fine: 'ok' },
  dueCount: (count: number): string => (count === 1 ? '1 is due.' : `${count} are due.`),
  noneDue: 'Nothing is due.',

  ownersExpire: (expires: string): string =>
    `The keys of all owners are valid until the index expires: ${expires}`,
  noOwners: 'The mirror has no owners; `mirrordeck mirror grant <id>` makes one.',
  ownerWillBe: (id: string, threshold: number, keys: string): string =>
    `${id}: ${threshold} of these keys will have to sign: ${keys}`,
  ownerIs: (id: string, threshold: number, keys: string): string =>
    `${id}: ${threshold} of these keys have to sign: ${keys}`,
  ownerWillGo: (id: string): string => `The owner ${id} will be revoked`,
  ownerRevoked: (id: string): string => `The owner ${id} was revoked.`,
  signedAnew: (components: string): string => `Signed anew by their owner: ${components}`,
  goesWithOwner: (components: string): string => `Yanked components that go with the owner: ${components}`,
};
