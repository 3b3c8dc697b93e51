import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ClonePlan, CloneRequest, Receipt } from '../../api/clone.ts';
import type { Run } from '../../api/run.ts';
import { sameJson } from '../../domain/clone-manifests.ts';
import { makeFolder } from '../../io/files.ts';
import { ownFolder } from '../../io/lock.ts';
import { type SummedFile, summedFile } from '../../io/summed-file.ts';
import type { Context } from '../context.ts';
import { whereWritable } from '../keep-in-home.ts';
import { newestTimestamp } from '../newest-timestamp.ts';

/*
 * A refresh that found nothing new is remembered in the home. The next one of the same request, on a target that
 * nobody wrote to since, only asks the source for its timestamp: the very bytes that were there then, verified anew,
 * stand for all that was read and verified then. On a slow line that is one answer instead of hundreds.
 */

/** What was asked, what it was found on, and what it came to. */
export type NothingNew = {
  readonly request: CloneRequest;
  /** SHA-256 of the source's timestamp. */
  readonly timestamp: string;
  /** How the target looked (`printOfFolder`), before anything of it was read. */
  readonly target: string;
  /** When the first of all manifests that were read runs out: what is right then is for the long way to say. */
  readonly until: string;
  readonly plan: ClonePlan;
  readonly receipt: Receipt;
};

/** Goes up when the same request may come to something else in a newer version of this program. */
const schema = 'mirrordeck/nothing-new/2';

/**
 * What the same refresh came to last time, when it still holds: null sends on the long way. Throws what reaching the
 * source throws.
 * @param print how the target looks now
 */
export async function recallNothingNew(
  context: Context,
  request: CloneRequest,
  print: string | null,
  now: Date,
  run: Run,
): Promise<NothingNew | null> {
  const known = await fileOf(context, request.target).read();
  if (known === null || known.target !== print || now.getTime() >= Date.parse(known.until)) return null;
  if (!sameJson(known.request, plain(request))) return null;
  run.onEvent?.({ type: 'phase', phase: 'trust' });
  const timestamp = await newestTimestamp(context, request.source ?? {}, now, run);
  const { identity } = known.plan.source;
  const isSame =
    timestamp !== null &&
    // what shows itself for the first time has to be said
    timestamp.trust !== 'new' &&
    timestamp.address === identity.address &&
    timestamp.trust === identity.trust &&
    digest(timestamp.bytes) === known.timestamp;
  return isSame ? known : null;
}

/** Whoever may not write to this home can refresh a clone all the same. */
export async function rememberNothingNew(
  context: Context,
  found: Omit<NothingNew, 'timestamp'> & { readonly timestamp: Uint8Array },
): Promise<void> {
  await whereWritable(async () => {
    await makeFolder(folderOf(context), 0o700);
    await fileOf(context, found.request.target).write({ ...found, timestamp: digest(found.timestamp) });
  });
}

function folderOf({ home }: Context): string {
  return join(home.path, ownFolder, 'nothing-new');
}

/** One per target: the last request counts. */
function fileOf(context: Context, target: string): SummedFile<NothingNew> {
  return summedFile(join(folderOf(context), `${digest(target).slice(0, 16)}.json`), schema);
}

/** As it comes back from a file. */
function plain(request: CloneRequest): unknown {
  return JSON.parse(JSON.stringify(request));
}

function digest(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
