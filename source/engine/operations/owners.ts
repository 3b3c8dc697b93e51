import type { ListedOwner, OwnersRequest, OwnersResult } from '../api/owners.ts';
import type { Query } from '../api/run.ts';
import { componentsOf, ownerOf } from '../domain/edits/owners.ts';
import type { Index } from '../domain/manifest.ts';
import type { Context } from './context.ts';
import { openMirror } from './open-mirror.ts';

/** The owners of a mirror, expired or not. Throws what opening a mirror throws. */
export function ownersQuery(context: Context): Query<OwnersRequest, OwnersResult> {
  return async (request, run) => {
    const mirror = await openMirror(context, request, run, { allowExpired: true, remember: false });
    try {
      const index = mirror.index.manifest;
      return {
        mirror: mirror.identity.address,
        owners: Object.keys(index.owners)
          .sort()
          .map((id) => listedOwner(index, id)),
        expires: index.expires,
      };
    } finally {
      await mirror.close();
    }
  };
}

/** Throws `owner-unknown`. */
export function listedOwner(index: Index, id: string): ListedOwner {
  const { name, threshold, keys } = ownerOf(index, id);
  const { live, yanked } = componentsOf(index, id);
  return { id, name, threshold, keys: Object.keys(keys).sort(), components: live, yanked };
}
