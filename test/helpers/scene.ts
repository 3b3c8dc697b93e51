import type { Language, Messages } from '../../source/messages/index.ts';
import { messagesFor } from '../../source/messages/index.ts';
import type { Going } from '../../source/screens/workstation.tsx';
import { type FakeEngine, fakeEngine } from './fake-engine.ts';
import { Screen } from './screen.ts';

/** A state of a screen, as data: how it is reached, by keys, over an engine that answers in a known way. */
export type Scene = {
  readonly name: string;
  readonly start: Going;
  readonly engine?: () => FakeEngine;
  /** The engine never tells what the header shows. */
  readonly unheaded?: true;
  /** A text is a key or something typed; a function says what must stand on the screen before the next step. */
  readonly steps: readonly (string | ((messages: Messages) => string | RegExp))[];
};

export type SceneSize = { readonly columns: number; readonly rows: number; readonly language: Language };

/** The workstation in a scene's state. */
export async function playScene(scene: Scene, size: SceneSize): Promise<Screen> {
  const screen = new Screen({ ...size, start: scene.start, engine: scene.engine?.() ?? fakeEngine() });
  if (scene.unheaded !== true) await screen.headed;
  const messages = messagesFor(size.language);
  for (const step of scene.steps) {
    if (typeof step === 'string') await screen.press(step);
    else await screen.see(step(messages));
  }
  return screen;
}
