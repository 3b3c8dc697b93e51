/** Which mirror a home trusts by which root, while another process sets it. */
import { basename } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type * as files from '../../../source/engine/io/files.ts';
import { openHome } from '../../../source/engine/io/home.ts';
import { tempFolder } from '../../helpers/temp.ts';

/** What happens right after a file was read. */
const hook = vi.hoisted(() => ({ afterRead: async (_path: string): Promise<void> => undefined }));

vi.mock('../../../source/engine/io/files.ts', async (original) => {
  const real = await original<typeof files>();
  const readIfThere = async (path: string): Promise<Buffer | null> => {
    const bytes = await real.readIfThere(path);
    await hook.afterRead(path);
    return bytes;
  };
  return { ...real, readIfThere };
});

afterEach(() => {
  hook.afterRead = async () => undefined;
});

const roots: Readonly<Record<string, string>> = { '/old': 'root of the old', '/new': 'root of the new' };

test.each(['set.json', 'tiup.toml', 'root.json'])(
  'both are of one mirror when it is set after %s was read',
  async (name) => {
    const home = openHome(tempFolder());
    const set = (mirror: string) => home.setMirror(mirror, Buffer.from(roots[mirror] ?? ''));
    await set('/old');
    let isDone = false;
    hook.afterRead = async (path) => {
      if (isDone || basename(path) !== name) return;
      isDone = true;
      await set('/new');
    };
    const { mirror, anchor } = await home.trust();
    expect(isDone).toBe(true);
    expect(Buffer.from(anchor ?? '').toString()).toBe(roots[mirror ?? '']);
  },
);
