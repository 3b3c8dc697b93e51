import type { jobsView as english } from '../en/jobs-view.ts';

export const jobsView: typeof english = {
  title: 'ジョブ',
  steps: { job: '経過', log: 'ログ' },
  reading: 'ジョブを読み取っています',
  none: 'クローン、検証、修復、整理、配信はジョブとして動きます。各画面で開始すると、この端末がなくても続き、ここで確認できます。',
  columns: { state: '状態', kind: '種類', target: '対象', done: '進捗', speed: '速度', begun: '開始' },
  summary: (running, waiting, all) => `実行中 ${running} 件、途中で停止 ${waiting} 件、全 ${all} 件`,
  askRemove: 'このジョブの記録を消しますか？ ファイルと結果は残ります。',
  askClear: '終了したジョブの記録を消しますか？ ファイルは残ります。',
  times: (begun, ended) => `${begun} から ${ended}`,
  logEmpty: '記録はありません。',
  atWork: (count) => `ジョブ ${count} 件`,
  waiting: (count) => `停止 ${count} 件`,
};
