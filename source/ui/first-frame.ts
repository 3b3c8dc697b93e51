import type { Messages } from '../messages/index.ts';

/** What is shown while the screens are still being loaded: that something happens. No Ink, no React. */
export function firstFrame({ shell }: Messages): readonly string[] {
  return [` ${shell.product}   ${shell.opening}`];
}
