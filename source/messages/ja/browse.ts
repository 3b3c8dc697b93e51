import type { browse as english } from '../en/browse.ts';

export const browse: typeof english = {
  ask: {
    source: 'どのミラーを閲覧しますか？',
    address: '閲覧するミラーのアドレス',
    compare: '比較するクローンを選びます。そこにあるものに印が付きます。t でディレクトリを確定します。',
  },
  doing: {
    list: 'ミラーソースの一覧を読み込み中...',
    catalogue: 'ミラーを読み込み、検証中...',
    installed: 'インストール済みのコンポーネントを確認中...',
    compare: 'クローンを読み込み、検証中...',
    details: 'このファイルの情報を読み込み中...',
  },
  columns: { state: '状態', platforms: 'プラットフォーム' },
  marks: {
    installed: '導入済み',
    held: 'クローン済み',
    partly: '一部クローン',
    yanked: '取り下げ',
    hidden: '非表示',
    nightly: 'nightly',
    alone: '単独実行可',
  },
  kinds: {
    all: 'すべて',
    installed: 'このマシンに導入済み',
    held: 'クローンにあるもの',
    missing: 'クローンにないもの',
    yanked: '取り下げ',
    hidden: '非表示',
    nightly: 'nightly',
  },
  shown: (kind, platform) => `表示: ${kind}、${platform ?? '全プラットフォーム'}`,
  compared: (folder) => `比較先 ${folder}`,
  firstContact: (fingerprint) =>
    `初めてのミラーです。「ミラーソース」でフィンガープリント ${fingerprint} を照合してください。`,
  chosen: (what) => `選択中: ${what}。c でクローンします。`,
  empty: 'このミラーにはまだ何もありません。「パッケージ」と「公開」で追加します。',
  emptyKind: '該当するものはありません。f と p で表示を切り替えます。',
  none: 'なし',
  details: {
    url: 'URL',
    length: 'サイズ',
    bytes: (size, exact) => `${size} (${exact} バイト)`,
    entry: 'エントリ (実行されるプログラム)',
    released: '公開日時',
    owner: '所有者',
    manifest: 'マニフェスト',
    manifestOf: (version, expires) => `バージョン ${version}、期限 ${expires}`,
  },
};
