import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { foldersLike, withoutTilde } from '../../source/ui/form/complete-path.ts';
import { formContext, pressForm, textEntry, textOf, withFolders } from '../../source/ui/form/form-state.ts';
import { tempFolder } from '../helpers/temp.ts';

function someFolders(): string {
  const top = tempFolder();
  for (const name of ['mirror-a', 'mirror-b', '鏡', '.hidden', 'other']) mkdirSync(join(top, name));
  writeFileSync(join(top, 'mirror-file'), '');
  symlinkSync('other', join(top, 'mirror-link'));
  symlinkSync('nowhere', join(top, 'mirror-lost'));
  return top;
}

describe('looking for folders', () => {
  test('finds folders and links to folders, hidden ones when the dot was typed', async () => {
    const top = someFolders();
    expect(await foldersLike(`${top}/mi`)).toEqual(
      ['mirror-a', 'mirror-b', 'mirror-link'].map((name) => `${top}/${name}`),
    );
    expect(await foldersLike(`${top}/.`)).toEqual([`${top}/.hidden`]);
    expect(await foldersLike(`${top}/`)).not.toContain(`${top}/.hidden`);
    expect(await foldersLike(`${top}/鏡`)).toEqual([`${top}/鏡`]);
    expect(await foldersLike(`${top}/none/x`)).toEqual([]);
  });

  test('knows the home by its tilde', () => {
    expect(withoutTilde('~/mirror')).toBe(`${homedir()}/mirror`);
    expect(withoutTilde('/srv/~x')).toBe('/srv/~x');
    expect(withoutTilde('~other/x')).toBe('~other/x');
  });
});

describe('Tab in a field for a path', () => {
  const complete = { kind: 'action', action: 'complete' } as const;
  const form = (text: string) => ({
    entries: [textEntry<string, string>('path', text, true), textEntry<string, string>('next')],
    focus: 0,
  });

  test('asks for folders, and goes as far as they agree', () => {
    const asked = pressForm(form('/s'), complete);
    expect(asked?.completion).toEqual({ text: '/s', found: null });
    if (asked === null) throw new Error('Tab does something');
    const two = withFolders(asked, '/s', ['/srv/鏡a', '/srv/鏡b']);
    expect(textOf(two, 'path')).toBe('/srv/鏡');
    expect(two.completion?.found).toHaveLength(2);
    const one = withFolders(asked, '/s', ['/srv']);
    expect(textOf(one, 'path')).toBe('/srv/');
    expect(one.completion).toBeUndefined();
    expect(withFolders(asked, '/s', [])).toMatchObject({ focus: 1 });
    expect(withFolders(asked, '/old', ['/old-folder'])).toMatchObject({ focus: 0 });
    expect(textOf(withFolders(asked, '/old', ['/old-folder']), 'path')).toBe('/s');
  });

  test('leaves addresses of servers alone', () => {
    expect(pressForm(form('http://b:8000'), complete)).toMatchObject({ focus: 1 });
  });

  test('says which keys hold', () => {
    expect(formContext(form(''))).toBe('path');
    expect(formContext({ ...form(''), focus: 1 })).toBe('form');
    expect(formContext({ entries: [textEntry('path', '', true)], focus: 0 })).toBe('lone-path');
  });
});
