import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ErrorCode } from '../../../source/engine/index.ts';
import { fingerprint } from '../../helpers/fingerprint.ts';
import { goldenFile, goldenFolder } from '../../helpers/golden.ts';
import { smallMirror } from '../../helpers/small-mirror.ts';
import { type MirrorServer, serveMirror } from './mirror-server.ts';
import { carryOut, trial } from './trial.ts';

const rotated = (): Uint8Array => goldenFile('origin-rotated/2.root.json');
const flipped = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(Buffer.from(bytes).toString().replace('"version":2', '"version":3'));

test.each<[string, ErrorCode, (server: MirrorServer) => void]>([
  [
    'changed after signing',
    'signature-invalid',
    ({ answers }) => answers.set('2.root.json', flipped(rotated())),
  ],
  ['of another mirror', 'binding-mismatch', ({ answers }) => answers.set('2.root.json', smallMirror().root)],
  [
    'that is the old one again',
    'rollback',
    ({ answers }) => answers.set('2.root.json', goldenFile('origin/root.json')),
  ],
  [
    'that is a page',
    'source-not-a-mirror',
    ({ answers }) => answers.set('2.root.json', Buffer.from('<html>')),
  ],
  ['that is not there', 'file-missing', ({ answers }) => answers.set('2.root.json', null)],
])(
  'a next root %s stops every command, keeps nothing, and a good one heals (beat list 34)',
  async (_, code, spoil) => {
    const { engine, home, settings } = trial({ mirror: undefined });
    const server = await serveMirror(join(goldenFolder(), 'origin-rotated'));
    const asBefore = (): void => {
      server.answers.set('2.root.json', null);
      for (const name of ['timestamp.json', 'snapshot.json'])
        server.answers.set(name, goldenFile(`origin/${name}`));
    };
    asBefore();
    await carryOut(engine.set, { address: server.address });
    expect(await engine.list({})).toMatchObject({ kind: 'components' });
    const before = [fingerprint(home), fingerprint(settings)];

    server.answers.clear();
    spoil(server);
    for (const again of [1, 2]) {
      await expect(engine.list({}), `${again}`).rejects.toMatchObject({ code });
      await expect(engine.install.plan({ components: ['tidb'] }), `${again}`).rejects.toMatchObject({ code });
    }
    expect([fingerprint(home), fingerprint(settings)]).toEqual(before);

    server.answers.clear();
    expect(await engine.list({})).toMatchObject({ kind: 'components' });
    expect((await engine.status()).report?.identity.rootVersion).toBe(2);
  },
);
