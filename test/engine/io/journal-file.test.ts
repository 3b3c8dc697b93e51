import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { EngineError } from '../../../source/engine/errors.ts';
import { interceptMutations } from '../../../source/engine/io/files.ts';
import { JournalReader, JournalWriter, lastLine } from '../../../source/engine/io/journal-file.ts';
import { tempFolder } from '../../helpers/temp.ts';

afterEach(() => interceptMutations(null));

async function written(path: string, ...lines: readonly object[]): Promise<void> {
  const writer = await JournalWriter.open(path);
  for (const line of lines) writer.append({ ...line });
  await writer.sync();
  await writer.close();
}

test('lines are numbered from one without gaps, over several writers', async () => {
  const path = join(tempFolder(), 'journal.jsonl');
  await written(path, { a: 1 }, { a: 2 });
  await written(path, { a: 3 });
  const lines = await new JournalReader(path).more();
  expect(lines).toEqual([
    { n: 1, a: 1 },
    { n: 2, a: 2 },
    { n: 3, a: 3 },
  ]);
});

test('a last line without its end is no line, and the next writer writes over it', async () => {
  const path = join(tempFolder(), 'journal.jsonl');
  await written(path, { a: 1 }, { a: 2 });
  appendFileSync(path, '{"n":3,"a":');
  const reader = new JournalReader(path);
  expect((await reader.more()).map(({ n }) => n)).toEqual([1, 2]);
  await written(path, { b: 1 });
  expect(await reader.more()).toEqual([{ n: 3, b: 1 }]);
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
});

test('what is cut anywhere leaves the whole lines before it', async () => {
  const path = join(tempFolder(), 'journal.jsonl');
  await written(path, { a: 'ä' }, { a: '語' });
  const whole = readFileSync(path);
  const first = whole.indexOf('\n') + 1;
  for (let size = whole.length; size >= 0; size -= 1) {
    writeFileSync(path, whole);
    truncateSync(path, size);
    const count = size === whole.length ? 2 : size >= first ? 1 : 0;
    expect(await new JournalReader(path).more(), `${size} bytes`).toHaveLength(count);
  }
});

test('lines that are no JSON, or have not the next number, end what counts', async () => {
  const path = join(tempFolder(), 'journal.jsonl');
  for (const wrong of ['nonsense', '{"n":9}', 'null', '{"m":2}', '']) {
    writeFileSync(path, `{"n":1}\n${wrong}\n{"n":2}\n`);
    expect(await new JournalReader(path).more(), wrong).toEqual([{ n: 1 }]);
  }
  await written(path, { fresh: true });
  expect(readFileSync(path, 'utf8')).toBe('{"n":1}\n{"n":2,"fresh":true}\n');
});

test('a reader goes on where it was, and finds nothing where nothing is', async () => {
  const path = join(tempFolder(), 'journal.jsonl');
  const reader = new JournalReader(path);
  expect(await reader.more()).toEqual([]);
  await written(path, { a: 1 });
  expect(await reader.more()).toEqual([{ n: 1, a: 1 }]);
  expect(await reader.more()).toEqual([]);
  await written(path, { a: 2 });
  expect(await reader.more()).toEqual([{ n: 2, a: 2 }]);
});

test('the last line of a kind is found among many', async () => {
  const path = join(tempFolder(), 'journal.jsonl');
  const many = Array.from({ length: 2000 }, (_, at) => ({ type: 'file', name: `file ${at}` }));
  await written(path, { type: 'state', state: 'running' }, ...many);
  appendFileSync(path, '{"n":2002,"type":"state","state":"do');
  const isState = ({ type }: Readonly<Record<string, unknown>>): boolean => type === 'state';
  expect(await lastLine(path, '"type":"state"', isState)).toEqual({ n: 1, type: 'state', state: 'running' });
  expect(await lastLine(path, '"type":"rate"', () => true)).toBeNull();
});

test('a line is synced after it was written, and a disk that was full loses none', async () => {
  const path = join(tempFolder(), 'journal.jsonl');
  const writer = await JournalWriter.open(path);
  const seen: string[] = [];
  interceptMutations(({ name }) => {
    seen.push(name);
  });
  writer.append({ a: 1 });
  await writer.sync();
  expect(seen).toEqual(['write', 'sync']);

  interceptMutations(({ name }) => {
    if (name === 'write') throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  });
  writer.append({ a: 2 });
  const refused = await writer.sync().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(EngineError);
  expect(refused).toMatchObject({ code: 'disk-full' });
  interceptMutations(null);
  writer.append({ a: 3 });
  await writer.sync();
  await writer.close();
  expect((await new JournalReader(path).more()).map(({ n, a }) => [n, a])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
});
