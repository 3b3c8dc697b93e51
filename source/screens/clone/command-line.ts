import type { CloneRequest } from '../../engine/index.ts';
import { shellWord } from '../../messages/shell-word.ts';
import { brokenCommand } from '../command-rows.ts';

export { shellWord };

/** What `mirror clone` itself understands: a component of such a name is written as `--component <id>:<versions>`. */
const flags = new Set(
  'full os arch component preset prefix strict drop-unselected source also root fingerprint ca auth-file timeout limit-rate jobs dry-run plan interactive json lang help'.split(
    ' ',
  ),
);

/** The words of the command, those together that belong together: a flag and its value. */
function commandParts(request: CloneRequest, current: string | null): readonly string[] {
  const parts: string[][] = [['mirrordeck', 'mirror', 'clone', request.target, ...(request.versions ?? [])]];
  const address = request.source?.address;
  if (address !== undefined && address !== current) parts.push(['--source', address]);
  for (const also of request.source?.also ?? []) parts.push(['--also', also]);
  if (request.full === true) parts.push(['--full']);
  for (const preset of request.presets ?? []) parts.push(['--preset', preset]);
  if (request.prefix === true) parts.push(['--prefix']);
  if (request.strict === true) parts.push(['--strict']);
  if (request.dropUnselected === true) parts.push(['--drop-unselected']);
  if (request.oses !== undefined) parts.push(['--os', request.oses.join(',')]);
  if (request.archs !== undefined) parts.push(['--arch', request.archs.join(',')]);
  for (const [id, versions] of Object.entries(request.components ?? {})) {
    const list = versions.join(',');
    parts.push(flags.has(id) ? ['--component', `${id}:${list}`] : [`--${id}`, list]);
  }
  return parts.map((words) => words.map(shellWord).join(' '));
}

/** The command that asks for the same clone. `current` is the address that the home is set to: it goes unsaid. */
export function commandLine(request: CloneRequest, current: string | null): string {
  return commandParts(request, current).join(' ');
}

/** The command on rows of `width` columns. */
export function commandRows(request: CloneRequest, current: string | null, width: number): readonly string[] {
  return brokenCommand(commandParts(request, current), width);
}
