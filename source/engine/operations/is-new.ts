import type { Context } from './context.ts';

/**
 * Whether neither the home nor the environment names a mirror, no root was ever kept and no source is known.
 * Throws `toml-corrupt`, `settings-corrupt`.
 */
export async function isNewHome({ home, settings, mirrorOverride }: Context): Promise<boolean> {
  if (mirrorOverride !== undefined && mirrorOverride !== '') return false;
  const { mirror, anchor } = await home.trust();
  if (mirror !== null || anchor !== null) return false;
  return (await settings.read()).sources.length === 0;
}
