import type { VerifyRequest, VerifyResult } from '../api/mirror.ts';
import type { Query, Run } from '../api/run.ts';
import { parseInstant } from '../domain/instant.ts';
import type { Component } from '../domain/manifest.ts';
import { clientTarballName } from '../domain/names.ts';
import { ANY } from '../domain/platform.ts';
import { sampleOf } from '../domain/sample.ts';
import type { Verified } from '../domain/trust.ts';
import { EngineError } from '../errors.ts';
import { type Context, downloadsAtOnce } from './context.ts';
import { isHttp, resolveAddress } from './mirror-address.ts';
import { type OpenMirror, openMirror } from './open-mirror.ts';
import { openPool } from './repair/pool.ts';
import { surveyManifests } from './repair/survey.ts';
import { halfCommitted } from './repair/undated.ts';
import { unusableOf } from './unusable.ts';
import { inspectFolder } from './verify-folder.ts';
import { expectedTarballs } from './verify-references.ts';
import { checkTarballs } from './verify-tarballs.ts';

/**
 * Looks at everything in a mirror as its clients would, and closer: signatures, expiry, references, length and
 * hashes of every tarball that isn't yanked, the client's own tarballs, and in a folder what lies there besides.
 * Remembers nothing. What is wrong with single files is in the result; a mirror that no client could begin to read
 * throws what opening it throws. Throws `usage` for an `at` that is no RFC 3339 moment.
 */
export function verifyQuery(context: Context): Query<VerifyRequest, VerifyResult> {
  return (request, run) => verify(context, request, run ?? {});
}

async function verify(context: Context, request: VerifyRequest, run: Run): Promise<VerifyResult> {
  const now = momentOf(context, request.at);
  const { sample = 1 } = request;
  if (!(sample > 0 && sample <= 1)) {
    throw new EngineError('usage', 'a sample is more than nothing and at most all', {
      facts: { field: 'sample' },
    });
  }
  const mirror = await openOrDiagnose({ ...context, now: () => now }, request, run);
  if (!('source' in mirror)) return mirror;
  try {
    const components = await mirror.components(mirror.listed(), run);
    run.onEvent?.({ type: 'phase', phase: 'verify' });
    const all = expectedTarballs([...components.values()]);
    const expected = { ...all, tarballs: sampleOf(all.tarballs, sample, context.random) };
    const folder = mirror.source.kind === 'folder' ? await inspectFolder(mirror, components) : null;
    const tarballs =
      request.quick === true
        ? null
        : await checkTarballs(
            mirror,
            expected,
            folder?.clients ?? clientsOf(components),
            await downloadsAtOnce(context),
            run,
          );
    const warnings = [...(folder?.warnings ?? []), ...(tarballs?.warnings ?? [])];
    for (const warning of warnings) run.onEvent?.({ type: 'warning', warning });
    return {
      identity: mirror.identity,
      manifests: 4 + components.size + (folder?.roots ?? 0),
      files: tarballs?.files ?? 0,
      listed: all.tarballs.length + (tarballs === null ? 0 : tarballs.files - expected.tarballs.length),
      bytes: tarballs?.bytes ?? 0,
      problems: [
        ...unusableOf(mirror.warnings()),
        ...(folder?.problems ?? []),
        ...expected.problems,
        ...(tarballs?.problems ?? []),
      ],
      warnings,
    };
  } finally {
    await mirror.close();
  }
}

/** The client's own tarballs that a mirror may have: nothing in it lists them, and only a folder shows them. */
function clientsOf(components: ReadonlyMap<string, Verified<Component>>): readonly string[] {
  const platforms = Object.keys(components.get('tiup')?.manifest.platforms ?? {});
  return platforms.filter((platform) => platform !== ANY).map(clientTarballName);
}

/**
 * A folder whose manifests don't fit together, because a commit was stopped half-way or a file is spoilt, is told of
 * file by file; anything else that keeps a mirror from being opened is thrown.
 */
async function openOrDiagnose(
  context: Context,
  request: VerifyRequest,
  run: Run,
): Promise<OpenMirror | VerifyResult> {
  try {
    return await openMirror(context, request, run, { remember: false });
  } catch (error) {
    if (!(error instanceof EngineError) || !mayBeBroken.has(error.code)) throw error;
    const address = await resolveAddress(context, request, await context.settings.read());
    if (isHttp(address)) throw error;
    const pool = await openPool(context, address, [], run.signal);
    const survey = await surveyManifests(context, request, pool, run);
    const problems = survey.findings.problems();
    // What a client trips over and the survey doesn't is the client's word.
    if (problems.length === 0 && survey.dated?.timestamp !== null) throw error;
    const warnings = halfCommitted(survey, pool.staged);
    for (const warning of warnings) run.onEvent?.({ type: 'warning', warning });
    const none = { manifests: survey.components.size, files: 0, listed: 0, bytes: 0 };
    const { file = 'timestamp.json' } = error.facts;
    const itself = { file: String(file), code: error.code, reason: error.message };
    return {
      identity: survey.identity,
      ...none,
      problems: problems.length > 0 ? problems : [itself],
      warnings,
    };
  }
}

const mayBeBroken: ReadonlySet<string> = new Set([
  ...['hash-mismatch', 'binding-mismatch', 'length-mismatch', 'manifest-too-long', 'manifest-malformed'],
  ...['signature-invalid', 'signature-threshold', 'file-missing', 'source-not-a-mirror'],
]);

function momentOf(context: Context, at: string | undefined): Date {
  if (at === undefined) return context.now();
  const instant = parseInstant(at);
  if (instant !== null) return new Date(instant);
  throw new EngineError('usage', 'a moment is written as in 2026-11-22T02:00:00Z', {
    facts: { field: 'at' },
  });
}
