import type { DoctorTexts } from '../doctor-texts.ts';
import type { care as english } from '../en/care.ts';
import { known } from '../facts.ts';

const doctor: DoctorTexts = {
  'home-unset': {
    title: () => 'ミラーが設定されていません。公式ミラーを使います。',
    remedy: () => '`mirrordeck mirror set <アドレス>` で設定できます。',
  },
  'home-unreadable': {
    title: (f) => `ホームを読み取れません${known(f.file, '：')}。`,
    remedy: () =>
      'そのファイルを直すか削除してから、`mirrordeck mirror set <アドレス>` で書き直してください。',
  },
  'home-unwritable': {
    title: (f) => `${f.path} に書き込めません。`,
    remedy: () => 'このユーザーに権限を与えるか、TIUP_HOME で別のディレクトリを指定してください。',
  },
  'settings-corrupt': {
    title: (f) => `設定を読み取れません${known(f.file, '：')}${known(f.field, '、')}。`,
    remedy: () => 'そのファイルを直すか削除してください。削除すると新しく作られます。',
  },
  'mirror-unreachable': {
    title: (f) => `ミラーに接続できません：${f.address}。`,
    remedy: () =>
      '`mirrordeck mirror show` でアドレスを、あわせてネットワークとプロキシの変数を確認してください。',
  },
  'mirror-untrusted': {
    title: (f) => `ミラーを信頼できません：${f.address}。`,
    remedy: () =>
      '管理者に確認してください。自分のミラーなら `mirrordeck mirror verify` と `mirrordeck mirror verify --repair` を使います。',
  },
  'mirror-expired': {
    title: (f) => `${f.file} は ${f.expires} に期限切れになりました。`,
    remedy: () =>
      '鍵を持つ人が `mirrordeck mirror renew --all` を実行します。他のミラーは管理者に確認してください。',
  },
  'mirror-expiring': {
    title: (f) => `${f.file} は ${f.expires} に期限切れになります。`,
    remedy: () => '鍵を持つ人が `mirrordeck mirror renew --within 30d` を実行します。',
  },
  'mirror-unknown': {
    title: (f) => `初めて接続するミラーです：${f.address}。`,
    remedy: (f) => `フィンガープリントを管理者の示すものと比べてください：${f.fingerprint}`,
  },
  'key-exposed': {
    title: (f) => `他のユーザーが秘密鍵 ${f.file} を読み取れます（モード ${f.mode}）。`,
    remedy: (f) => `\`chmod 600 ${f.file}\`。読み取られた可能性があるなら、鍵を交換してください。`,
  },
  'key-folder-open': {
    title: (f) => `他のユーザーが鍵のディレクトリ ${f.path} を変更できます（モード ${f.mode}）。`,
    remedy: (f) => `\`chmod 700 ${f.path}\``,
  },
  'key-unusable': {
    title: (f) => `${f.file} に使える鍵がありません${known(f.reason, '：')}。`,
    remedy: () =>
      'そのファイルを移してください。鍵以外のものがあると、公式の TiUP クライアントは停止します。',
  },
  'key-mismatch': {
    title: (f) => `${f.file} の鍵による署名を、その公開鍵が受け付けません。`,
    remedy: () => 'バックアップから鍵を戻すか、鍵を交換してください。',
  },
  'key-ed25519': {
    title: (f) =>
      `${f.file} の鍵は ed25519 です。公式の TiUP クライアントは、これを含むミラーをすべて拒否します。`,
    remedy: () =>
      '公式クライアントが使うミラーには別の鍵を作ってください：`mirrordeck mirror genkey --name <名前>`。',
  },
  'key-twice': {
    title: (f) => `${f.file} は ${f.path} と同じ鍵です。`,
    remedy: () => '交換のときに忘れないよう、どちらかを削除してください。',
  },
  'keys-missing': {
    title: (f) => `ロール ${f.owner} の鍵はここに ${f.got} 個あり、署名には ${f.needed} 個必要です。`,
    remedy: () => 'ミラーを変更するときに残りを用意するか、交換してください：`mirrordeck mirror rotate`。',
  },
  'keys-in-tree': {
    title: (f) => `秘密鍵がミラーのディレクトリにあります：${f.path}。`,
    remedy: () =>
      'このプログラムのサーバーは渡しませんが、他のサーバーは渡します。`mirrordeck serve` を使うか、外へ移してください。',
  },
  'disk-low': {
    title: (f) => `${f.path} のディスクに空きがほとんどありません：残り ${f.free} バイト。`,
    remedy: () =>
      '空きを作ってください。`mirrordeck mirror prune --dry-run` でミラーの不要なものがわかります。',
  },
  'clock-skew': {
    title: (f) => `このマシンの時計は ${f.address} と ${f.seconds} 秒違います。`,
    remedy: () => '時計を合わせてください。期限切れかどうかはこの時計で判断します。',
  },
  'proxy-invalid': {
    title: (f) => `${f.name} はプロキシのアドレスではありません。`,
    remedy: (f) => `${f.name} を http://proxy.example.com:3128 のように設定するか、設定を解除してください。`,
  },
  'proxy-in-use': {
    title: (f) => `ミラーへの接続はプロキシを経由します：${f.address}。`,
    remedy: (f) => `意図したものでなければ、NO_PROXY に ${f.host} を加えてください。`,
  },
  'certificates-missing': {
    title: (f) => `${f.name} の示すファイルがありません：${f.path}。`,
    remedy: (f) => `証明書をそこに置くか、${f.name} の設定を解除してください。`,
  },
  'port-taken': {
    title: (f) => `ポート ${f.port} はすでに使われています。`,
    remedy: () => '自分のサーバーでなければ：`mirrordeck serve --port <別のポート>`。',
  },
  'terminal-dumb': {
    title: () => 'この端末は行しか表示できません（TERM）。',
    remedy: () => 'TERM=xterm-256color のように設定してください。コマンドはそのままで使えます。',
  },
  'terminal-not-utf8': {
    title: (f) =>
      `ロケールが UTF-8 ではありません${known(f.locale, '：')}。枠線や他の言語が崩れることがあります。`,
    remedy: () => 'LANG=C.UTF-8 のように設定してください。',
  },
  'terminal-small': {
    title: (f) => `端末が小さすぎます：${f.columns}x${f.rows}。`,
    remedy: (f) => `画面には ${f.needed} が必要です。ウィンドウを広げてください。`,
  },
  'leftover-set': {
    title: () => 'ミラーの設定が中断されました。',
    remedy: () => 'もう一度 `mirrordeck mirror set <アドレス>` を実行すると完了します。',
  },
  'leftover-commit': {
    title: (f) => `ミラーの変更が中断されました：${f.path}。`,
    remedy: () => '次の変更が完了または片付けます。`mirrordeck mirror verify` で正しいかどうかがわかります。',
  },
  'leftover-downloads': {
    title: (f) => `${f.path} に中断された作業が ${f.bytes} バイトあります。`,
    remedy: () =>
      '同じコマンドをもう一度実行すると続きから始まります。不要ならディレクトリを削除してください。',
  },
  'leftover-stock-commit': {
    title: (f) => `公式の TiUP クライアントが ${f.path} にコミットを残しています。`,
    remedy: () =>
      '古いものは `mirrordeck mirror prune` が削除します。途中で止まったものは `mirrordeck mirror verify` でわかります。',
  },
};

