import { shellWord } from '../../messages/shell-word.ts';
import { rowAt } from '../../ui/table/table-state.ts';
import { brokenCommand } from '../command-rows.ts';
import { unnamed } from '../listed-sources.ts';
import { requestOf } from './sources-press.ts';
import type { SourceForm, SourcesState } from './sources-state.ts';

/** The commands that do what is asked, entered or marked. */
export function sourcesCommand(state: SourcesState, width: number): readonly string[] {
  const { asking, form } = state;
  if (asking !== null)
    return [
      asking.kind === 'use'
        ? `mirrordeck mirror set ${shellWord(asking.plan.address)}`
        : `mirrordeck source remove ${shellWord(asking.name)}`,
    ];
  if (form !== null) return addCommand(form, state, width);
  const source = state.list.find(({ name }) => name === rowAt(state.table)?.id);
  if (source === undefined) return ['mirrordeck source list'];
  const word = shellWord(source.name === unnamed ? source.address : source.name);
  return [`mirrordeck source test ${word}`, `mirrordeck mirror set ${shellWord(source.address)}`];
}

function addCommand(form: SourceForm, { editing }: SourcesState, width: number): readonly string[] {
  const { name, address, addresses = [], fingerprint, ca, authFile } = requestOf(form, editing);
  if (name === '' || address === '') return [];
  const parts = ['mirrordeck source add', ...[name, address, ...addresses].map(shellWord)];
  if (fingerprint !== undefined) parts.push(`--fingerprint ${shellWord(fingerprint)}`);
  if (ca !== undefined) parts.push(`--ca ${shellWord(ca)}`);
  if (authFile !== undefined) parts.push(`--auth-file ${shellWord(authFile)}`);
  if (editing !== null) parts.push('--replace');
  return brokenCommand(parts, width);
}
