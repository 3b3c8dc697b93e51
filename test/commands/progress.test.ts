import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bar, barLines } from '../../source/commands/bar-lines.ts';
import { BarProgress, plainProgress } from '../../source/commands/progress.ts';
import { Speed } from '../../source/commands/speed.ts';
import { columnsOf, harmless, withoutSecrets } from '../../source/commands/text.ts';
import type { EngineEvent } from '../../source/engine/index.ts';
import { languages, messagesFor } from '../../source/messages/index.ts';

type Bytes = Extract<EngineEvent, { type: 'bytes' }>;

function bytes(done: number, active = 2): Bytes {
  const files = Array.from({ length: active }, (_, at) => ({
    name: `component-${at}-v1.0.0-linux-amd64.tar.gz`,
    done: done / 10,
    total: 10_000_000,
  }));
  return { type: 'bytes', active: files, done, total: 100_000_000, filesDone: 3, filesTotal: 40 };
}

const en = messagesFor('en');

describe('bars', () => {
  test('fill', () => {
    expect(bar(0, 10, 12)).toBe('[          ]');
    expect(bar(5, 10, 12)).toBe('[====>     ]');
    expect(bar(10, 10, 12)).toBe('[==========]');
    expect(bar(0, 0, 12)).toBe('[          ]');
  });

  test('say how much, how fast and how long', () => {
    const [total, first] = barLines(
      bytes(25_000_000),
      { rate: 5e6, left: 15 },
      { columns: 100, rows: 24 },
      en,
    );
    expect(total).toBe(
      '[======>                     ] 25%  25.0 MB of 100 MB, 3/40 files, 5.00 MB/s, 0:15 left',
    );
    expect(first).toContain(' 25%');
    expect(first).toContain('component-0-v1.0.0-linux-amd64.tar.gz');
  });

  test.each(languages)('never reach the last column nor the last row, in %s', (language) => {
    for (const columns of [20, 40, 60, 80, 200]) {
      for (const rows of [5, 8, 24]) {
        const event = bytes(25_000_000, 30);
        const lines = barLines(event, { rate: 5e6, left: 15 }, { columns, rows }, messagesFor(language));
        expect(lines.length).toBeLessThan(rows);
        for (const line of lines) expect(columnsOf(line)).toBeLessThan(columns);
      }
    }
  });
});

describe('speed', () => {
  test('is that of the last seconds, and knows nothing of what was here before', () => {
    const speed = new Speed(5000);
    expect(speed.rate).toBeNull();
    speed.add(0, 50_000);
    expect(speed.rate).toBeNull();
    speed.add(1000, 51_000);
    expect(speed.rate).toBe(1000);
    expect(speed.left(53_000)).toBe(2);
    for (let second = 2; second <= 20; second += 1) speed.add(second * 1000, 51_000);
    expect(speed.rate).toBe(0);
    expect(speed.left(53_000)).toBeNull();
  });
});

test('bytes that were here before are not fast', () => {
  const speed = new Speed();
  speed.add(0, 0);
  speed.found(1_000_000);
  speed.add(1000, 1_001_000);
  expect(speed.rate).toBe(1000);
});

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('on a terminal paints ten times a second at most and leaves nothing behind', () => {
    let written = '';
    let paints = 0;
    const stream = {
      columns: 80,
      rows: 24,
      write: (text: string) => {
        if (text.includes('25')) paints += 1;
        written += text;
      },
    };
    const progress = new BarProgress(stream, en);
    for (let at = 0; at < 400; at += 1) {
      progress.event(bytes(25_000_000 + at));
      vi.advanceTimersByTime(10);
    }
    expect(paints).toBeGreaterThan(20);
    expect(paints).toBeLessThanOrEqual(41);
    written = '';
    progress.close();
    expect(written).toBe('\r\x1b[2A\x1b[J');
    progress.event(bytes(30_000_000));
    vi.advanceTimersByTime(1000);
    expect(written).toBe('\r\x1b[2A\x1b[J');
  });

  test('counts the rows that a narrower terminal made of its lines', () => {
    let written = '';
    const write = (text: string): void => {
      written += text;
    };
    const stream = { columns: 80, rows: 24, write };
    const progress = new BarProgress(stream, en);
    progress.event(bytes(25_000_000, 0));
    vi.advanceTimersByTime(400);
    const line = columnsOf(harmless(written).trim());
    stream.columns = 30;
    written = '';
    progress.clear();
    expect(written).toBe(`\r\x1b[${Math.ceil(line / 30) - 1}A\x1b[J`);
  });

  test('says nothing about what is done at once', () => {
    const lines: string[] = [];
    const progress = plainProgress((line) => lines.push(line), en);
    progress.event({ type: 'phase', phase: 'sign' });
    expect(lines).toEqual([]);
  });

  test('without a terminal says a line every few seconds', () => {
    const lines: string[] = [];
    const progress = plainProgress((line) => lines.push(line), en);
    for (let at = 0; at < 100; at += 1) {
      vi.advanceTimersByTime(100);
      progress.event(bytes(1_000_000 * at));
    }
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^29\.0 MB of 100 MB, 3\/40 files, 10\.0 MB\/s, 0:07 left$/);
  });
});

describe('text', () => {
  test('of strangers can do nothing to a terminal', () => {
    expect(harmless('a\x1b[2Jb\x1b]0;title\x07c\rd\u202ee\tf')).toBe('abc d e\tf');
  });

  test('holds no password and no private key', () => {
    expect(withoutSecrets('see http://user:pass@host/x and https://token@h/')).toBe(
      'see http://***@host/x and https://***@h/',
    );
    const key = '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n';
    expect(withoutSecrets(`{"private":"${key}"}`)).toBe('{"private":"***\n"}');
    expect(withoutSecrets(JSON.stringify({ key }))).not.toContain('MIIE');
    expect(withoutSecrets('-----BEGIN PUBLIC KEY-----\nMIIB')).toContain('MIIB');
  });

  test('is as wide as a terminal shows it', () => {
    expect(columnsOf('abc')).toBe(3);
    expect(columnsOf('你好、ミラー')).toBe(12);
    expect(columnsOf('e\u0301가')).toBe(3);
  });
});
