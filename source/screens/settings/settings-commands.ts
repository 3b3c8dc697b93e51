import { shellWord } from '../../messages/shell-word.ts';
import { lookOf } from '../../ui/look.ts';
import { settingRows } from './settings-rows.ts';
import type { SettingsState } from './settings-state.ts';

/** How the marked setting is said for one run only. */
export function settingCommands({ known, place }: SettingsState): readonly string[] {
  if (known === null) return [];
  const { settings, surroundings } = known;
  const look = lookOf(settings, surroundings);
  const option = (name: string, value: string | number | null | undefined): readonly string[] =>
    value === null || value === undefined
      ? []
      : [`mirrordeck mirror clone /srv/mirror ${name} ${shellWord(String(value))}`];
  switch (settingRows[place] ?? 'language') {
    case 'language':
      return [`mirrordeck --lang ${settings.language ?? surroundings.language}`];
    case 'colours':
      return look.colours ? [] : ['NO_COLOR=1 mirrordeck'];
    case 'ascii':
      return [`MIRRORDECK_ASCII=${look.ascii ? 1 : 0} mirrordeck`];
    case 'animations':
      return [];
    case 'screenReader':
      return [`INK_SCREEN_READER=${look.screenReader} mirrordeck`];
    case 'platforms':
      return (settings.platforms ?? '') === '' ? [] : [cloneOf(settings.platforms ?? '')];
    case 'limitRate':
      return option('--limit-rate', settings.limitRate);
    case 'jobs':
      return option('--jobs', settings.jobs);
    case 'timeout':
      return option('--timeout', settings.timeout);
  }
}

function cloneOf(platforms: string): string {
  const [oses, archs] = [0, 1].map((half) =>
    [...new Set(platforms.split(',').map((one) => one.trim().split('/')[half] ?? ''))].join(','),
  );
  return `mirrordeck mirror clone /srv/mirror --os ${shellWord(oses ?? '')} --arch ${shellWord(archs ?? '')}`;
}
