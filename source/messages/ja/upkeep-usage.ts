import type {
  upkeepAbout as englishAbout,
  upkeepFlags as englishFlags,
  ownerSummaries as englishOwner,
  upkeepSummaries as englishSummaries,
} from '../en/upkeep-usage.ts';

export const upkeepAbout: typeof englishAbout = {
  modify: [
    'バージョンを指定した場合に有効なのは --yank だけです（--desc は常にコンポーネント全体のもの）。',
    'どのスイッチも取り消せます：--hide=false、--standalone=false、--yank=false。',
  ],
  renew: [
    '期限は延びるだけです。今から --days 日、指定がなければ TiUP が種類ごとに与える日数まで延ばします。',
    '期限切れのミラーでも、鍵を持つ人なら更新できます。期限以外はすべて先に検証します。鍵はこのユーザー、',
    'ミラー、--key から取り、足りないものは署名の前に示します。',
    '鍵が別の場所にある人は、そこで `mirror sign`（TiUP のものでも可）を使い、--addr が示すアドレスか --out が',
    '保存したファイルに署名します。snapshot と timestamp は最後にここで署名し、すべてを一度にコミットします。',
  ],
  expiry: [
    '期限切れのもの、または --within 以内に期限を迎えるものがあると、終了コードは 1 です。cron 向けです。',
  ],
  owner: [
    '所有者はコンポーネントを公開します。`mirrordeck mirror grant` で追加します。鍵の期限は index と同じです。',
  ],
  replaceKey: [
    '古い鍵は ID かその先頭で、新しい鍵はファイル（秘密鍵または公開鍵）で指定します。古い鍵が署名した',
    'コンポーネントはすべて同じ変更の中で署名し直すため、そのための鍵がここに必要です。',
  ],
  revoke: [
    'コンポーネントを譲渡するか取り下げてから、所有者を取り消せます。取り下げ済みのものは一緒になくなります。',
  ],
};

export const upkeepSummaries: typeof englishSummaries = {
  modify: '公開済みのコンポーネントを変更する',
  renew: 'コンポーネント、ロール、またはすべてのマニフェストの期限を延ばす',
  expiry: '何がいつ期限を迎えるかを表示する',
  owner: 'コンポーネントの所有者を管理する',
};

export const ownerSummaries: typeof englishOwner = {
  list: '所有者とその鍵、コンポーネントを一覧する',
  'add-key': '所有者に鍵を追加する、または必要な署名の数を変える',
  'replace-key': '所有者の鍵を置き換え、コンポーネントに署名し直す',
  revoke: '所有者を取り消す',
};

export const upkeepFlags: typeof englishFlags = {
  ownerThreshold: '署名に必要な鍵の数（デフォルト 1）',
  newThreshold: '署名に必要な鍵の数（デフォルトは今のまま）',
  newKey: '鍵ファイル、秘密鍵または公開鍵。繰り返し指定できる',
  yank: 'クライアントから見えなくする（ファイルは残る）',
  renewDays: '今から期限までの日数（デフォルトは TiUP の値）',
  renewAll: 'root、index、snapshot、timestamp とすべてのコンポーネント',
  renewRole: 'root、index、snapshot、timestamp。繰り返し指定できる',
  renewWithin: 'この期間内に期限を迎えるものだけ、例 30d、4w',
  dueWithin: '期限間近とみなす期間、例 30d、4w（デフォルトは期限切れのものだけ）',
  moreKeys: '署名に使う別の秘密鍵。繰り返し指定できる',
  skipMissing: 'ここの鍵で署名できるものだけ更新し、残りはそのままにする（終了コード 3）',
};
