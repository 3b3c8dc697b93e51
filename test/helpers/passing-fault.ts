import { onTestFinished } from 'vitest';
import { interceptMutations, type Mutation } from '../../source/engine/io/files.ts';

/** For the rest of the test, the first change of a kind to each path fails, as on a disk that has one bad moment. */
export function failFirst(kind: Mutation['name']): void {
  const failed = new Set<string>();
  interceptMutations(({ name, path }) => {
    if (name !== kind || failed.has(path)) return;
    failed.add(path);
    throw Object.assign(new Error('EIO: injected'), { code: 'EIO' });
  });
  onTestFinished(() => interceptMutations(null));
}
