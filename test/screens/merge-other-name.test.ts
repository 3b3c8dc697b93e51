/** Which other names the field of the merge wizard refuses by itself. */
import { expect, test } from 'vitest';
import type { MergeConflict } from '../../source/engine/index.ts';
import { withDecision } from '../../source/screens/merge/decisions.ts';
import { nameProblem } from '../../source/screens/merge/other-name.ts';
import { fakeConflict, fakeMergePlan } from '../helpers/fake-merge.ts';

const hello = fakeConflict('hello', 'v1.0.0');
const owner: MergeConflict = { ...hello, kind: 'owner-keys', component: null, version: null, name: 'jdoe' };
const file: MergeConflict = { ...hello, kind: 'file', name: 'hello-v1.0.0-linux-amd64.tar.gz' };
const none = new Map();

test.each([
  [hello, '', null],
  [hello, 'hello2', null],
  [hello, '鍵 盤', 'invalid'],
  [hello, 'root', 'invalid'],
  [hello, 'hello', 'taken'],
  [hello, 'extra', 'taken'],
  [hello, 'tidb', 'taken'],
  [owner, 'jdoe2', null],
  [owner, 'a+b', null],
  [owner, 'snapshot', 'invalid'],
  [owner, 'jdoe', 'taken'],
  [file, 'hello-theirs.tar.gz', null],
  [file, 'hello', 'invalidFile'],
] as const)('%# %o as %s: %s', (conflict, to, problem) => {
  const plan = fakeMergePlan(
    { sources: [] },
    { conflicts: [hello, owner, file, fakeConflict('tidb', 'v1.0.0')] },
  );
  expect(nameProblem(conflict, to, plan, none)).toBe(problem);
});

test('a name that another decision gives is taken; other conflicts of the same component share theirs', () => {
  const given = withDecision(none, hello, 'rename', 'hello2');
  const problem = (conflict: MergeConflict) => nameProblem(conflict, 'hello2', null, given);
  expect(problem(fakeConflict('tidb', 'v1.0.0'))).toBe('taken');
  expect(problem(fakeConflict('hello', 'v2.0.0'))).toBe(null);
  expect(problem(owner)).toBe(null);
});
