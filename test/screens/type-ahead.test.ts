/** Keys that are pressed while a folder is being read: kept, and pressed once it is there. */
import { expect, test } from 'vitest';
import { reduceApp } from '../../source/screens/app-reducer.ts';
import { type AppState, appAtStart, contextOf } from '../../source/screens/app-state.ts';
import { plainSurroundings } from '../../source/ui/look.ts';
import type { Listing } from '../../source/ui/picker/listing.ts';

const size = { columns: 80, rows: 24 };
const listing: Listing = {
  folder: '/srv',
  parent: '/',
  problem: null,
  at: null,
  entries: [
    { name: 'app', kind: 'folder', bytes: 0 },
    ...['quay.bin', 'tidb.bin', 'tidb.conf'].map((name) => ({ name, kind: 'file' as const, bytes: 10 })),
  ],
};

function begun(): AppState {
  return appAtStart(size, 'en', 'package', {
    settings: { language: null },
    surroundings: plainSurroundings,
  });
}

function pressed(state: AppState, ...strokes: readonly string[]): AppState {
  return strokes.reduce((next, stroke) => reduceApp(next, { type: 'stroke', stroke }), state);
}

function read(state: AppState, id: number, found: Listing): AppState {
  return reduceApp(state, {
    type: 'room',
    route: 'package',
    event: { type: 'picker-listed', id, listing: found },
  });
}

test('what is typed ahead is pressed when the folder is there, letters of a filter as letters', () => {
  const waiting = pressed(begun(), '/', 'q', 'u', 'a', 'enter', 'space', 't');
  expect(waiting.ahead).toHaveLength(7);
  expect(waiting.leaving).toBeNull();
  const done = read(waiting, 1, listing);
  expect(done.ahead).toEqual([]);
  // taken: the form after the picker
  expect(contextOf(done)).toBe('form');
});

test('what leads into another folder goes on there', () => {
  const walking = read(pressed(begun(), 'j', 'j', 'enter', 'G', 'space'), 1, listing);
  expect(walking.ahead).toEqual(['G', 'space']);
  const inside = read(walking, 2, { ...listing, folder: '/srv/app', parent: '/srv' });
  expect(inside.ahead).toEqual([]);
  expect(contextOf(inside)).toBe('picker');
  expect(contextOf(pressed(inside, 't'))).toBe('form');
});

test('Esc waits for nothing, and lets go what was typed ahead', () => {
  const left = pressed(begun(), 'j', 'enter', 'escape');
  expect(left.way).toEqual(['home']);
  expect(left.ahead).toEqual([]);
});
