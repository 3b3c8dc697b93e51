import { join } from 'node:path';
import { createEngine, type DemoComponent } from '../../source/engine/index.ts';

export type OriginComponent = DemoComponent;

export type Origin = {
  /** The mirror. */
  readonly path: string;
  /** The TIUP_HOME of whoever made it, with the owners' keys. */
  readonly home: string;
  readonly tarballs: number;
  /** Of all tarballs. */
  readonly bytes: number;
  readonly fingerprint: string;
};

/** A mirror in `folder`, made as the demo's is, with these components. */
export async function makeOrigin(folder: string, components: readonly OriginComponent[]): Promise<Origin> {
  const { demo } = createEngine({ home: folder, settingsFolder: folder });
  const plan = await demo.plan({ path: join(folder, 'origin'), components });
  const { mirror: path, home, tarballs, bytes, fingerprint } = await demo.apply(plan);
  return { path, home, tarballs, bytes, fingerprint };
}
