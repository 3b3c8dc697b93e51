import type { reaching as english } from '../en/reaching.ts';

export const reaching: typeof english = {
  about: {
    source: [
      'ミラーを名前で管理します：アドレス、接続方法、持つべき root。各コマンドではアドレスの代わりに名前を指定できます。',
      'プロキシは HTTP_PROXY、HTTPS_PROXY、NO_PROXY から取得します。',
    ],
    add: [
      '複数のアドレスは同じミラーのものです：マニフェストは最初に応答したアドレスから、tarball は速いアドレスから取得します。',
      '認証情報のファイルは権限 0600 で、各行は `[アドレス] bearer TOKEN` または `[アドレス] basic USER:PASSWORD` です。',
      'アドレスのない行は最初のアドレス用です。本人だけが読める設定に保存され、表示されることはありません。',
    ],
  },
  summary: '名前で登録したミラーを管理する',
  summaries: {
    list: 'ミラーソースを一覧表示する',
    add: 'ミラーソースとその接続方法を登録する',
    remove: 'ミラーソースの登録を削除する',
    test: 'ミラーソースを読み取って検証し、内容を表示する',
  },
  flags: {
    replace: '同じ名前のミラーソースを変更する',
    ca: '通常のものに加えて信頼する認証局の PEM ファイル',
    authFile: '認証情報のファイル、権限 0600：[アドレス] bearer TOKEN または basic USER:PASSWORD',
    timeout: '時間制限：60s ですべて、または connect=5s,headers=20s,stall=2m',
    limitRate: 'ダウンロード全体の毎秒バイト数。時間帯ごとにも指定可：20M,08:00-18:00=5M',
    also: '同じミラーの別のアドレス（複数指定可）',
  },
  added: (name, address) => `ミラーソース ${name} を登録しました：${address}`,
  removed: (name) => `ミラーソース ${name} の登録を削除しました。`,
  firstContactToCome:
    'フィンガープリントが指定されていません：初回アクセス時にミラーが示すものを記憶します。その際に確認してください。',
};
