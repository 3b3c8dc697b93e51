import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Uploads } from '../../../../source/engine/io/server/uploads.ts';
import { tempFolder } from '../../../helpers/temp.ts';

const form =
  '--B\r\nContent-Disposition: form-data; name="file"; filename="a.tar.gz"\r\n\r\nbytes\r\n--B--\r\n';

async function* pieces(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

function waiting(count: number) {
  const staging = join(tempFolder(), 'mirror', '.mirrordeck', 'staging');
  const uploads = new Uploads(staging, { bytes: 1024, count, wait: 60_000 });
  onTestFinished(() => uploads.close());
  const send = (session: string, owner: string | null) =>
    uploads.receive(session, owner, pieces(form), 'B', form.length, () => undefined);
  return { staging, uploads, send };
}

describe('tarballs that wait for their manifest', () => {
  test("one owner's stays though another takes the same session", async () => {
    const { staging, uploads, send } = waiting(2);
    await send('one', 'pingcap');
    await send('one', 'jdoe');
    expect(readdirSync(staging)).toHaveLength(2);
    for (const owner of ['pingcap', 'jdoe']) {
      const upload = uploads.take('one', owner);
      expect(upload).toMatchObject({ name: 'a.tar.gz', length: 5 });
      await uploads.discard(upload);
    }
    await send('two', 'jdoe');
  });

  test('are no more than the limit, also when they come at once', async () => {
    const { staging, send } = waiting(2);
    const sent = await Promise.allSettled(['a', 'b', 'c', 'd'].map((session) => send(session, null)));
    expect(sent.filter(({ status }) => status === 'rejected')).toHaveLength(2);
    expect(readdirSync(staging)).toHaveLength(2);
  });
});
