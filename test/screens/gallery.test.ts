import { expect, test } from 'vitest';
import { type Language, languages, messagesFor } from '../../source/messages/index.ts';
import { columnsOf } from '../../source/ui/text.ts';
import { wholeGallery } from '../helpers/gallery.ts';
import { playScene, type Scene } from '../helpers/scene.ts';

const gallery = await wholeGallery();

const sizes = [
  { columns: 60, rows: 20 },
  { columns: 132, rows: 43 },
  { columns: 80, rows: 24 },
];

/** Something that only a frame that was broken leaves: half a key's name, a cut label in the last row. */
function wrongs(lines: readonly string[], columns: number, product: string): readonly string[] {
  const found: string[] = [];
  for (const line of lines) if (columnsOf(line) > columns) found.push(`too wide: ${line}`);
  if (!lines[0]?.startsWith(` ${product}`)) found.push(`no header: ${lines[0]}`);
  if (!/^─+$/.test(lines[1] ?? '')) found.push(`no rule: ${lines[1]}`);
  if (lines.at(-1)?.trim() === '') found.push('no footer');
  if (lines.at(-1)?.includes('…')) found.push(`a key's label is cut: ${lines.at(-1)}`);
  return found;
}

async function standsWhole(scene: Scene, language: Language): Promise<void> {
  const { product } = messagesFor(language).shell;
  const screen = await playScene(scene, { columns: 80, rows: 24, language });
  await screen.settled(15);
  const before = screen.text();
  for (const { columns, rows } of sizes) {
    screen.resize(columns, rows);
    // a busy machine takes its time to paint anew; what stands there then must be right, and stay so
    await screen.see((text) => wrongs(text.split('\n'), columns, product).length === 0);
    await screen.settled();
    expect(wrongs(screen.lines(), columns, product)).toEqual([]);
  }
  await screen.see((text) => text === before);
  screen.end();
}

// every screen listens to the process, and many are open at a time
process.setMaxListeners(100);

// side by side: most of their time is waiting for the screen to come to rest
test.concurrent.each(gallery.map((scene) => [scene.name, scene] as const))(
  '%s stands whole at every size, in every language, and is the same after resizes',
  async (_, scene) => {
    await Promise.all(languages.map((language) => standsWhole(scene, language)));
  },
);
