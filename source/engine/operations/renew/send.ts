import type { Edit } from '../../domain/edits/sign-edit.ts';
import { signComponent } from '../../domain/edits/signers.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import type { OpenMirror } from '../open-mirror.ts';
import { sendManifest } from '../send-manifest.ts';
import type { Ceremony } from './collect.ts';

/** Hands the renewed components to a served mirror, one by one: as they were signed elsewhere, or signed here. */
export async function sendRenewed(
  { context, plan, run }: Ceremony,
  mirror: OpenMirror,
  edit: Edit,
  keys: readonly PrivateKey[],
): Promise<void> {
  for (const component of edit.components ?? []) {
    run.onEvent?.({ type: 'phase', phase: 'sign', detail: component.id });
    const manifest = edit.signed?.get(component) ?? signComponent(component, mirror.index.manifest, keys);
    await sendManifest(context, plan.mirror, { component: component.id, manifest }, run);
  }
}
