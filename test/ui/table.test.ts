import { describe, expect, test } from 'vitest';
import type { Action } from '../../source/ui/actions.ts';
import type { Meaning } from '../../source/ui/bindings.ts';
import { placeColumns } from '../../source/ui/table/columns.ts';
import { pressTable } from '../../source/ui/table/table-keys.ts';
import { rowAt, type TableState, tableOf } from '../../source/ui/table/table-state.ts';

const shape = { height: 10, columns: 2 };
const act = (action: Action): Meaning => ({ kind: 'action', action });
const type = (text: string): Meaning => ({ kind: 'text', text });

function tableWith(count: number): TableState {
  return tableOf(
    Array.from({ length: count }, (_, at) => ({ id: `c${at}`, cells: [`component-${at}`, count - at] })),
  );
}

function pressed(table: TableState, ...meanings: readonly Meaning[]): TableState {
  return meanings.reduce((now, meaning) => pressTable(now, meaning, shape) ?? now, table);
}

describe('moving', () => {
  test('stays within the rows and keeps the cursor on the screen', () => {
    const table = tableWith(25);
    expect(pressed(table, act('up')).cursor).toBe(0);
    expect(pressed(table, act('page-down'), act('page-down'))).toMatchObject({ cursor: 18, top: 9 });
    expect(pressed(table, act('last'))).toMatchObject({ cursor: 24, top: 15 });
    expect(pressed(table, act('last'), act('first'))).toMatchObject({ cursor: 0, top: 0 });
  });
});

describe('choosing', () => {
  test('a range, then everything that is filtered, inverted', () => {
    const ranged = pressed(tableWith(25), act('down'), act('range'), act('down'), act('down'), act('range'));
    expect([...ranged.chosen]).toEqual(['c1', 'c2', 'c3']);
    const filtered = pressed(ranged, act('filter'), type('t-2'), act('keep'));
    expect(filtered.shown.length).toBe(6);
    expect([...pressed(filtered, act('all')).chosen].sort()).toEqual([
      'c1',
      'c2',
      'c20',
      'c21',
      'c22',
      'c23',
      'c24',
      'c3',
    ]);
    expect([...pressed(filtered, act('none')).chosen]).toEqual(['c1', 'c3']);
    expect(pressed(filtered, act('invert')).chosen.has('c2')).toBe(false);
  });

  test('space steps on, so that held down it marks a run', () => {
    expect([...pressed(tableWith(5), act('toggle'), act('toggle')).chosen]).toEqual(['c0', 'c1']);
  });
});

describe('filter and sort', () => {
  test('Esc clears the filter and the cursor stays on its row', () => {
    const found = pressed(tableWith(25), act('filter'), type('21'), act('keep'));
    expect(rowAt(found)?.id).toBe('c21');
    const cleared = pressed(found, act('back'));
    expect(cleared.filter).toBe('');
    expect(rowAt(cleared)?.id).toBe('c21');
    expect(pressTable(cleared, act('back'), shape)).toBeNull();
  });

  test('the filter is edited like any other line of text', () => {
    const typed = pressed(tableWith(25), act('filter'), type('component'), type('-'), type('21'));
    expect(pressed(typed, act('erase-word')).filter).toBe('');
    const words = pressed(tableWith(25), act('filter'), type('component 21'));
    expect(pressed(words, act('erase-word')).filter).toBe('component ');
    expect(pressed(words, act('erase-line')).filter).toBe('');
    expect(pressed(words, act('line-start'), type('x')).filter).toBe('xcomponent 21');
    expect(pressed(words, act('left'), act('erase')).filter).toBe('component 1');
    // opened once more it goes on where it ended
    const again = pressed(words, act('keep'), act('filter'), type('0'));
    expect(again).toMatchObject({ filter: 'component 210', typing: true });
    expect(pressed(again, act('back'))).toMatchObject({ filter: '', typing: false });
  });

  test('a slash in an empty filter is the key pressed twice, further on it is text', () => {
    const twice = pressed(tableWith(3), act('filter'), type('/'), type('linux'), type('/'));
    expect(twice.filter).toBe('linux/');
  });

  test('numbers in names sort as numbers', () => {
    const sorted = pressed(tableWith(12), act('sort'), act('sort-reverse'));
    expect(rowAt(sorted, 0)?.id).toBe('c11');
    expect(rowAt(pressed(tableWith(12), act('sort'), act('sort')), 0)?.id).toBe('c11');
  });
});

test('ten thousand rows take a key in a few milliseconds', () => {
  let table = pressed(tableWith(10_000), act('all'));
  const keys = [
    act('down'),
    act('toggle'),
    act('page-down'),
    act('invert'),
    act('filter'),
    type('9'),
    act('back'),
  ];
  const before = process.cpuUsage();
  for (let round = 0; round < 10; round += 1) table = pressed(table, ...keys);
  // what it costs, not how long a busy machine takes over it
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000 / (10 * keys.length)).toBeLessThan(10);
});

test('columns give way by priority, and what is left goes to the one that grows', () => {
  const columns = [
    { title: 'a', width: 10, priority: 1 },
    { title: 'b', width: 10, priority: 3 },
    { title: 'c', width: 10, priority: 2, grows: true },
  ];
  expect(placeColumns(columns, 40).map(({ width }) => width)).toEqual([10, 10, 16]);
  const marked = [{ title: '', width: 4, priority: 1 }, ...columns.map(({ grows: _, ...column }) => column)];
  expect(placeColumns(marked, 50)[0]?.width).toBe(4);
  expect(placeColumns(columns, 24).map(({ at, width }) => [at, width])).toEqual([
    [0, 10],
    [2, 12],
  ]);
});
