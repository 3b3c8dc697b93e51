import type { sources as english } from '../en/sources.ts';

export const sources: typeof english = {
  title: 'ミラーソース',
  add: 'ミラーソースの追加',
  edit: (name) => `ミラーソース ${name} を変更`,
  none: 'ミラーソースがありません。',
  nothingTested: 'Enter でテストします（署名、期限、内容）。* は現在のミラーです。',
  official: '組み込み',
  unnamed: '現在のミラー',
  columns: { name: '名前', address: 'アドレス', fingerprint: 'フィンガープリント' },
  fields: {
    name: '名前',
    address: 'アドレス',
    fingerprint: 'フィンガープリント',
    also: 'ほかのアドレス',
    ca: 'CA 証明書',
    auth: '認証情報',
  },
  hints: {
    name: 'わかりやすい名前（例: plant-a）',
    address: 'http://ホスト:ポート、https://ホスト/パス、またはディレクトリ',
    fingerprint: '任意: ミラーの管理者から受け取った 16 進 64 桁。空欄なら最初に見たものを記憶します。',
    also: '任意: 同じミラーの別の http(s) アドレス（カンマ区切り）。最も速いものを使います。',
    ca: '任意: 信頼する CA 証明書の PEM ファイル。',
    auth: '任意: 認証情報のファイル（モード 0600）。bearer TOKEN または basic USER:PASSWORD の行。',
  },
  wrong: {
    empty: '入力が必要です。',
    name: '英数字、ドット、ハイフン、下線のみ、64 文字以内です。',
    taken: '同じ名前のミラーソースがあります。',
    address: 'アドレスに空白は使えません。',
    fingerprint: 'フィンガープリントは 16 進 64 桁です。',
  },
  doing: {
    list: '一覧を読み込んでいます ...',
    add: 'ミラーを読み込んで検証しています ...',
    test: 'ミラーを読み込んで検証しています ...',
    plan: 'ミラーを読み込んで検証しています ...',
    set: '現在のミラーを設定しています ...',
    remove: '削除しています ...',
  },
  report: {
    title: (name, milliseconds) => `${name} は正常です（${milliseconds} ミリ秒）`,
    contents: (components, versions, client) =>
      `${components} コンポーネント、${versions} バージョン${client === null ? '' : `、クライアント ${client}`}`,
    trust: (trust, version) => `${trust}、root のバージョン ${version}`,
    fingerprint: (text) => `フィンガープリント ${text}`,
    owners: (names) => `所有者 ${names}`,
  },
  asking: {
    use: (address) => `${address} を現在のミラーにしますか？`,
    previous: (address) => (address === null ? '現在は未設定です。' : `現在は ${address} です`),
    remove: (name) => `ミラーソース ${name} を削除しますか？ミラー自体は変わりません。`,
    owners: (names) => `所有者: ${names}`,
    compare: '目的のミラーのフィンガープリントですか？今後のインストールはすべてこれを信頼の起点とします。',
    compareNew:
      '初めて見るミラーです。このネットワーク以外の方法で管理者に確認したフィンガープリントと比べてください。一致しますか？',
  },
};
