import { en } from './en.ts';
import { ja } from './ja.ts';
import type { Language } from './language.ts';
import { zh } from './zh.ts';

export { chooseLanguage, type Language, languages } from './language.ts';
export type { ErrorText, ErrorTexts, WarningTexts } from './texts.ts';

/** Every text that a person reads. English sets the shape; the compiler holds the others to it. */
export type Messages = typeof en;

const all: Readonly<Record<Language, Messages>> = { en, ja, zh };

/** The texts of one language. */
export function messagesFor(language: Language): Messages {
  return all[language];
}
