import type { demo as english } from '../en/demo.ts';

export const demo: typeof english = {
  summary: '試用のための小さなミラーを作る。何もダウンロードしません',
  about: [
    'クラスターの 12 個のコンポーネントを、複数のバージョンとプラットフォームで、このマシンで作ります。プログラムは',
    'あいさつをするだけで、鍵と所有者も専用です。クローン、配信、公開を試し、終わったらディレクトリを削除します。',
    '既定のディレクトリは状態ディレクトリの demo（~/.local/state/mirrordeck）です。すでにあるものはそのまま使います。',
  ],
  makes: (path) => `${path} にデモミラーを作ります。何もダウンロードしません。`,
  keeps: (path) => `${path} にデモミラーがすでにあり、それを使います。`,
  renews: (path) => `${path} にデモミラーがすでにあります。署名を更新します。`,
  holds: (components, tarballs, size) =>
    `${components}、${tarballs}、${size} です。プログラムはあいさつをするだけです。`,
  keysOf: (folder) => `鍵と所有者は ${folder} にあり、あなた自身の鍵には触れません。`,
  ready: (mirror) => `デモミラーは ${mirror} にあります`,
  use: (command) => `このマシンで使う: ${command}`,
  cloneFrom: (command) => `ここからクローンする: ${command}`,
  remove: (command) => `削除する: ${command}`,
  removeFirst: '試し終えたら、次のコマンドでデモとその参照を削除します:',
  title: '試用のためのデモミラー',
  isDemo: 'これはデモです。名前は実際のクラスターと同じですが、プログラムはあいさつをするだけです。',
  start: 'Enter で作成します。',
  take: 'Enter で使います。',
  why: 'このマシンで専用の鍵を使って作ったものなので、比べる必要はありません。ほかのミラーでは、このフィンガープリントを、管理者から聞いたものとここで比べます。',
};
