import { useRef } from 'react';
import type { World } from '../screen.ts';
import { useWork } from '../work/use-work.ts';
import type { SettingsEvent, SettingsState, SettingsWork } from './settings-state.ts';

/** Has the engine read and write the settings, one after another: the last that was said is the last written. */
export function useSettingsTasks(
  { work }: SettingsState,
  world: World,
  send: (event: SettingsEvent) => void,
  active: boolean,
): void {
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const { settings } = world.engine;
  useWork<SettingsWork, SettingsEvent>({
    work,
    world,
    active,
    send,
    run: async (what) => {
      if (what.kind === 'read')
        return { type: 'read', settings: await settings.read(), surroundings: world.surroundings };
      const written = turn.current.then(() => settings.write(what.change));
      turn.current = written.catch(() => undefined);
      return { type: 'written', settings: await written };
    },
  });
}
