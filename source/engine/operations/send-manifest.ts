import type { Run } from '../api/run.ts';
import { type Upload, uploadRelease } from '../io/publish-client.ts';
import type { Context } from './context.ts';
import { networkFor } from './open-reached.ts';

/** Hands a component's signed manifest to a served mirror. Throws what `uploadRelease` throws. */
export async function sendManifest(
  context: Context,
  address: string,
  upload: Omit<Upload, 'tarball'>,
  run: Run,
): Promise<void> {
  run.onEvent?.({ type: 'phase', phase: 'commit' });
  await uploadRelease(address, upload, {
    network: await networkFor(context, address),
    signal: run.signal,
  });
}
