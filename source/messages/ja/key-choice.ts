import type { keyChoice as english } from '../en/key-choice.ts';

export const keyChoice: typeof english = {
  askFile: '鍵のファイルを選択（JSON または PEM）',
  chosen: (count) =>
    count === 0
      ? 'Space で複数選択。Enter でカーソル行の鍵を使います。'
      : `${count} 個の鍵を選択中。Enter で確定します。`,
  empty: 'このホームには使える鍵がありません。',
  emptyNext: 'ここで鍵を作成するか、ほかの人の公開鍵を貼り付けるか、そのファイルを選びます。',
  fields: { name: '新しい鍵の名前', paste: '公開鍵' },
  hints: {
    name: 'このホームでのファイル名になります。',
    paste:
      '`keys export` や `mirror genkey -p` の出力（JSON）、または PEM の PUBLIC KEY を貼り付けます。秘密鍵は貼り付けないでください。',
  },
  doing: {
    ring: 'このホームの鍵を読み込んでいます ...',
    generate: '鍵を作成しています ...',
    paste: '公開鍵を取り込んでいます ...',
    files: '鍵のファイルを読み込んでいます ...',
  },
};
