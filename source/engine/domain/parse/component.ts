import type { Component, VersionItem } from '../manifest.ts';
import { isComponentName, isEntry, isTarballUrl, isVersion } from '../names.ts';
import { isPlatform } from '../platform.ts';
import { baseFields, readBase } from './base.ts';
import type { Field } from './field.ts';
import { readHashes } from './meta.ts';

/** Reads `signed` of a component. */
export function readComponent(signed: Field): Component {
  const fields = signed.fields([...baseFields, 'id', 'description', 'platforms'], ['nightly', 'name']);
  const base = readBase('component', fields);
  // In the first years there was `name` and no `nightly`.
  const nightly = fields.name === undefined ? signed.fields(['nightly']).nightly : fields.nightly;
  return {
    ...base,
    id: fields.id.name(isComponentName, 'the name of a component'),
    description: fields.description.string(),
    nightly: nightly?.name((text) => text === '' || isVersion(text), 'a version') ?? '',
    platforms: fields.platforms.record((platform, versions) => {
      if (!isPlatform(platform)) versions.refuse('is not a platform');
      return versions.record(readItem);
    }),
  };
}

function readItem(version: string, field: Field): VersionItem {
  if (!isVersion(version)) field.refuse('is not a version');
  const fields = field.fields(['url', 'yanked', 'entry', 'released', 'dependencies', 'hashes', 'length']);
  return {
    url: fields.url.name(isTarballUrl, 'the url of a tarball in the mirror'),
    yanked: fields.yanked.boolean(),
    entry: fields.entry.name(isEntry, 'a path inside the tarball'),
    released: fields.released.string(),
    dependencies: fields.dependencies.isNull()
      ? null
      : fields.dependencies.record((_, field) => field.string()),
    hashes: fields.hashes.isNull() ? null : readHashes(fields.hashes),
    length: fields.length.count(),
  };
}
