import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const reachingErrors: Pick<ErrorTexts, 'auth-unusable'> = {
  'auth-unusable': {
    title: (f) => `无法使用该源的凭据${known(f.file, '：')}`,
    remedy: () =>
      '文件中每行为 `bearer TOKEN` 或 `basic USER:PASSWORD`；若用于其他地址，请把地址写在前面。除您以外任何人都不得读取该文件：`chmod 600`。',
  },
};
