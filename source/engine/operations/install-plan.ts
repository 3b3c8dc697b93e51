import type { InstallItem, InstallPlan } from '../api/client.ts';
import type { Run } from '../api/run.ts';
import type { Component } from '../domain/manifest.ts';
import { checkComponentName, fileOfUrl } from '../domain/names.ts';
import { pickVersion, releasesFor, splitSpec } from '../domain/pick-version.ts';
import { own } from '../domain/record.ts';
import { EngineError } from '../errors.ts';
import type { EngineWarning } from '../events.ts';
import { isWhole } from './client-home.ts';
import type { Context } from './context.ts';
import { type OpenMirror, openMirror } from './open-mirror.ts';

/** A component as it was asked for; null as version means the latest. */
export type WantedComponent = { readonly component: string; readonly version: string | null };

/** `tidb:v1` taken apart. Throws `name-invalid`. */
export function wantedOf(spec: string): WantedComponent {
  const { component, version } = splitSpec(spec);
  return { component: checkComponentName(component), version };
}

/** Throws `component-unknown`, `version-unknown`, `version-invalid`, and what opening the mirror throws. */
export async function planInstall(
  context: Context,
  wanted: readonly WantedComponent[],
  force: boolean,
  run: Run,
): Promise<InstallPlan> {
  const mirror = await openMirror(context, {}, run);
  try {
    const items: InstallItem[] = [];
    for (const one of wanted) items.push(await itemFor(context, mirror, one, force, run));
    return planOf(mirror, items, []);
  } finally {
    await mirror.close();
  }
}

/** The plan for these items; one that was chosen twice stands in it once. */
export function planOf(
  mirror: OpenMirror,
  items: readonly InstallItem[],
  warnings: readonly EngineWarning[],
): InstallPlan {
  const once = [...new Map(items.map((item) => [`${item.component}:${item.version}`, item])).values()];
  const bytes = once.reduce((sum, item) => sum + (item.action === 'keep' ? 0 : item.length), 0);
  return { mirror: mirror.identity.address, items: once, bytes, warnings };
}

/** What a wanted component comes to on this platform. Throws `component-unknown`, `version-unknown`. */
export async function itemFor(
  context: Context,
  mirror: OpenMirror,
  wanted: WantedComponent,
  force: boolean,
  run: Run,
): Promise<InstallItem> {
  const { component } = wanted;
  if (own(mirror.index.manifest.components, component)?.yanked) {
    const detail = `${component} was withdrawn from ${mirror.identity.address}`;
    throw new EngineError('component-unknown', detail, { facts: { component } });
  }
  const { manifest } = await mirror.component(component, run.signal);
  const version = versionFor(context, manifest, wanted);
  const item = installItem(context, manifest, version);
  const installed = (await context.home.versionsOf(component)).includes(version);
  const whole = installed && isWhole(context, component, version, item.entry);
  return { ...item, action: whole && !force ? 'keep' : installed ? 'reinstall' : 'install' };
}

function versionFor(context: Context, manifest: Component, wanted: WantedComponent): string {
  const { versions } = releasesFor(manifest, context.platform);
  const version = pickVersion(wanted.version, [...versions.keys()], manifest.nightly);
  if (version !== null) return version;
  const asked = wanted.version ?? 'latest';
  const detail = `${wanted.component} has no version ${asked} for ${context.platform}`;
  throw new EngineError('version-unknown', detail, {
    facts: { component: wanted.component, version: asked, platform: context.platform },
  });
}

/** A version of a manifest as an item. Throws `version-unknown`, `manifest-malformed` when nothing could verify it. */
export function installItem(
  context: Context,
  manifest: Component,
  version: string,
): Omit<InstallItem, 'action'> {
  const component = manifest.id;
  const { platform, versions } = releasesFor(manifest, context.platform);
  const item = versions.get(version);
  const facts = { component, version, platform: context.platform };
  if (item === undefined) {
    throw new EngineError('version-unknown', `${component} has no version ${version} any more`, { facts });
  }
  const sha256 = own(item.hashes ?? {}, 'sha256');
  if (sha256 === undefined) {
    const detail = `${component} ${version} has no sha256: its file could not be verified`;
    throw new EngineError('manifest-malformed', detail, {
      facts: { ...facts, file: `${component}.json`, field: 'hashes' },
    });
  }
  const { entry, length } = item;
  return { component, version, platform, file: fileOfUrl(item.url), length, sha256, entry };
}
