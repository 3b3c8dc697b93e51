import type { expiring as english } from '../en/expiring.ts';

export const expiring: typeof english = {
  steps: { list: '期限一覧', days: '期間', way: '署名者', review: '確認', done: '更新済み' },
  doing: {
    read: '有効期限を読み込んでいます',
    plan: '必要な鍵と、ここにある鍵を調べています',
    renew: 'ここにある鍵で署名しています',
  },
  ask: '有効期限の一覧（急ぐものから順に）',
  chosenSoon: (days) => `${days} 日以内に期限が切れるものを選択済み。Space で変更します。`,
  chosenOf: (chosen, all) => `${all} 件中 ${chosen} 件を選択済み。Space で変更、Enter で更新します。`,
  noneSoon: (days) => `${days} 日以内に期限が切れるものはありません。Enter で現在の行を更新します。`,
  noneChosen: '選択なし。Enter で現在の行を更新します。',
  expired: '期限切れのものがあり、更新するまでクライアントが拒否します。',
  none: '期限のあるものがありません。先に「ミラーソース」でミラーを設定してください。',
  columns: { name: '名前', kind: '種類', left: '残り', expires: '有効期限', scale: '1 年' },
  kinds: { role: 'ロール', key: '所有者鍵', component: 'コンポーネント' },
  askDays: 'どれだけ延ばしますか？',
  fields: { days: '今日からの日数', keys: '鍵ファイル', skip: 'ここの鍵で署名できないものは除く' },
  hints: {
    days: '空なら種類ごとの TiUP の既定値。期限が早まることはありません。',
    keys: 'ホームとミラーのもの以外の秘密鍵。複数はコンマ区切り。',
    skip: 'Space で切り替え。除かない場合、鍵がそろうまで何も更新しません。',
  },
  daysWrong: '1 から 36500 の整数を入力してください',
  plan: (mirror) => `${mirror} の更新`,
  missing: '署名に必要な鍵がここにありません',
  missingRemedy:
    '鍵のファイルを取り込むか（`mirrordeck keys import <file>`）、戻って署名できないものを除いてください。',
  elsewhere: '鍵の保有者は別の場所でも署名できます：s でファイルの受け渡しか署名サーバーを選びます。',
  signers: '各ファイルの署名者',
  askWay: '鍵が別の場所にある人は、どうやって署名しますか？',
  wayFields: { listen: '署名サーバー', out: 'または書き出し先', from: 'または戻り先' },
  wayHints: {
    listen: 'host:port。空なら 127.0.0.1:8080（このマシンのみ）。0.0.0.0:8080 なら他からも届きます。',
    out: '書き出すディレクトリ。他の人が署名するものごとに 1 ファイル。まだ署名しません。',
    from: '署名されて戻ってきたディレクトリ。更新する対象はその中にあります。',
  },
  oneWay: 'サーバー、書き出し先、戻ったディレクトリのどれか 1 つだけ入力してください',
  byFolder: (path) => `Enter で、他の人が署名するファイルを ${path} に書き出します。更新はまだしません。`,
  keptIn: (path) => `署名は ${path} に保存されます。中断後は、ここで同じものを選べば続けられます。`,
  thenBack: '署名がそろったら、ここで対象を選び、「署名者」でそのディレクトリを指定します。',
};
