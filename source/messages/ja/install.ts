import type { install as english } from '../en/install.ts';

export const install: typeof english = {
  steps: { list: 'このマシン', choose: '選択', args: '実行', review: '確認', done: '完了' },
  title: (platform) => `このマシン (${platform}) に導入済みのコンポーネント`,
  none: 'まだ何もありません。I でミラーの内容を表示します。',
  nothing: 'まだ何もインストールされていません。',
  unset: 'ミラーが未設定で、公式ミラーも読み取れませんでした。',
  needsMirror: '「ミラーソース」でミラーを追加して現在のミラーにするか、再試行してください。',
  noneOffered: 'このマシンで使えるものがミラーにありません。',
  ask: {
    choose: '何をインストールしますか？（未選択ならカーソル行）',
    args: (component) => `${component} の実行`,
  },
  args: '引数',
  argsHint: 'シェルと同じ書き方で、空白を含むときは引用符で囲みます。Enter で画面を離れて実行します。',
  columns: {
    component: 'コンポーネント',
    version: 'バージョン',
    newest: '最新',
    size: 'サイズ',
    state: '状態',
    installed: '導入済み',
    description: '説明',
  },
  states: { newest: '最新', update: '更新あり' },
  doing: {
    read: 'インストール済みのものと新しいバージョンを確認中...',
    plan: 'ミラーを読み込み、検証中...',
    run: '実行中...',
  },
  applying: { install: 'インストール中...', update: '更新中...', uninstall: '削除中...' },
  review: {
    install: 'インストール',
    update: '更新',
    uninstall: 'このマシンからアンインストール',
    from: (mirror) => `取得元 ${mirror}`,
    item: (component, version, size, action) =>
      `${component}  ${version}  ${action === 'keep' ? 'インストール済み' : size}`,
    bytes: (size) => `取得量 ${size}。各ファイルは展開の前に検証されます。`,
    allThere: 'すべてインストール済みです。',
    nothing: '削除するものはありません。',
    folders: '次のディレクトリを削除します:',
  },
  done: {
    install: '完了しました。',
    uninstall: 'アンインストールしました。',
    next: 'Enter で一覧に戻ります。一覧では Enter でコンポーネントを実行できます。',
  },
  ended: (component, exitCode) =>
    `[${component} は終了コード ${exitCode} で終了しました。Enter で mirrordeck に戻ります。]`,
  ran: (component, exitCode) => `${component} は終了コード ${exitCode} で終了しました。`,
  unread: (why) => `新しいバージョンがあるか確認できません: ${why}`,
};
