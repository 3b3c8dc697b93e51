/** Whatever keys are pressed, in whatever order: nothing throws, there is always a way on, and Esc loses nothing. */
import { PassThrough } from 'node:stream';
import { render } from 'ink';
import { createElement, Fragment, useEffect, useState } from 'react';
import { expect, test } from 'vitest';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { reduceApp } from '../../source/screens/app-reducer.ts';
import {
  type AppEvent,
  type AppState,
  appAtStart,
  contextOf,
  roomOfApp,
} from '../../source/screens/app-state.ts';
import { routes } from '../../source/screens/doors.ts';
import type { Room } from '../../source/screens/room.ts';
import type { World } from '../../source/screens/screen.ts';
import { bindingsIn } from '../../source/ui/bindings.ts';
import { footerKeys } from '../../source/ui/key-names.ts';
import { plainSurroundings } from '../../source/ui/look.ts';
import { bodyOf } from '../../source/ui/shell.tsx';
import { type FakeEngine, fakeEngine, fakeNow } from '../helpers/fake-engine.ts';
import { wholeGallery } from '../helpers/gallery.ts';
import { numbersFrom } from '../helpers/random-numbers.ts';
import type { Scene } from '../helpers/scene.ts';

const size = { columns: 60, rows: 20 };
const strokesEach = 50;

/** The workstation without its screen: one state, and the engine at work for it. */
class Workstation {
  state: AppState;
  #begun: () => void = () => undefined;
  readonly wrongs: unknown[] = [];
  readonly #engine: FakeEngine;
  #show: (state: AppState) => void = () => undefined;

  constructor({ start, engine }: Scene) {
    this.#engine = engine?.() ?? fakeEngine();
    const appearance = { settings: { language: null }, surroundings: plainSurroundings };
    this.state = appAtStart(size, 'en', start, appearance);
  }

  get world(): World {
    const { language, status, surroundings } = this.state;
    return {
      engine: this.#engine,
      messages: messagesFor(language),
      language,
      now: () => fakeNow,
      isBusy: () => false,
      running: new Set(),
      surroundings,
      routes,
      status,
      lend: () => Promise.reject(new Error('no terminal to lend')),
    };
  }

  send(event: AppEvent): void {
    try {
      this.state = reduceApp(this.state, event);
    } catch (error) {
      this.wrongs.push(error);
    }
    this.#show(this.state);
  }

  /** Until what the newest state asks for was begun. */
  async pressed(stroke: string): Promise<void> {
    const { state } = this;
    const begun = new Promise<void>((done) => {
      this.#begun = done;
    });
    this.send({ type: 'stroke', stroke });
    if (this.state !== state) await begun;
  }

  open(): () => void {
    const Tasks = ({ room, active }: { readonly room: Room; readonly active: boolean }) => {
      room.use(this.world, (event) => this.send({ type: 'room', route: room.route, event }), active);
      return null;
    };
    const Root = () => {
      const [state, show] = useState(this.state);
      this.#show = show;
      useEffect(() => {
        if (state === this.state) this.#begun();
      }, [state]);
      const rooms = [...state.rooms.values()].map((room) =>
        createElement(Tasks, { key: room.route, room, active: room === roomOfApp(state) }),
      );
      return createElement(Fragment, null, ...rooms);
    };
    const stdout = Object.assign(new PassThrough(), size);
    stdout.resume();
    const instance = render(createElement(Root), { stdout, patchConsole: false, exitOnCtrlC: false });
    return () => instance.unmount();
  }

  /** What no state may be without. */
  check(): void {
    const room = roomOfApp(this.state);
    const body = bodyOf(size);
    for (const language of languages) {
      const messages = messagesFor(language);
      expect(footerKeys(contextOf(this.state), size.columns - 2, messages).length).toBeGreaterThan(0);
      expect(room.title(messages)).not.toBe('');
      for (const row of room.command({ body, messages })) expect(row).not.toMatch(/undefined|\[object/);
    }
    room.view(body, this.world);
    expect(this.wrongs).toEqual([]);
  }
}

const typed = ['x', 'é', '漢', '0', '/', '~', ' ', '-', 'escape', 'enter', 'tab', 'up', 'down', 'space'];

/** Mostly keys that mean something now; Ctrl-Z only stops the program. */
function strokeFor(state: AppState, random: () => number): string {
  const known = bindingsIn(contextOf(state)).flatMap(({ strokes }) => strokes);
  const all = random() < 0.8 && known.length > 0 ? known : typed;
  const stroke = all[Math.floor(random() * all.length)] ?? 'escape';
  return stroke === 'ctrl+z' || stroke === 'ctrl+c' || stroke === 'q' ? 'escape' : stroke;
}

const gallery = await wholeGallery();

test.each(gallery.map((scene) => [scene.name, scene] as const))(
  '%s under random keys',
  async (name, scene) => {
    const random = numbersFrom(name);
    const workstation = new Workstation(scene);
    const close = workstation.open();
    const strokes: string[] = [];
    try {
      for (let count = 0; count < strokesEach; count += 1) {
        const stroke = strokeFor(workstation.state, random);
        strokes.push(stroke);
        const before = roomOfApp(workstation.state);
        const { overlay } = workstation.state;
        await workstation.pressed(stroke);
        workstation.check();
        // whatever Esc leads to, what was entered in the room is there still; only a field may be given up by it
        const isField = ['form', 'lone-form', 'path', 'lone-path'].includes(before.context);
        if (stroke === 'escape' && overlay === null && before.unsaved && !isField)
          expect(workstation.state.rooms.get(before.route)?.unsaved, 'entered and not lost by Esc').toBe(
            true,
          );
      }
    } catch (error) {
      throw new Error(`after ${strokes.join(' ')}`, { cause: error });
    } finally {
      close();
    }
  },
);
