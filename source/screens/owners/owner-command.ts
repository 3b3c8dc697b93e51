import { shellWord } from '../../messages/shell-word.ts';
import { brokenCommand } from '../command-rows.ts';
import type { Planned } from './owners-asked.ts';

/** The command that carries out the same. */
export function ownerCommand(planned: Planned, width: number): readonly string[] {
  const parts = planned.kind === 'grant' ? grantParts(planned.plan) : changeParts(planned.plan.request);
  return brokenCommand(
    parts.map((words) => words.map(shellWord).join(' ')),
    width,
  );
}

type Plans<Kind extends Planned['kind']> = Extract<Planned, { readonly kind: Kind }>['plan'];

function keyParts(files: readonly string[]): readonly (readonly string[])[] {
  return files.map((file) => ['-k', file]);
}

function grantParts({ id, name, threshold, keys }: Plans<'grant'>): readonly (readonly string[])[] {
  return [
    ['mirrordeck', 'mirror', 'grant', id],
    ['--name', name],
    ...keyParts(keys.map(({ file }) => file)),
    ...(threshold === 1 ? [] : [['--threshold', String(threshold)]]),
  ];
}

function changeParts(request: Plans<'change'>['request']): readonly (readonly string[])[] {
  const command = ['mirrordeck', 'mirror', 'owner'];
  switch (request.change) {
    case 'add-key':
      return [
        [...command, 'add-key', request.id],
        ...keyParts(request.keys),
        ...(request.threshold === undefined ? [] : [['--threshold', String(request.threshold)]]),
      ];
    case 'replace-key':
      return [[...command, 'replace-key', request.id], [`${request.old}=${request.key}`]];
    case 'revoke':
      return [[...command, 'revoke', request.id]];
  }
}
