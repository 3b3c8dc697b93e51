import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languages } from '../../source/messages/index.ts';
import { guidePages, withPictures } from '../helpers/guide.ts';

describe('the guide', () => {
  test('has the same pages in every language', () => {
    const names = languages.map((language) => guidePages(language).map((file) => basename(file)));
    for (const list of names) expect(list).toEqual(names[0]);
  });

  const pages = languages.flatMap((language) => guidePages(language).map((file) => ({ language, file })));
  test.each(pages.map((page) => [`${page.language} ${basename(page.file)}`, page] as const))(
    '%s shows the screens as they are (npm run guide paints them anew)',
    async (_, { language, file }) => {
      await expect(await withPictures(readFileSync(file, 'utf8'), language)).toMatchFileSnapshot(file);
    },
  );
});
