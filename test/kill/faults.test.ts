/**
 * Each command, with something happening to it at each of its file operations.
 *
 * Killed: before the operation, and in the middle of what it writes. What is there then is the old state or the new, a
 * client can use it, and the same command finishes the job. The threads that fetch files pass a port of their own: what
 * kills leave of them is `test/end-to-end/kill.test.ts`.
 *
 * On a disk that fails: full from then on (also in the middle of a write), failing once, not to be written any more. The
 * command ends with exit code 1 and names the path, or needed nothing more; the old state or the new is there whole; run
 * again with the disk in order, it finishes the job and nothing is left over.
 */
import { afterAll, expect, test } from 'vitest';
import { goldenFolder } from '../helpers/golden.ts';
import { Children } from './children.ts';
import { type Fault, type FaultKind, isWriting } from './faults.ts';
import { Judge, type Verdict } from './judge.ts';
import { chosen, describePoint, forEach, isWhole, table } from './points.ts';
import { scenarios } from './scenarios.ts';

const children = new Children();
let judge: Judge | undefined;
const judgeOf = (): Judge => {
  judge ??= new Judge(goldenFolder(), children);
  return judge;
};

const killed: (string | number)[][] = [['killed', 'points', 'before', 'within', 'old', 'new', 'between']];
const failed: (string | number)[][] = [
  ['failed', 'points', 'tried', 'exit 1, old', 'exit 1, decided', 'went on'],
];

afterAll(async () => {
  await children.close();
  if (isWhole) process.stdout.write(`${table(killed)}\n\n${table(failed)}\n`);
});

/** Of these few, not every scenario gets every kind of fault. */
const third = (rest: number) => scenarios.filter((_, at) => isWhole || at % 3 === rest);

test.each(scenarios)('$name, killed', async (scenario) => {
  const course = await judgeOf().course(scenario);
  const points = course.mutations.map((mutation, at) => ({ mutation, at: at + 1 }));
  const writes = points.filter(({ mutation }) => isWriting(mutation));
  const faults: Fault[] = [
    ...chosen(points, 1, scenario.name).map(({ at }) => ({ kind: 'kill', at }) as const),
    ...chosen(third(0).includes(scenario) ? writes : [], 1, scenario.name).map(
      ({ at }) => ({ kind: 'torn', at }) as const,
    ),
  ];
  const wrongs: string[] = [];
  const counts = { kill: 0, torn: 0, old: 0, new: 0, between: 0 };
  await forEach(faults, 2, async (fault) => {
    const verdict = await judgeOf().trial(scenario, course, fault);
    // the order of what happens at once may change, and what is only made, not written, can't be torn
    if (verdict.outcome !== null) {
      if (fault.kind === 'kill' && fault.at < course.mutations.length - 3)
        wrongs.push(`${fault.at}: it was not killed`);
    } else counts[fault.kind === 'torn' ? 'torn' : 'kill'] += 1;
    counts[verdict.decided ? 'new' : 'old'] += 1;
    if (verdict.between) counts.between += 1;
    const where = `${fault.kind} ${describePoint(course, fault.at)}`;
    wrongs.push(...verdict.wrongs.map((wrong) => `${where}: ${wrong}`));
  });
  const { kill, torn, old, new: decided, between } = counts;
  killed.push([scenario.name, points.length, kill, torn, old, decided, between]);
  expect(wrongs).toEqual([]);
  // only a mirror whose snapshot is renamed and whose timestamp isn't: see docs/invariants.md
  expect(between).toBeLessThanOrEqual(scenario.apart ?? 1);
});

const codes: Partial<Record<FaultKind, string>> = {
  ENOSPC: 'disk-full',
  short: 'disk-full',
  EACCES: 'permission-denied',
  EIO: 'io-failed',
};
const kinds = Object.keys(codes) as FaultKind[];

test.each(third(1))('$name, on a disk that fails', async (scenario) => {
  const course = await judgeOf().course(scenario);
  const points = course.mutations.map((mutation, at) => ({ mutation, at: at + 1 }));
  const all: Fault[] = kinds.flatMap((kind) =>
    points.filter(({ mutation }) => kind !== 'short' || isWriting(mutation)).map(({ at }) => ({ kind, at })),
  );
  const faults = isWhole ? all : chosen(all, 1, scenario.name);
  const counts = { old: 0, decided: 0, wentOn: 0 };
  const wrongs: string[] = [];
  await forEach(faults, 2, async (fault) => {
    const verdict = await judgeOf().trial(scenario, course, fault);
    const where = `${fault.kind} ${describePoint(course, fault.at)}`;
    wrongs.push(
      ...[...verdict.wrongs, ...wrongsInEnding(verdict, fault)].map((wrong) => `${where}: ${wrong}`),
    );
    if (verdict.outcome?.error === null) counts.wentOn += 1;
    else counts[verdict.decided ? 'decided' : 'old'] += 1;
  });
  failed.push([scenario.name, points.length, faults.length, counts.old, counts.decided, counts.wentOn]);
  expect(wrongs).toEqual([]);
});

function wrongsInEnding({ outcome, decided }: Verdict, { kind }: Fault): string[] {
  if (outcome === null) return ['the process was killed'];
  const { error } = outcome;
  // what only saves work, or clears away, may fail unheard; the job must be done then
  if (error === null) return decided ? [] : ['it ended well, and nothing was done'];
  const wrongs: string[] = [];
  if (error.code !== codes[kind]) wrongs.push(`it ended with ${error.code}: ${error.message}`);
  if (error.exitCode !== 1) wrongs.push(`exit code ${error.exitCode}`);
  if (!/\/mirrordeck-test-/.test(error.message)) wrongs.push(`it names no path: ${error.message}`);
  return wrongs;
}
