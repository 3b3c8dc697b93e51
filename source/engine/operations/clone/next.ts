import type { PlannedComponent } from '../../api/clone.ts';
import { type LiveVersions, nextComponent, nextIndex } from '../../domain/clone-manifests.ts';
import type { Component, Index, Owner, VersionItem } from '../../domain/manifest.ts';
import { fileOfUrl } from '../../domain/names.ts';
import { own } from '../../domain/record.ts';
import { sortVersions } from '../../domain/version.ts';
import type { OpenMirror } from '../open-mirror.ts';
import type { CloneDraft, ComponentDraft } from './draft.ts';

/** The manifests that a clone is to end with; those that didn't change are the existing ones themselves. */
export type NextManifests = {
  readonly components: readonly Component[];
  readonly index: Index;
  /** Those of `components` that must be signed. */
  readonly changed: readonly Component[];
  readonly indexChanged: boolean;
};

/**
 * @param failed names of tarballs that couldn't be had: their versions are yanked, or stay as the target has them
 * @param ownerFor the owner as it stands in the clone, with the clone's own key
 */
export function nextManifests(
  draft: CloneDraft,
  source: OpenMirror,
  target: OpenMirror | null,
  failed: ReadonlySet<string>,
  ownerFor: (id: string) => Owner,
  expires: string,
): NextManifests {
  const existing = target?.index.manifest ?? null;
  const components: Component[] = [];
  const entries = draft.components.map((component) => {
    const live = withoutFailed(component, failed);
    if (live.size > 0 || component.existing !== null) {
      components.push(
        nextComponent(component.source, component.existing, live, component.platforms, expires),
      );
    }
    const before = existing === null ? undefined : own(existing.components, component.id);
    return {
      id: component.id,
      item: component.item,
      owner: ownerFor(before?.owner ?? component.item.owner),
      hasVersions: live.size > 0,
    };
  });
  const index = nextIndex(source.index.manifest, existing, entries, expires);
  const known = new Set(draft.components.map((component) => component.existing));
  return {
    components,
    index,
    changed: components.filter((component) => !known.has(component)),
    indexChanged: index !== existing,
  };
}

function withoutFailed(component: ComponentDraft, failed: ReadonlySet<string>): LiveVersions {
  if (failed.size === 0) return component.live;
  const live = new Map<string, Map<string, VersionItem>>();
  for (const [platform, versions] of component.live) {
    for (const [version, item] of versions) {
      const earlier = own(own(component.existing?.platforms ?? {}, platform) ?? {}, version);
      const kept = failed.has(fileOfUrl(item.url)) ? earlier : item;
      if (kept === undefined || kept.yanked) continue;
      const there = live.get(platform) ?? new Map<string, VersionItem>();
      live.set(platform, there.set(version, kept));
    }
  }
  return live;
}

/** How the plan shows its components. */
export function plannedComponents(draft: CloneDraft, next: NextManifests): readonly PlannedComponent[] {
  const changed = new Set(next.changed.map((component) => component.id));
  return draft.components.map((component) => ({
    id: component.id,
    owner: own(next.index.components, component.id)?.owner ?? component.item.owner,
    versions: Object.fromEntries(
      [...component.live].map(([platform, versions]) => [platform, sortVersions(versions.keys())]),
    ),
    manifest: !changed.has(component.id) ? 'same' : component.existing === null ? 'new' : 'changed',
  }));
}
