import { join } from 'node:path';
import type { DemoComponent, DemoPlan, DemoResult } from '../../api/demo.ts';
import type { Run } from '../../api/run.ts';
import { demoOwner } from '../../domain/demo/components.ts';
import { programContent } from '../../domain/demo/content.ts';
import { checkSignal } from '../../errors.ts';
import { makeFolder, removeTree, writeFileDurably } from '../../io/files.ts';
import type { Context } from '../context.ts';
import { genkeyOperation } from '../genkey.ts';
import { grantOperation } from '../grant.ts';
import { initOperation } from '../init.ts';
import { packOperation } from '../package.ts';
import { publishOperation } from '../publish/publish.ts';
import { setOperation } from '../set.ts';

/**
 * Makes the mirror as an operator would: init, set, genkey, grant, then package and publish for each version and
 * platform. `context` is of the demo's own home.
 */
export async function makeDemo(
  context: Context,
  plan: DemoPlan,
  run: Run,
): Promise<Omit<DemoResult, 'path' | 'home'>> {
  const { signal } = run;
  const quiet = { signal };
  run.onEvent?.({ type: 'phase', phase: 'sign' });
  const init = initOperation(context);
  const { fingerprint } = await init.apply(await init.plan({ path: plan.mirror }, quiet), quiet);
  const set = setOperation(context);
  await set.apply(await set.plan({ address: plan.mirror }, quiet), quiet);
  for (const owner of new Set(plan.components.map(ownerOf))) await addOwner(context, owner, quiet);

  run.onEvent?.({ type: 'phase', phase: 'pack' });
  const { tarballs: filesTotal, bytes: total } = plan;
  let [filesDone, done, bytes] = [0, 0, 0];
  for (const component of plan.components) {
    for (const version of component.versions) {
      for (const platform of component.platforms) {
        const active = [{ name: `${component.id} ${version} ${platform}`, done: 0, total: component.bytes }];
        run.onEvent?.({ type: 'bytes', active, done, total, filesDone, filesTotal });
        bytes += await publishOne(context, component, version, platform, quiet);
        done += component.bytes;
        filesDone += 1;
      }
    }
  }
  run.onEvent?.({ type: 'bytes', active: [], done, total, filesDone, filesTotal });
  return { mirror: plan.mirror, fingerprint, components: plan.components.length, tarballs: filesDone, bytes };
}

function ownerOf({ owner = demoOwner }: DemoComponent): string {
  return owner;
}

async function addOwner(context: Context, owner: string, run: Run): Promise<void> {
  const genkey = genkeyOperation(context);
  const key = await genkey.apply(await genkey.plan({ name: owner }, run), run);
  const grant = grantOperation(context);
  await grant.apply(await grant.plan({ id: owner, name: owner, keys: [key.path] }, run), run);
}

/** Packs a program made up for it and publishes it. Returns the size of the tarball. */
async function publishOne(
  context: Context,
  component: DemoComponent,
  version: string,
  platform: string,
  run: Run,
): Promise<number> {
  checkSignal(run.signal);
  const { id, description, standalone, hidden } = component;
  const [os, arch] = platform.split('/');
  const work = join(context.workingFolder, 'work');
  await makeFolder(work);
  await writeFileDurably(join(work, id), programContent(id, version, platform, component.bytes), 0o755);
  const what = { entry: id, os, arch, description, standalone, hidden };
  const pack = packOperation(context);
  const packed = await pack.apply(
    await pack.plan({ ...what, targets: [id], name: id, release: version, directory: work, output: work }),
    run,
  );
  const key = join(context.home.keys, `${ownerOf(component)}.json`);
  const publish = publishOperation(context);
  const request = { ...what, component: id, version, tarball: packed.file, key };
  await publish.apply(await publish.plan(request, run), run);
  await removeTree(work);
  return packed.bytes;
}
