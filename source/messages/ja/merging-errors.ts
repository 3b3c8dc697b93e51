import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const mergingErrors: Pick<ErrorTexts, 'merge-conflict' | 'name-taken' | 'owner-keys-missing'> = {
  'merge-conflict': {
    title: (f) => `ミラー間に競合があります${known(f.got, '（', ' 件）')}`,
    remedy: () =>
      '--on-conflict の keep、take、rename ですべて決めるか、`--dry-run --json` の出力を保存して "decision" を 1 つずつ書き、--decisions に渡します。何も変更していません。',
  },
  'name-taken': {
    title: (f) => `名前${known(f.component ?? f.owner, ' ', ' ')}はすでに使われています`,
    remedy: () =>
      'このミラーにも相手側にもなく、ほかの決定でも使っていない名前にしてください（決定ファイルの "to"）。何も変更していません。',
  },
  'owner-keys-missing': {
    title: (f) =>
      `所有者${known(f.owner, ' ', ' ')}の鍵が足りません${known(f.got, '（', known(f.needed, ' / ', '）'))}`,
    remedy: (f) =>
      Number(f.got ?? 0) > 0
        ? 'この所有者の鍵がこれだけ署名する必要があります。残りの秘密鍵をホームの keys ディレクトリに置いてください。何も変更していません。'
        : `秘密鍵をホームの keys ディレクトリに置いてください。このミラーにいない所有者は --on-conflict take で取り込むか、先に所有権を付与します：\`mirrordeck mirror grant ${f.owner ?? '<id>'} --key <ファイル>\`。何も変更していません。`,
  },
};
