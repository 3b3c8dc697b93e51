import { isTicked, textEntry, textOf } from '../../ui/form/form-state.ts';
import type { EditForm } from './publish-state.ts';
import type { Tarball } from './tarball.ts';

/** What can be changed of a tarball's description; the focus is on the first thing that is missing. */
export function editForm(tarball: Tarball): EditForm {
  const entries: EditForm['entries'] = [
    textEntry('component', tarball.component),
    textEntry('version', tarball.version),
    textEntry('os', tarball.os),
    textEntry('arch', tarball.arch),
    textEntry('entry', tarball.entry),
    textEntry('description', tarball.description),
    { kind: 'tick', name: 'standalone', on: tarball.standalone },
    { kind: 'tick', name: 'hidden', on: tarball.hidden },
    { kind: 'tick', name: 'force', on: tarball.force === true },
  ];
  const missing = entries.findIndex((entry) => entry.kind === 'text' && entry.field.value === '');
  return { entries, focus: missing < 0 ? 0 : missing };
}

/** The tarball as the form has it. */
export function withEdited(tarball: Tarball, form: EditForm): Tarball {
  return {
    file: tarball.file,
    component: textOf(form, 'component'),
    version: textOf(form, 'version'),
    os: textOf(form, 'os'),
    arch: textOf(form, 'arch'),
    entry: textOf(form, 'entry'),
    description: textOf(form, 'description'),
    standalone: isTicked(form, 'standalone'),
    hidden: isTicked(form, 'hidden'),
    force: isTicked(form, 'force'),
  };
}
