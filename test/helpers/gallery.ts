import { readdirSync } from 'node:fs';
import type { Scene } from './scene.ts';

const folder = new URL('../gallery/', import.meta.url);

/** Every scene there is, of every screen. */
export async function wholeGallery(): Promise<readonly Scene[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  const files = await Promise.all(
    names.map(async (name) => (await import(new URL(name, folder).href)) as { scenes: readonly Scene[] }),
  );
  return files.flatMap(({ scenes }) => scenes);
}
