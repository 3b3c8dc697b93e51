import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, messagesFor } from '../../source/messages/index.ts';
import { wholeGallery } from './gallery.ts';
import { withKeys } from './guide-keys.ts';
import { playScene } from './scene.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const picture = /^```screen (\S+)\n[\s\S]*?^```$/gm;

/** The guide's pages of a language, by their file. */
export function guidePages(language: Language): readonly string[] {
  const folder = join(docs, language);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join(folder, name));
}

/** What a scene shows on a screen of 80 columns and 24 rows. */
async function paint(name: string, language: Language): Promise<string> {
  const scene = (await wholeGallery()).find((one) => one.name === name);
  if (scene === undefined) throw new Error(`there is no scene ${name} in test/gallery`);
  const screen = await playScene(scene, { columns: 80, rows: 24, language });
  await screen.settled();
  const lines = screen.lines();
  screen.end();
  return lines.join('\n');
}

/**
 * A page with its pictures, and its lists of keys, as the program shows them now. A picture is a fenced block of the form
 * ```` ```screen clone-review ````; the name is that of a scene in test/gallery.
 */
export async function withPictures(text: string, language: Language): Promise<string> {
  let painted = text;
  for (const [block, name = ''] of text.matchAll(picture)) {
    const shown = await paint(name, language);
    painted = painted.replace(block, () => `\`\`\`screen ${name}\n${shown}\n\`\`\``);
  }
  return withKeys(painted, messagesFor(language));
}
