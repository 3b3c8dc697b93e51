import type {
  mergingAbout as about,
  mergingFlags as flags,
  mergingSummaries as summaries,
} from '../en/merging-usage.ts';

export const mergingAbout: typeof about = {
  merge: [
    '他のミラー（ディレクトリまたはアドレス）を現在のミラーにマージします。新しいコンポーネントとバージョンが加わり、',
    'ここで取り下げたもの（yank）は元に戻りません。マージ元はすべて先に検証します。双方にあって中身が異なるものは、',
    '決めるまでマージしません。--on-conflict ですべての競合を、または --dry-run --json が出力したファイルの',
    '"decision"（rename では新しい名前 "to" も）を編集して --decisions に渡し、1 つずつ決めます。',
    '所有者の鍵がホームまたはミラーにあれば、それで署名します。',
  ],
};

export const mergingSummaries: typeof summaries = { merge: '他のミラーを現在のミラーにマージする' };

export const mergingFlags: typeof flags = {
  onConflict:
    'fail（中止）、keep（ここのものを残す）、take（相手のものを取り込む）、rename（改名）。デフォルト fail',
  decisions: '試行で出力した競合と、それぞれの決定のファイル',
  fingerprints: 'マージ元の root が持つべきフィンガープリント（複数ならミラーの順）',
};
