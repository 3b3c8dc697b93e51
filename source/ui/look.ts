import type { AppearanceSettings } from '../engine/index.ts';
import { chooseLanguage, type Language } from '../messages/language.ts';

/** How everything is painted. */
export type Look = {
  readonly colours: boolean;
  readonly ascii: boolean;
  /** Bars move several times a second; else once a second. */
  readonly animations: boolean;
  readonly screenReader: boolean;
};

/** What the terminal and its environment suggest where nothing is set. */
export type Surroundings = {
  readonly language: Language;
  readonly colours: boolean;
  readonly ascii: boolean;
  readonly screenReader: boolean;
  /** Said for this run; it counts more than what is set. */
  readonly forcedAscii: boolean | null;
};

export const plainSurroundings: Surroundings = {
  language: 'en',
  colours: true,
  ascii: false,
  screenReader: false,
  forcedAscii: null,
};

/** Reads NO_COLOR, MIRRORDECK_ASCII, INK_SCREEN_READER, the locale, and what terminal this is. */
export function surroundingsOf(environment: Readonly<Record<string, string | undefined>>): Surroundings {
  const { NO_COLOR, MIRRORDECK_ASCII, INK_SCREEN_READER, TERM = '' } = environment;
  return {
    language: chooseLanguage(null, environment),
    colours: NO_COLOR === undefined || NO_COLOR === '',
    // their fonts have few characters beside ASCII
    ascii: /^(linux|vt\d+)/.test(TERM),
    screenReader: INK_SCREEN_READER === 'true',
    forcedAscii: MIRRORDECK_ASCII === undefined || MIRRORDECK_ASCII === '' ? null : !isNo(MIRRORDECK_ASCII),
  };
}

function isNo(text: string): boolean {
  return ['0', 'false', 'no', 'off'].includes(text.toLowerCase());
}

/** What is set, and for the rest what the surroundings suggest. */
export function lookOf(settings: AppearanceSettings, surroundings: Surroundings): Look {
  const screenReader = settings.screenReader ?? surroundings.screenReader;
  return {
    // who says NO_COLOR says it to all programs
    colours: surroundings.colours && settings.colours !== false,
    ascii: surroundings.forcedAscii ?? settings.ascii ?? surroundings.ascii,
    animations: settings.animations ?? !screenReader,
    screenReader,
  };
}
