import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ClonePlan, CloneRequest, Receipt } from '../../api/clone.ts';
import type { Run } from '../../api/run.ts';
import { sameJson } from '../../domain/clone-manifests.ts';
import { isJsonObject, type JsonValue } from '../../domain/json.ts';
import { writeAtomic } from '../../io/atomic-file.ts';
import { makeFolder, readIfThere } from '../../io/files.ts';
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
  const known = await read(pathOf(context, request.target));
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
    const kept = JSON.stringify({ ...found, timestamp: digest(found.timestamp) });
    const document = { schema, sum: digest(kept), kept };
    await writeAtomic(pathOf(context, found.request.target), `${JSON.stringify(document)}\n`, 0o600);
  });
}

function folderOf({ home }: Context): string {
  return join(home.path, '.mirrordeck', 'nothing-new');
}

/** One per target: the last request counts. */
function pathOf(context: Context, target: string): string {
  return join(folderOf(context), `${digest(target).slice(0, 16)}.json`);
}

async function read(path: string): Promise<NothingNew | null> {
  try {
    const bytes = await readIfThere(path);
    if (bytes === null) return null;
    const value: JsonValue = JSON.parse(bytes.toString('utf8'));
    return isDocument(value) && digest(value.kept) === value.sum ? JSON.parse(value.kept) : null;
  } catch {
    return null; // as if there were none: it only saves time
  }
}

/** Our own file, mode 0600: the schema tells its shape, and the sum that it is whole. */
function isDocument(value: JsonValue): value is { sum: string; kept: string } {
  if (!isJsonObject(value)) return false;
  return value.schema === schema && typeof value.sum === 'string' && typeof value.kept === 'string';
}

/** As it comes back from a file. */
function plain(request: CloneRequest): unknown {
  return JSON.parse(JSON.stringify(request));
}

function digest(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