export const care: typeof english = {
  doctor,
  sampled: (read, of) => `抜き取り：${of}のうち ${read}を読み取りました。`,

  repairActions: {
    restore: (file, from) => `${file} を ${from} からそのまま戻します`,
    fetch: (file, size) => `${file} をダウンロードします（${size}）`,
    copy: (file, from) => `${file} を ${from} からコピーします`,
  },
  nothingToRepair: '修復するものはありません。',
  repaired: (count) => `${count} 個のファイルを修復しました。`,
  stillBroken: (count) => `${count} 個のファイルがまだ正しくありません：`,

  keepReasons: {
    'keep-last': (of) => `最新の ${of} 個に入る`,
    'keep-minor': (of) => `${of} の最新`,
    keep: (of) => `残す${known(of, '：')}`,
    young: (of) => `新しい（${of}）`,
    latest: (of) => `${of} の最新`,
    nightly: () => 'nightly',
    default: () => '既定のコンポーネント',
    client: (of) => `${of} のクライアント`,
    needed: (of) => `${of} に必要`,
  },
  goes: '整理',
  willPrune: (versions, size) => `${versions}を取り下げます（${size}）`,
  willDelete: (files, size) => `${files}を削除します（${size}）`,
  waiting: (files, size, due) =>
    `${files}が削除を待っています（${size}）。早いものは ${due} から、次の \`mirrordeck mirror prune\` で削除されます`,
  fileKinds: {
    tarball: '取り下げたバージョンのもの',
    manifest: '新しいものに替わった',
    orphan: 'このミラーの何にも属さない',
    commit: '公式クライアントが残したもの',
  },
  prunedVersions: (versions) => `取り下げました：${versions}。`,
  prunedFiles: (files, size) => `削除しました：${files}、${size}。`,
  nothingToPrune: '整理するものはありません。',

  fine: '正常',
  states: { problem: '問題', note: '注意' },
  areas: {
    home: 'ホーム',
    settings: '設定',
    mirror: 'ミラー',
    keys: '鍵',
    disk: 'ディスク',
    clock: '時計',
    proxy: 'プロキシ',
    certificates: '証明書',
    port: 'ポート',
    terminal: '端末',
    leftovers: '残り物',
  },
  problemCount: (count) => `問題が ${count} 件あります。`,
  noProblems: '問題は見つかりませんでした。',

  noKeys: '鍵はありません。',
  usesUnknown: (reason) => `ミラーを読み取れないため、鍵の用途はわかりません：${reason}`,
  keyImported: (id, path) => `鍵 ${id} を ${path} に保存しました`,
  keyWillBeImported: (id, path) => `鍵 ${id} を ${path} に保存します`,
  keyPresent: (id, path) => `鍵 ${id} はすでにあります：${path}`,
  keyExported: (id, path) => `鍵 ${id} を ${path} に書き込みました`,
  keyWillBeExported: (id, path) => `鍵 ${id} を ${path} に書き込みます`,
  privateExported: 'これは秘密鍵です。このファイルを読める人は、その名で署名できます。',
  keysFine: '鍵に問題はありません。',
  ed25519Warning:
    'ed25519 の鍵です。公式の TiUP クライアントは、これを含むミラー全体を拒否します。読めるのは mirrordeck だけです。',
  ed25519Question: 'それでも作りますか？ (yes/no) ',
  ed25519NeedsYes:
    '公式クライアントは ed25519 の鍵が 1 つでもあるとミラー全体を拒否します。yes と答えるか --yes-stock-clients-refuse-it を付けてください',
};
