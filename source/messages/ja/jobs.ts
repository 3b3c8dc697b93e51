/** ジョブ：ジョブについての表示と、`jobs` および `--detach` の説明。 */
export const jobs = {
  summary:
    'バックグラウンドのジョブを確認・操作する：一覧、進捗表示、一時停止、再開、中止、ログ、整理、速度制限',
  about: [
    'ジョブは --detach または画面から開始します。端末は不要で、端末を閉じても接続が切れても影響を受けません。',
    'ID は先頭の部分または末尾の文字だけで指定できます。サブコマンドがなければ一覧を表示します。',
  ],
  summaries: {
    list: 'ジョブを新しい順に一覧表示する',
    attach: 'ジョブの進捗を表示する。Ctrl-C で表示を終えてもジョブは続く',
    pause: 'ジョブを一時停止する（あとで再開できる）',
    resume: '一時停止・中断・中止・失敗したジョブを再開する',
    cancel: 'ジョブを中止する',
    log: 'ジョブのログを表示する',
    prune: '終了したジョブの記録を削除する',
    rate: 'ジョブのダウンロード速度の上限を変更する',
  },
  flags: {
    detach: '計画を立てたあと、端末を必要としない独立したジョブとして実行する',
    olderThan: '終了してからこの期間が過ぎたものだけ：30d、2w',
  },
  states: {
    queued: '開始中',
    running: '実行中',
    paused: '一時停止中',
    done: '完了',
    incomplete: '一部未完了',
    failed: '失敗',
    cancelled: '中止済み',
    interrupted: '中断',
  },
  kinds: {
    clone: 'クローン',
    merge: 'マージ',
    verify: '検証',
    repair: '修復',
    prune: '整理',
    publish: '公開',
    pack: 'パッケージ作成',
    serve: '配信',
  },
  started: (id: string): string => `ジョブ ${id} を開始しました。この端末はもう必要ありません。`,
  howToAttach: (id: string): string => `進捗の表示：mirrordeck jobs attach ${id}`,
  attached: (id: string): string =>
    `ジョブ ${id} を表示しています。Ctrl-C で表示を終えてもジョブは続きます。`,
  left: (id: string): string =>
    `ジョブ ${id} は続いています。もう一度表示するには：mirrordeck jobs attach ${id}`,
  howToStop: (id: string): string => `停止するには：mirrordeck jobs cancel ${id}`,
  none: 'ジョブはありません。',
  isNow: (id: string, state: string): string => `ジョブ ${id}：${state}`,
  howToResume: (id: string): string => `再開するには：mirrordeck jobs resume ${id}`,
  item: (index: number, count: number, name: string): string => `${index}/${count} 件目：${name}`,
  itemFailed: (name: string, reason: string): string => `${name} は失敗しました：${reason}`,
  rateIs: (id: string, rate: string): string => `ジョブ ${id} のダウンロード速度の上限は ${rate} です。`,
  rateIsFree: (id: string): string => `ジョブ ${id} のダウンロード速度に上限はありません。`,
  removed: (count: number): string => `${count} 件のジョブの記録を削除しました。`,
};
