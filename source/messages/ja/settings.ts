import type { Messages } from '../index.ts';

export const settings: Messages['settings'] = {
  title: '設定',
  intro: 'このマシンでのあなたの設定',
  loading: '設定を読み込んでいます ...',
  languages: { en: 'English', zh: '中文', ja: '日本語' },
  switch: (on) => (on ? 'オン' : 'オフ'),
  automatic: (value) => `${value}（自動）`,
  said: (value, by) => `${value}（${by} による指定）`,
  unset: { limitRate: '制限なし', jobs: '8', timeout: '既定値', platforms: 'ミラーソースのすべて' },
  rows: {
    language: {
      label: '言語',
      note: '自動では LC_ALL または LANG に従います。一度だけ変えるには --lang を使います。',
    },
    colours: { label: '色', note: 'オフでも、記号と太字ですべて見分けられます。' },
    ascii: {
      label: 'ASCII のみ',
      note: '線やバーを普通の文字で描きます。ほかの文字がない端末やフォント向けです。TERM が linux や vt100 なら自動でオンになります。',
    },
    animations: {
      label: 'アニメーション',
      note: 'バーを毎秒 10 回更新します。オフでは毎秒 1 回になり、遅い回線に向いています。',
    },
    screenReader: {
      label: 'スクリーンリーダー',
      note: '横に並べず、読む順に 1 行ずつ出力します。次回の起動から有効になります。',
    },
    limitRate: {
      label: '速度制限',
      note: 'すべてのダウンロードを合わせた毎秒のバイト数です。時間帯ごとにも指定できます。',
    },
    jobs: { label: '同時ダウンロード数', note: 'コマンドが --jobs で指定しないときに使います。' },
    timeout: { label: '時間制限', note: '接続、応答、次のデータを待つ最長の時間です。' },
    platforms: {
      label: 'プラットフォーム',
      note: '画面でのクローンで最初に選ばれているものです。クローンごとに変更できます。',
    },
  },
  fields: {
    limitRate: '毎秒のバイト数',
    jobs: 'ダウンロード数',
    timeout: '時間制限',
    platforms: 'プラットフォーム',
  },
  hints: {
    limitRate: '常に同じなら 20M、時間帯ごとなら 08:00-18:00=5M、複数はコンマで区切ります。空欄は制限なし。',
    jobs: '1 から 256 まで。空欄は 8。',
    timeout: 'すべて同じなら 60s、個別なら connect=5s,headers=20s,stall=2m。空欄は既定値。',
    platforms: '例: linux/amd64,linux/arm64。空欄はミラーソースのすべて。',
  },
  wrong: {
    limitRate: '速度制限として読み取れません。例: 20M、08:00-18:00=5M',
    jobs: '1 から 256 までの整数を入力してください。',
    timeout: '時間制限として読み取れません。例: 60s、connect=5s,stall=2m',
    platforms: 'プラットフォームとして読み取れません。例: linux/amd64,linux/arm64',
  },
};
