import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const reachingErrors: Pick<ErrorTexts, 'auth-unusable'> = {
  'auth-unusable': {
    title: (f) => `ミラーソースの認証情報を使用できません${known(f.file, '：')}`,
    remedy: () =>
      'ファイルの各行は `bearer TOKEN` または `basic USER:PASSWORD` です。別のアドレス用の場合は、その前にアドレスを書きます。本人以外が読み取れないようにしてください：`chmod 600`。',
  },
};
