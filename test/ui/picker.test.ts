import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../source/ui/bindings.ts';
import { listFolder, pathsLike } from '../../source/ui/picker/list-folder.ts';
import type { Listing } from '../../source/ui/picker/listing.ts';
import { type PickerPress, pickerContext, pressPicker } from '../../source/ui/picker/picker-press.ts';
import {
  type PickerState,
  type PickerWants,
  pickerAt,
  reducePicker,
} from '../../source/ui/picker/picker-state.ts';
import { tempFolder } from '../helpers/temp.ts';

const calm = new AbortController().signal;

/** A listing of a made-up folder: names with a slash behind are folders. */
function folderOf(folder: string, names: readonly string[]): Listing {
  const entries = names.map((name) =>
    name.endsWith('/')
      ? { name: name.slice(0, -1), kind: 'folder' as const, bytes: 0 }
      : { name, kind: 'file' as const, bytes: 10 },
  );
  const parent = folder === '/' ? null : folder.slice(0, folder.lastIndexOf('/')) || '/';
  return { folder, parent, entries, problem: null, at: null };
}

const disk: Readonly<Record<string, readonly string[]>> = {
  '/': ['srv/'],
  '/srv': ['app/', '.secret', 'b.tar.gz', 'c.tar.gz'],
  '/srv/app': ['bin/', 'readme'],
};

function answered(picker: PickerState): PickerState {
  if (picker.asked === null) return picker;
  const { id, path } = picker.asked;
  const folder = path.length > 1 ? path.replace(/\/$/, '') : path;
  return reducePicker(picker, { type: 'picker-listed', id, listing: folderOf(folder, disk[folder] ?? []) });
}

function begun(wants: PickerWants): PickerState {
  return answered(pickerAt('/srv', wants));
}

/** Presses keys one by one; the disk answers at once. */
function pressed(picker: PickerState, ...keys: readonly string[]): PickerPress {
  let last: PickerPress = { picker };
  for (const key of keys) {
    const next = pressPicker(last.picker, meaningOf(pickerContext(last.picker), key), 10);
    if (next === null) throw new Error(`${key} means nothing in ${pickerContext(last.picker)}`);
    last = { ...next, picker: answered(next.picker) };
  }
  return last;
}

const shown = ({ table }: PickerState) => table.shown.map((at) => table.rows[at]?.id);

describe('a picker', () => {
  const many = { pick: 'files', many: true } as const;

  test('keeps what was picked in one folder while others are walked through', () => {
    const first = pressed(begun(many), 'j', 'j', 'space', 'g', 'j', 'enter');
    expect(first.picker.listing?.folder).toBe('/srv/app');
    expect(shown(first.picker)).toEqual(['..', 'bin', 'readme']);
    const second = pressed(first.picker, 'G', 'space', 'left');
    expect(second.picker.listing?.folder).toBe('/srv');
    expect(second.picker.table.chosen).toEqual(new Set(['b.tar.gz']));
    expect(second.picker.table.rows[second.picker.table.cursor]?.id).toBe('app');
    expect(pressed(second.picker, 't').taken?.map(({ path }) => path)).toEqual([
      '/srv/b.tar.gz',
      '/srv/app/readme',
    ]);
  });

  test('takes the file under the cursor when nothing is picked, and says why it does not take a folder', () => {
    expect(pressed(begun(many), 'G', 'enter').taken).toEqual([
      { path: '/srv/c.tar.gz', kind: 'file', bytes: 10 },
    ]);
    expect(pressed(begun(many), 'g', 't').notice).toBe('nothingPicked');
    const refused = pressed(begun(many), 'j', 'space');
    expect([refused.notice, refused.picker.picked.size, refused.picker.table.chosen.size]).toEqual([
      'pickFile',
      0,
      0,
    ]);
  });

  test('all takes every file that is shown, and no folder, where files are wanted', () => {
    const all = pressed(begun(many), 'a');
    expect([...all.picker.picked.keys()]).toEqual(['/srv/b.tar.gz', '/srv/c.tar.gz']);
    expect(all.notice).toBeUndefined();
    expect(pressed(all.picker, 'n').picker.picked.size).toBe(0);
  });

  test('shows dotted names when asked to, the cursor staying on its row', () => {
    const after = pressed(begun(many), 'G', '.');
    expect(shown(after.picker)).toEqual(['..', 'app', '.secret', 'b.tar.gz', 'c.tar.gz']);
    expect(after.picker.table.cursor).toBe(4);
    expect(shown(pressed(after.picker, '.').picker)).not.toContain('.secret');
  });

  test('for a folder: its own row is taken with Enter, others are walked into', () => {
    const one = begun({ pick: 'folders', many: false });
    expect(shown(one)).toEqual(['..', '.', 'app', 'b.tar.gz', 'c.tar.gz']);
    expect(pressed(one, 'j', 'enter').taken).toEqual([{ path: '/srv', kind: 'folder', bytes: 0 }]);
    expect(pressed(one, 'j', 'j', 't').taken).toEqual([{ path: '/srv/app', kind: 'folder', bytes: 0 }]);
    expect(pressed(one, 'G', 't').notice).toBe('pickFolder');
  });

  test('goes to a path that is typed, which Tab completes as far as all agree', () => {
    const typing = pressed(begun(many), 'p', 'a', 'tab');
    expect(typing.picker.path?.completion).toEqual({ text: '/srv/a', found: null });
    const found = reducePicker(typing.picker, {
      type: 'picker-completed',
      text: '/srv/a',
      found: ['/srv/app-1', '/srv/app-2'],
    });
    expect(found.path?.field).toEqual({ value: '/srv/app-', caret: 9 });
    expect(pressed(found, 'escape').picker.path).toBeNull();
    expect(pressed(found, 'enter').picker.listing?.folder).toBe('/srv/app-');
  });

  test('a late answer of a folder that was left changes nothing', () => {
    const picker = begun(many);
    const late = { type: 'picker-listed', id: 99, listing: folderOf('/', []) } as const;
    expect(reducePicker(picker, late)).toBe(picker);
  });

  test('10,000 entries answer a key in a few milliseconds', () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `file-${at}`);
    let picker = reducePicker(pickerAt('/big', many), {
      type: 'picker-listed',
      id: 1,
      listing: folderOf('/big', names),
    });
    const before = process.cpuUsage();
    for (let at = 0; at < 50; at += 1) picker = pressed(picker, 'j', 'space').picker;
    // what it costs, not how long a busy machine takes over it
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000 / 100).toBeLessThan(50);
    expect(picker.picked.size).toBe(50);
  });
});

