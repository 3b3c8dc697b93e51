import type { merge as english } from '../en/merge.ts';

export const merge: typeof english = {
  steps: {
    sources: 'ミラーソース',
    trust: 'root の照合',
    differences: '差分',
    signing: '署名',
    review: '確認',
    receipt: '結果',
  },
  ask: {
    sources: 'どのミラーをこのミラーにマージしますか？',
    address: '追加するミラーのアドレスまたはディレクトリ',
    policy: '個別に決定しない競合をどう扱いますか？',
    save: '決定をどのファイルに保存しますか？',
    load: '決定をどのファイルから読み込みますか？',
  },
  doing: {
    list: 'ミラーソースの一覧を読み込んでいます',
    meet: 'ミラーを読み込んで検証しています',
    plan: 'ミラーを比較しています',
    load: '決定を読み込んでいます',
    save: '決定を保存しています',
    merge: (target) => `${target} にマージしています`,
  },
  noSources: 'ほかのミラーはまだ登録されていません。',
  noSourcesRemedy: 'ミラーのアドレスまたはディレクトリを追加してください。',
  typed: '（手入力）',
  trust: {
    title: (address, at, count) => (count === 1 ? address : `${address}（${at}/${count}）`),
    verified: 'すべての署名は正しく、次のフィンガープリントの root に基づいています：',
    compare:
      'このフィンガープリントを、ミラーの管理者から別の手段で聞いたものと比べてください。一致していますか？',
    known: 'この root はすでに信頼済みです。Enter で進みます。',
  },
  columns: {
    state: '状態',
    component: 'コンポーネント',
    what: 'バージョン',
    kind: '相違点',
    decision: '決定',
    source: 'ミラーソース',
  },
  states: { conflict: '競合', new: '新規', more: '追加', same: '同一', left: '対象外' },
  kinds: {
    version: '中身',
    owner: '所有者',
    'owner-keys': '鍵',
    'owner-unknown': '新所有者',
    nightly: 'nightly',
    platform: '環境',
    file: 'ファイル',
    'default-components': '既定',
  },
  short: { fail: '未決定', keep: '残す', take: '取り込む', rename: '改名' },
  summary: (conflicts, open, components) => {
    const changes = components === null ? 'Enter で変更を数えます。' : `${components}を変更します。`;
    const found = conflicts === 0 ? '競合なし。' : `競合 ${conflicts} 件（未決定 ${open} 件）。`;
    return components === null && open > 0 ? found : `${found}${changes}`;
  },
  rule: (decision) => `規則：${decision}`,
  noDifferences: 'これらのミラーに、このミラーにないものはありません。',
  here: 'このミラー',
  from: (sources) => `取得元：${sources}`,
  alike: (versions, source) => `${versions}が ${source} と同一です。`,
  lists: { added: '追加するもの', replaced: '中身を置き換えるもの', dropped: '外すもの' },
  facts: {
    file: 'ファイル',
    owner: '所有者',
    hash: 'sha256',
    size: 'サイズ',
    released: '公開日時',
    kinds: {
      version: '中身の相違',
      owner: '所有者',
      'owner-keys': '鍵',
      'owner-unknown': '鍵',
      nightly: 'nightly',
      platform: 'バージョン',
      file: 'ファイル名の重複',
      'default-components': '既定のコンポーネント',
    },
  },
  choices: {
    keep: 'このミラーのものを残す',
    take: '相手のものを取り込む',
    rename: '相手のものを別の名前で取り込む',
    fail: 'あとで決める',
  },
  rules: {
    fail: 'なし：個別に決定する',
    keep: 'このミラーのものを残す',
    take: '相手のものを取り込む',
    rename: '相手のものを別の名前で取り込む',
  },
  means: {
    keep: 'このミラーは変わらず、相手のものはマージしません。',
    take: '相手のものに置き換わります。すべてのクライアントに影響します。',
    rename: '両方を残し、相手のものは別の名前で取り込みます。相手側の所有者の鍵による署名が必要です。',
    fail: '未決定の競合がある間は、何もマージしません。',
  },
  renameBy: (owner) =>
    `両方を残し、相手のものは別の名前で取り込みます。${owner} の鍵による署名が必要で、その鍵がここになければなりません。`,
  meansOwner: {
    'owner-keys': {
      keep: '新しい所有者は加わらず、相手側でこの所有者に属するものはマージしません。',
      take: '取り込むものはこのミラーの所有者のものになり、その鍵による署名が必要です。',
      rename:
        '両方の所有者を残します。相手の所有者は別の ID で加わり、同名のコンポーネントも別の名前で取り込みます。その署名には相手の所有者の鍵がここに必要です。',
    },
    'owner-unknown': {
      keep: '新しい所有者は加わらず、相手側でこの所有者に属するものはマージしません。',
      take: '今後、この所有者は上の鍵でこのミラーに公開できます。',
      rename: '今後、この所有者は別の ID と上の鍵でこのミラーに公開できます。',
    },
  },
  cannot: (what, why) => `ここでは選べません：${what}。${why}`,
  cannotWhy: {
    keys: '標準のクライアントが受け付けない鍵か、このミラーの別の所有者の鍵です。',
    inUse: '今あるファイルは別のバージョンが使っています。',
    part: 'コンポーネントの一部であり、独自の名前はありません。',
    once: 'すでに別の名前で取り込むことになっています。',
  },
  ruleNote:
    '個別の決定は規則より優先されます。規則を適用できない競合は未決定のままです。公開できる人は個別にしか決められません。',
  name: '別の名前',
  nameHints: {
    component: '空欄の場合は、コンポーネント名に所有者を付けた名前になります。',
    owner: '空欄の場合は、所有者に鍵の先頭を付けた ID になります。',
    file: '空欄の場合は、コンポーネントとバージョンの名前か、ハッシュの先頭を付けた名前になります。',
  },
  nameWrong: {
    file: 'ファイル名には英数字と「-」「_」「+」「.」を使い、末尾を「.tar.gz」にしてください。',
    taken: 'この名前はすでに使われています。このミラーにも相手側にもない名前にしてください。',
  },
  file: 'ファイル',
  fileHints: {
    save: 'Tab でパスを補完します。コマンドでも同じファイルを使えます：--decisions FILE',
    load: 'ここで保存したファイル、または mirror merge --dry-run --json の出力。',
  },
  fileEmpty: 'ファイルを指定してください。',
  signing: {
    all: 'このマージに必要な署名は、すべてここで行えます。',
    notAll: 'ここでは行えない署名があります。',
    nothing: '変更がないため、署名は不要です。',
    missing: '署名できないもの',
    missingOwner: (component, owner, needed, got) =>
      `${component}：所有者 ${owner} の鍵が ${needed} 個必要ですが、ここには ${got} 個しかありません`,
    remedy:
      '「所有者と鍵」で不足している鍵を取り込み、r で再確認してください。または戻って、これらのコンポーネントは残すようにしてください。',
    staysOut: '所有者とともに見送るもの',
    outOf: (components, owner) =>
      `${components}：相手側では ${owner} に属し、このミラーのものを残すと決定済み`,
    stays: '署名がそのまま残るもの',
    owners: '所有者が署名し直すもの',
    byOwner: (owner) => `${owner} の鍵で署名`,
    files: 'すべての署名',
  },
  review: {
    title: (from, target) => `${from} を ${target} にマージ`,
    unchanged: 'すべて取り込み済みです。変更はありません。',
    unchangedByDecision: '決定により、新しいものは取り込まれません。変更はありません。',
    components: 'コンポーネント',
    owners: '所有者と既定のコンポーネント',
    files: 'ファイル',
    keeps: (files, size) => `取得済み：${files}、${size}`,
    client: (name, from) => `${name} は ${from} のコピーになります`,
    decided: '競合と決定',
    left: 'そのままにするもの',
    signed: (count) => `署名し直すもの（${count}）`,
    command: '同じことをするコマンド',
    notSaved: '決定はまだファイルに保存されていません。s で保存するとコマンドで使えます。',
  },
  receipt: {
    files: (fetched, kept) => `ダウンロード：${fetched}、取得済み：${kept}`,
    merged: 'マージしたもの',
    left: 'マージしなかったもの',
    next: '次の手順',
    verify: 'v でミラーのすべての署名、ハッシュ、ファイルを検証します。コマンド：',
    serve: 's でほかのマシンに提供します。コマンド：',
  },
};
