/** The languages that every text exists in. */
export type Language = 'en' | 'zh' | 'ja';

export const languages: readonly Language[] = ['en', 'zh', 'ja'];

/**
 * Chooses the language: the setting when there is one, else the first of LC_ALL, LC_MESSAGES and LANG that is
 * not empty (as POSIX ranks them). Any other locale, `C` included, means English.
 */
export function chooseLanguage(
  setting: Language | null,
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  if (setting !== null) return setting;
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  const tongue = locale.toLowerCase().split(/[_.@-]/)[0];
  return languages.find((language) => language === tongue) ?? 'en';
}