describe('a folder of the disk', () => {
  test('is listed folders first, by number, links as what they lead to, whatever the names are', async () => {
    const top = tempFolder();
    mkdirSync(join(top, 'zoo'));
    for (const name of ['file-10', 'file-9', 'bad\u001b[2Jname\nx', '版'])
      writeFileSync(join(top, name), 'abc');
    symlinkSync('zoo', join(top, 'link'));
    symlinkSync('nowhere', join(top, 'broken'));
    const { entries, problem } = await listFolder(top, calm);
    expect(problem).toBeNull();
    expect(entries.map(({ name, kind, bytes }) => [name, kind, bytes])).toEqual([
      ['link', 'folder', 0],
      ['zoo', 'folder', 0],
      ['bad\u001b[2Jname\nx', 'file', 3],
      ['broken', 'other', 0],
      ['file-9', 'file', 3],
      ['file-10', 'file', 3],
      ['版', 'file', 3],
    ]);
  });

  test('a file lists the folder around it; ~ is the home; what is not there is said', async () => {
    const top = tempFolder();
    writeFileSync(join(top, 'one'), '');
    expect(await listFolder(join(top, 'one'), calm)).toMatchObject({ folder: top, at: 'one' });
    expect((await listFolder('~', calm)).folder).toBe(homedir());
    expect(await listFolder(join(top, 'two'), calm)).toMatchObject({ parent: top, problem: 'missing' });
    expect(await listFolder(join(top, 'one', 'x'), calm)).toMatchObject({ problem: 'no-folder' });
  });

  test.skipIf(process.getuid?.() === 0)('one that may not be read is said to be so', async () => {
    const top = tempFolder();
    chmodSync(top, 0);
    expect(await listFolder(top, calm)).toMatchObject({ entries: [], problem: 'denied' });
    chmodSync(top, 0o700);
  });

  test('paths that begin like a text, folders with a slash', async () => {
    const top = tempFolder();
    mkdirSync(join(top, 'app'));
    for (const name of ['a.txt', '.ab']) writeFileSync(join(top, name), '');
    expect(await pathsLike(`${top}/a`)).toEqual([`${top}/app/`, `${top}/a.txt`]);
    expect(await pathsLike(`${top}/.`)).toEqual([`${top}/.ab`]);
    expect(await pathsLike(join(top, 'nothing/x'))).toEqual([]);
  });
});
