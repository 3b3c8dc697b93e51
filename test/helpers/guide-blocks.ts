import { readFileSync } from 'node:fs';

/** The blocks of commands of a page, with their fences. */
export function blocksOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^```(?:bash|sh)\n(.*?)^```$/gms)].map(([block]) => block);
}

/** The blocks of a page without their comments, which differ from language to language. */
export function commandsOf(file: string): readonly string[] {
  return blocksOf(file).map((block) => block.replace(/ +# .*$/gm, ''));
}

/** What is typed of a page: its blocks for bash, without their fences. */
export function typedBlocksOf(file: string): readonly string[] {
  return blocksOf(file)
    .filter((block) => block.startsWith('```bash'))
    .map((block) => block.replace(/^```bash\n/, '').replace(/```$/, ''));
}
