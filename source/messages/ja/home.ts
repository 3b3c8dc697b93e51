import type { home as english } from '../en/home.ts';

const trusts = {
  official: '公式の root（組み込み）',
  pinned: '事前に指定された root',
  remembered: '以前から記憶している root',
  local: 'このマシンのディレクトリ',
  new: '初めて見る root',
};

export const home: typeof english = {
  title: 'ホーム',
  loading: '現在のミラーを読み込んでいます ...',
  labels: {
    mirror: '現在のミラー',
    trust: '信頼',
    contents: '内容',
    expires: '最初の期限',
    installed: '導入済み',
    home: 'TiUP ホーム',
  },
  none: { mirror: '未設定', installed: 'なし' },
  trust: (origin, fingerprint) => `${trusts[origin]}（${fingerprint}）`,
  contents: (components, versions, client) =>
    `${components} コンポーネント、${versions} バージョン${client === null ? '' : `、TiUP ${client}`}`,
  expires: (file, when, moment) => `${file} ${when}（${moment}）`,
  disk: (path, free) => `${path}（空き ${free}）`,
  moreFacts: '… d ですべて表示',
  next: '次の操作',
  groups: {
    take: 'ミラーから取得する',
    offer: '提供する',
    fill: '自分のものを入れる',
    care: '維持する',
    around: 'そのほか',
  },
  needs: {
    nothing: '対応が必要なものはありません。次の操作',
    expired: (file, when, more) => `${file}${more > 0 ? ` ほか ${more} 件` : ''} が期限切れです（${when}）`,
    expires: (file, when, more) =>
      `${file}${more > 0 ? ` ほか ${more} 件` : ''} の期限が近づいています（${when}）`,
    interrupted: (job) => `停止中: ${job}`,
    running: (job, percent) => `実行中${percent === null ? '' : `、${percent}%`}: ${job}`,
    waiting: (component, owner, signed) =>
      `署名待ち（署名済み ${signed} 件）：${component === null ? '次の root' : `${component} を ${owner} へ`}`,
    unfinished: {
      clone: (components, when) =>
        `途中: ${components === null ? 'すべて' : `${components} 件`}を選択済み、${when}`,
      merge: (decisions, when) =>
        `途中: ${decisions === null ? '規則を選択済み' : `${decisions} 件を決定済み`}、${when}`,
    },
    news: (first, more, source) =>
      `ミラーソースに新しい版: ${first}${more > 0 ? ` ほか ${more} 件` : ''}（${source}）`,
    disk: (free) => `TiUP ホームの空きが残り ${free} です`,
    none: 'ミラーがまだ設定されていません',
  },
};
