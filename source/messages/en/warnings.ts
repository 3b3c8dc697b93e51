import { firstOf, known, named } from '../facts.ts';
import type { WarningTexts } from '../texts.ts';

export const warnings: WarningTexts = {
  'version-missing': (f) =>
    `${named('A component', f.component)}${known(f.platform)}${known(f.version)} not found${known(f.instead, ', using ', ' instead')}.`,
  'client-missing': (f) =>
    `The source has no TiUP client${known(f.platform, ' for ')}: the clone has none either.`,
  'client-unverified': (f) =>
    `The client${known(f.platform, ' for ')} can't be verified against component tiup; a clone leaves it out.`,
  'key-unusable': (f) =>
    `The key${known(f.key)}${known(f.owner, ' of the owner ')} can't be used; what only it signed is left out.`,
  'key-unlisted': (f) =>
    `The key${known(f.key)}${known(f.file, ' (', ')')} is a key neither of the next root nor of the root that is: its signature counts for nothing.`,
  'component-unusable': (f) =>
    `The component${known(f.component)} can't be used and is left out${known(f.reason, ': ')}.`,
  'expires-soon': (f) => `${f.file ?? 'A manifest'} expires${known(f.expires, ' on ')}.`,
  'part-discarded': (f) => `The half file${known(firstOf(f.file, f.path))} did not fit and is fetched anew.`,
  'source-republished': (f) =>
    `${named('The source', f.address)} was republished while it was read; starting over.`,
  'address-dropped': (f) => `${named('An address', f.address)} is not used any more${known(f.reason, ': ')}`,
  'replaced-in-source': (f) =>
    `${named('A file', f.file, f.component)}${known(f.version)} was replaced in the source.`,
  'entry-not-executable': (f) => `The entry${known(firstOf(f.entry, f.path))} is not executable.`,
  'entry-platform': (f) =>
    `The program${known(f.entry)} is made for ${f.found ?? 'something else'} and will not run on ${f.platform ?? 'this platform'}.`,
  'keys-served': (f) =>
    `Private keys lie in the served folder${known(f.path)}: this server never answers for them, another one would. Move them out.`,
  'key-exposed': (f) =>
    `The private key${known(f.file)} can be read by other users${known(f.mode, ' (mode ', ')')}: give it mode 0600.`,
  'orphan-file': (f) => `${named('A file', f.file)} belongs to nothing in this mirror.`,
  'half-committed': (f) =>
    `A commit${known(f.path, ' to ')} was stopped half-way${known(f.staged, ', its files lie in ')}: \`mirrordeck mirror verify --repair\` finishes it, with --from <source> where files are missing.`,
};
