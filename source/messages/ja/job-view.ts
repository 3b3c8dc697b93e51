import type { jobView as english } from '../en/job-view.ts';

export const jobView: typeof english = {
  id: (id) => `ジョブ ${id}`,
  starting: '開始しています',
  askCancel: 'このジョブを完全に取り消しますか？',
  cancelKeeps: '完了した分は残ります。途中のファイルは次の実行で続きから取得します。',
  moreWarnings: (count) => `ほかに以前の警告が ${count} 件あります。ログを参照してください`,
  rate: '速度制限',
  limited: (rate) => `上限 ${rate}`,
  rateHint: '例: 20M、08:00-18:00=5M。空欄なら制限なし。Enter で設定、Esc で取りやめ。',
  orders: {
    pause: '一時停止しています。書き込み中のものは最後まで行います',
    resume: '再開しています',
    cancel: '取り消しています',
    rate: '速度制限を設定しています',
  },
  states: {
    queued: 'まだ始まっていません。',
    running: '実行中です。',
    paused: '一時停止中です。',
    done: '完了しました。',
    incomplete: '終了しましたが、不足か誤りがあります。',
    failed: '失敗しました。以前の内容は変わっていません。',
    cancelled: '取り消されました。',
    interrupted: '完了する前にプロセスがなくなりました。',
  },
  next: {
    queued: 'Esc で戻ります。ジョブは続きます。',
    running: 'Esc で戻ります。ジョブは続きます。',
    paused: 'r で続きから再開、x で完全に取り消します。',
    done: 'Esc で戻ります。',
    incomplete: 'r で不足分を再試行、Esc で戻ります。',
    failed: 'r で今ある分から再試行、Esc で戻ります。',
    cancelled: 'r で再開できます。Esc で戻ります。',
    interrupted: 'r で今ある分から再開します。完了した分はやり直しません。',
  },
};
