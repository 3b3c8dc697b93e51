import type { Query } from '../api/run.ts';
import type { ComponentDetails, ComponentFile, ComponentRequest } from '../api/source.ts';
import type { Component } from '../domain/manifest.ts';
import { checkComponentName, fileOfUrl } from '../domain/names.ts';
import { own } from '../domain/record.ts';
import { sortVersions } from '../domain/version.ts';
import { EngineError } from '../errors.ts';
import type { Context } from './context.ts';
import { openMirror } from './open-mirror.ts';

/** One component with all its files. Throws `component-unknown`, `name-invalid`, and what opening a mirror throws. */
export function componentQuery(context: Context): Query<ComponentRequest, ComponentDetails> {
  return async ({ component, ...reference }, run = {}) => {
    const id = checkComponentName(component);
    const mirror = await openMirror(context, reference, run);
    try {
      const item = own(mirror.index.manifest.components, id);
      if (item === undefined) {
        throw new EngineError('component-unknown', `${id} is no component of this mirror`, {
          facts: { component: id },
        });
      }
      const { manifest } = await mirror.component(id, run.signal);
      const { owner, standalone, hidden, yanked } = item;
      return {
        mirror: mirror.identity.address,
        ...{ id, owner, standalone, hidden, yanked },
        description: manifest.description,
        nightly: manifest.nightly === '' ? null : manifest.nightly,
        version: manifest.version,
        expires: manifest.expires,
        files: filesOf(manifest),
      };
    } finally {
      await mirror.close();
    }
  };
}

function filesOf(manifest: Component): readonly ComponentFile[] {
  const platforms = Object.entries(manifest.platforms).sort(([a], [b]) => (a < b ? -1 : 1));
  const versions = sortVersions(new Set(platforms.flatMap(([, there]) => Object.keys(there)))).reverse();
  return versions.flatMap((version) =>
    platforms.flatMap(([platform, there]) => {
      const item = own(there, version);
      if (item === undefined) return [];
      const { url, length, entry, released, yanked, hashes } = item;
      const sha256 = hashes?.sha256 ?? null;
      const sha512 = hashes?.sha512 ?? null;
      return [{ version, platform, file: fileOfUrl(url), length, sha256, sha512, entry, released, yanked }];
    }),
  );
}
