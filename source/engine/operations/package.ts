import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PackagePlan, PackageRequest, PackageResult } from '../api/client.ts';
import type { Operation, Run } from '../api/run.ts';
import { checkNewComponentName, checkNewEntry, checkNewVersion, tarballName } from '../domain/names.ts';
import { checkPlatform, parsePlatform } from '../domain/platform.ts';
import { EngineError } from '../errors.ts';
import { makeFolder } from '../io/files.ts';
import { kindOfFile } from '../io/kind-of-file.ts';
import { collectMembers, type PackMember } from '../io/pack-members.ts';
import { packTarball } from '../io/pack-tarball.ts';
import { type Context, resolvePath } from './context.ts';
import { platformWarnings } from './platform-warnings.ts';
import { sumOf } from './progress.ts';

type Here = Pick<Context, 'workingFolder' | 'platform'>;

/** Makes `package/<name>-<release>-<os>-<arch>.tar.gz` of files and folders: what publishing takes. */
export function packOperation(context: Here): Operation<PackageRequest, PackagePlan, PackageResult> {
  return {
    plan: async (request) => (await layOut(context, request)).plan,
    apply: (plan, run = {}) => pack(context, plan, run),
  };
}

/** Throws `usage`, `name-invalid`, `version-invalid`, `platform-invalid`, and what choosing the members throws. */
async function layOut(
  context: Here,
  asked: PackageRequest,
): Promise<{ plan: PackagePlan; members: PackMember[] }> {
  const request = settle(context, asked);
  if (request.targets.length === 0) throw new EngineError('usage', 'nothing to package was named');
  const platform = checkPlatform(request.os, request.arch);
  const name = tarballName(checkNewComponentName(request.name), checkNewVersion(request.release), platform);
  const file = join(request.output, 'package', name);
  const members = await collectMembers(request.targets, request.directory, file);
  const program = request.entry === undefined ? null : checkEntryMember(request.entry, members, file);
  const kind = program?.type === 'file' ? await kindOfFile(program.source) : null;
  const replaces = await exists(file);
  if (replaces && request.force === false) {
    throw new EngineError('version-exists', `${file} exists`, {
      facts: { file, component: request.name, version: request.release },
    });
  }
  const entries = members.map(({ path, type, bytes, executable }) => ({
    path,
    type: type === 'symlink' ? ('link' as const) : type,
    bytes,
    executable,
  }));
  const bytes = members.reduce((sum, member) => sum + member.bytes, 0);
  const warnings = platformWarnings(kind, request.entry ?? '', platform);
  return { plan: { request, file, entries, bytes, replaces, warnings }, members };
}

/** With every default filled in and every path absolute, so that the plan means the same anywhere. */
function settle(context: Here, request: PackageRequest) {
  const here = parsePlatform(context.platform);
  return {
    ...request,
    os: request.os ?? here.os,
    arch: request.arch ?? here.arch,
    directory: resolvePath(context, request.directory ?? '.'),
    output: resolvePath(context, request.output ?? '.'),
  };
}

/** The entry must be what `publish` will accept: a program among what is packed. */
function checkEntryMember(entry: string, members: readonly PackMember[], file: string): PackMember {
  const facts = { file, entry };
  const wanted = resolve('/', checkNewEntry(entry)).slice(1);
  const found = members.find((member) => member.path === wanted);
  if (found === undefined || found.type === 'folder') {
    throw new EngineError('entry-missing', `${entry} is not among what is packed`, { facts });
  }
  if (found.type === 'file' && !found.executable) {
    throw new EngineError('entry-not-executable', `${found.source} is not executable`, { facts });
  }
  return found;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** Does what the plan says. Throws `source-changed` when the files are others than the plan's. */
async function pack(context: Here, plan: PackagePlan, run: Run): Promise<PackageResult> {
  run.onEvent?.({ type: 'phase', phase: 'pack' });
  const { plan: now, members } = await layOut(context, plan.request);
  if (JSON.stringify(now.entries) !== JSON.stringify(plan.entries)) {
    throw new EngineError('source-changed', 'the files are not those that this was planned with', {
      facts: { file: plan.file },
    });
  }
  await makeFolder(join(plan.file, '..'));
  const progress = sumOf(run, plan.file, plan.bytes);
  const result = await packTarball(members, plan.file, { signal: run.signal, onBytes: progress.add });
  progress.done();
  return { file: plan.file, ...result };
}
