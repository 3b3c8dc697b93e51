import { useInput, usePaste } from 'ink';
import { type Stroke, strokesOf } from './keys.ts';

export type KeyboardEvent =
  | { readonly type: 'stroke'; readonly stroke: Stroke }
  | { readonly type: 'paste'; readonly text: string };

/**
 * The one place where keys come in. Each press is handed over by itself, to a reducer: several in one packet are
 * then all seen, each by the state that the one before left.
 */
export function useKeyboard(send: (event: KeyboardEvent) => void): void {
  useInput((input, key) => {
    for (const stroke of strokesOf(input, key)) send({ type: 'stroke', stroke });
  });
  usePaste((text) => send({ type: 'paste', text }));
}
