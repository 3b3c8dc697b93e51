import type { rotating as english } from '../en/rotating.ts';

export const rotating: typeof english = {
  steps: {
    way: '目的',
    role: 'ロール',
    keys: '鍵',
    waiting: '署名待ち',
    component: 'コンポーネント',
    owner: '新しい所有者',
    form: '署名の方法',
    'give-up': '取りやめますか？',
    review: '確認',
    confirm: '最終確認',
    done: '完了',
  },
  askWay: '何を変更しますか？',
  ways: {
    rotate: {
      label: 'ロールの鍵やしきい値',
      note: '鍵を追加、置き換え、または外すか、root の期限を延ばします。現在と次の root の鍵が署名します。',
    },
    resume: {
      label: '署名待ちの変更の続き',
      note: 'ファイルを署名者に渡した、または署名サーバーを止めた、鍵の更新や所有者の移譲です。',
    },
    transfer: {
      label: 'コンポーネントの所有者',
      note: '以後は新しい所有者が署名します。その証明として次のバージョンに署名します。',
    },
    'new-root': {
      label: '新しい root でやり直す',
      note: 'root 鍵を失いすぎた場合だけの手段です。設定し直すまですべてのクライアントがミラーを拒否します。',
    },
  },
  askWho: 'ここの鍵で足りない署名は誰が行いますか？',
  doing: {
    roles: 'ミラーの各ロールの鍵を読み込んでいます ...',
    owners: '所有者とコンポーネントを読み込んでいます ...',
    waiting: '署名待ちの変更を探しています ...',
    plan: '変更内容と署名に使う鍵を調べています',
    apply: '署名して書き込んでいます',
    'plan-give-up': '署名待ちの変更を調べています ...',
    'give-up': '取りやめています',
  },
  asks: {
    role: () => 'どのロールの鍵ですか？',
    waiting: () => 'どの変更を続けますか？',
    component: () => 'どのコンポーネントですか？',
    owner: (component) => `今後の ${component} の所有者を選択`,
  },
  columns: {
    role: 'ロール',
    waiting: '変更',
    component: 'コンポーネント',
    owner: '所有者',
    name: '名前',
    sign: 'しきい値',
    here: 'ここの鍵',
    signed: '署名済み',
    file: 'ファイル',
  },
  roleNotes: {
    root: '各ロールの鍵を定めます。すべての信頼の根です。',
    index: 'コンポーネントと所有者の一覧に署名します。',
    snapshot: 'どの版が現在のものかに署名します。',
    timestamp: 'snapshot が最新であることに定期的に署名します。',
  },
  empty: {
    role: 'このミラーにはロールがありません。',
    waiting: 'このミラーに署名待ちの変更はありません。',
    component: 'コンポーネントを持つ所有者がいません。',
    owner: 'ほかの所有者がいません。',
  },
  emptyNext: {
    role: '「検証」でミラーを調べてください。',
    waiting: 'ほかのマシンで始めたものは、ファイルのパスを入力すると続けられます。',
    component: '先にコンポーネントを公開してください。',
    owner: '先に「所有者と鍵」で権限を付与してください。',
  },
  role: {
    title: (role, threshold, keys) => `${role}: 現在は ${keys} 個の鍵のうち ${threshold} 個が署名`,
    columns: { fate: '変更', key: '鍵', where: '場所' },
    fates: { stays: '残す', leaves: '- 外す', replaced: '- 置換', lost: '! 紛失', new: '+ 追加' },
    elsewhere: 'ここにはありません',
    by: (key, file) => `→ ${key}  ${file}`,
    willSign: (threshold, keys) => `今後は ${keys} 個の鍵のうち ${threshold} 個が署名します。`,
    tooFew: '鍵が足りません。鍵を追加するか（+）、しきい値を下げてください（t）。',
    lasts: (day) => `root は ${day} まで有効になります。`,
    lastsAlready: (day) => `root はすでに ${day} まで有効です。まだ何も変わりません。`,
    lastsShorter: (day, now) =>
      `root の期限は ${day} になりますが、今は ${now} まで有効です。期限が早まる root はクライアントが受け付けません。`,
    lostTooMany: (left, needed) =>
      `次の root には root 鍵 ${needed} 個の署名が必要ですが、残りは ${left} 個です。このミラーの鍵はもう誰にも更新できません。`,
    oneWayOut:
      '失った鍵の控えを探してください（l で取り消し）。ほかの手段は新しい root（n）だけで、その後すべてのクライアントでミラーを設定し直す必要があります。',
    askAdded: (role) => `${role} に追加する鍵を選択`,
    askInstead: (key) => `${key} と置き換える鍵を選択`,
  },
  fields: {
    threshold: '署名に必要な数',
    days: 'root の有効日数',
    listen: '署名サーバー',
    out: 'またはファイルで渡す',
    from: '保存したファイル',
    missing: '署名サーバー',
    keyDir: '鍵のディレクトリ',
  },
  hints: {
    threshold: '空なら今のまま。',
    days: '空なら 365。今より早くはなりません。',
    listen:
      'ここの鍵で足りないときだけ起動します。ホスト:ポート。空ならこのマシンだけの 127.0.0.1:8080。0.0.0.0:8080 でほかにも開きます。',
    out: '書き込むファイル。ここでは署名せず、ファイルを署名者に渡します。',
    from: 'ファイルのパス。ほかの内容はその中にあります。',
    missing:
      '空なら、署名はファイルとここの鍵でそろいます。ホスト:ポートを入力すると足りない署名を待ちます。',
    keyDir: 'ミラーとホームの鍵のほかに、そこにある秘密鍵でも署名します。',
  },
  problems: {
    empty: '入力してください',
    number: '1 以上の整数を入力してください',
    address: '0.0.0.0:8080 のような ホスト:ポート です。パスは使えません',
    both: 'サーバーとファイルはどちらか一方です。片方を空にしてください',
  },
  byServer: (address) => `Enter で ${address} に署名サーバーを起動し、署名を待ちます。`,
  onlyHere:
    'このアドレスにはこのマシンからしか届きません。ほかに開くには戻って 0.0.0.0 とポートを入力します。',
  waiting: '署名を待っています。鍵の持ち主がそれぞれ実行します：',
  keptIn: (path) => `署名は ${path} に保存します。停止後は「署名待ちの変更の続き」から続けられます。`,
  thenResume: '署名がそろったら、「鍵の更新」の「署名待ちの変更の続き」を選びます。',
};
