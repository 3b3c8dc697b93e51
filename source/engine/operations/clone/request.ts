import { isAbsolute, resolve } from 'node:path';
import type { CloneRequest } from '../../api/clone.ts';
import type { Selection } from '../../domain/clone-selection.ts';
import { checkNewComponentName } from '../../domain/names.ts';
import { platformsOf } from '../../domain/platform.ts';
import { parsePreset } from '../../domain/presets.ts';
import { checkVersionSpec } from '../../domain/version.ts';
import { EngineError } from '../../errors.ts';

const defaultOses = ['linux', 'darwin'] as const;
const defaultArchs = ['amd64', 'arm64'] as const;

/**
 * The request with absolute paths, so that a plan made of it means the same from any folder.
 * @throws `usage` for no target; `name-invalid`, `version-invalid` and `platform-invalid` for what is outside the
 *   grammar, so that it isn't looked for in any mirror
 */
export function settleRequest(request: CloneRequest, workingFolder: string): CloneRequest {
  if (request.target === '') throw new EngineError('usage', 'a clone needs a target folder');
  for (const [id, versions] of Object.entries(request.components ?? {})) {
    checkNewComponentName(id);
    versions.forEach(checkVersionSpec);
  }
  request.versions?.forEach(checkVersionSpec);
  request.presets?.forEach(parsePreset);
  if (request.prefix === true && (request.presets?.length ?? 0) > 0)
    throw new EngineError('usage', 'a preset names its versions exactly: it has no prefix');
  // An unset variable in a script: `--arch "$ARCH"`.
  if (selectionOf(request).platforms.length === 0) {
    throw new EngineError('platform-invalid', 'a clone for no system or no architecture would serve nobody');
  }
  const target = isAbsolute(request.target) ? request.target : resolve(workingFolder, request.target);
  const rootFile = request.source?.rootFile;
  const source =
    rootFile === undefined
      ? request.source
      : { ...request.source, rootFile: resolve(workingFolder, rootFile) };
  return { ...request, target, ...(source === undefined ? {} : { source }) };
}

/** The selection that a request means, defaults filled in. */
export function selectionOf(request: CloneRequest): Selection {
  return {
    full: request.full ?? false,
    versions: request.versions ?? [],
    components: request.components ?? {},
    prefix: request.prefix ?? false,
    platforms: platformsOf(request.oses ?? defaultOses, request.archs ?? defaultArchs),
    strict: request.strict ?? false,
  };
}
