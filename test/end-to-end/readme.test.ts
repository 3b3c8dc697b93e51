/**
 * The README's tour, block by block, as a reader would type it. What stands for something else in it is put in:
 * folders that only root could make, the official mirror, the name and port of a server.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { top } from '../helpers/cli.ts';
import { sharedOrigin } from '../helpers/origin.ts';
import { typedPage } from '../helpers/typed-page.ts';

const tour = /^## A tour$(.*?)^## /ms.exec(readFileSync(join(top, 'README.md'), 'utf8'))?.[1] ?? '';
const steps = tour
  .split(/^(?=\*\*)/m)
  .flatMap((step) =>
    [...step.matchAll(/^```bash\n(.*?)^```$/gms)].map(
      ([, block = '']) => [/^\*\*(.*?)\*\*/.exec(step)?.[1] ?? '', block] as const,
    ),
  );

describe("the README's tour", () => {
  const { srv, onThisMachine, type } = typedPage();

  const put = (block: string): string =>
    onThisMachine(block)
      .replaceAll('/srv/', `${srv}/`)
      .replaceAll(/(--source|--from) official/g, `$1 ${sharedOrigin().path}`);

  test('is about all of a mirror’s life', () => {
    const verbs = 'init genkey grant publish clone merge expiry renew rotate verify prune'.split(' ');
    const commands = [...verbs.map((verb) => `mirror ${verb}`), 'package', 'serve', 'install'];
    const told = steps.map(([, block]) => block).join('');
    expect(commands.filter((words) => !told.includes(`mirrordeck ${words}`))).toEqual([]);
  });

  test.each(steps)('%s', async (_, block) => {
    await type(put(block));
  });
});
