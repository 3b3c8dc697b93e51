import type { ScreenPlan } from '../room.ts';
import { Settings } from './settings.tsx';
import { settingCommands } from './settings-commands.ts';
import { pressSettings } from './settings-press.ts';
import {
  reduceSettings,
  type SettingsEvent,
  type SettingsState,
  settingsAtStart,
  settingsContext,
} from './settings-state.ts';
import { useSettingsTasks } from './settings-tasks.ts';

/** What holds for this user on this machine. */
export const settingsScreen: ScreenPlan<'settings', SettingsState, SettingsEvent> = {
  route: 'settings',
  start: () => settingsAtStart,
  context: settingsContext,
  title: (_, messages) => messages.settings.title,
  press: pressSettings,
  reduce: reduceSettings,
  changes: (event) => event.type === 'written',
  command: settingCommands,
  use: useSettingsTasks,
  view: (props) => <Settings {...props} />,
};
