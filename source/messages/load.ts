import { en } from './en.ts';
import type { Messages } from './index.ts';
import type { Language } from './language.ts';

/** The texts of one language, without loading the others: a command speaks one and ends. */
export async function loadMessages(language: Language): Promise<Messages> {
  if (language === 'zh') return (await import('./zh.ts')).zh;
  if (language === 'ja') return (await import('./ja.ts')).ja;
  return en;
}
