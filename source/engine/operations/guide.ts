import type { Guide, GuideEntry, GuideLanguage, GuidePage } from '../api/guide.ts';
import { EngineError } from '../errors.ts';
import { guidePageNames, readGuidePage } from '../io/guide-folder.ts';

/** The page that everything begins with. */
const first = 'index';

/** The guide, read from the files that come with the program. */
export const guide: Guide = { list: listPages, page: readPage };

async function namesIn(language: GuideLanguage): Promise<readonly string[]> {
  const names = new Set([...(await guidePageNames(language)), ...(await guidePageNames('en'))]);
  return [...names].sort();
}

async function listPages(language: GuideLanguage): Promise<readonly GuideEntry[]> {
  const names = await namesIn(language);
  if (!names.includes(first)) return [];
  const { text } = await readPage(first, language);
  const linked = [...text.matchAll(/\]\((?:\.\/)?([\w-]+)\.md(?:#[^)]*)?\)/g)].map(([, name = '']) => name);
  const order = [...new Set([first, ...linked, ...names])].filter((name) => names.includes(name));
  return await Promise.all(
    order.map(async (name) => ({ name, title: (await readPage(name, language)).title })),
  );
}

async function readPage(name: string, language: GuideLanguage): Promise<GuidePage> {
  const missing = new EngineError('file-missing', `the guide has no page ${name}`, {
    facts: { file: `${name}.md` },
  });
  if (!/^[\w-]+$/.test(name)) throw missing;
  for (const tried of [language, 'en'] as const) {
    const text = await readGuidePage(tried, name);
    if (text !== null) return { name, title: titleOf(text) ?? name, language: tried, text };
  }
  throw missing;
}

function titleOf(text: string): string | null {
  return /^#\s+(.+?)\s*(?:\{#[^}]*\})?\s*$/m.exec(text)?.[1] ?? null;
}
