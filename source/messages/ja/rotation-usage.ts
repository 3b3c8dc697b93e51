import type {
  rotationAbout as englishAbout,
  rotationFlags as englishFlags,
  rotationSummaries as englishSummaries,
} from '../en/rotation-usage.ts';

export const rotationAbout: typeof englishAbout = {
  rotate: [
    '指定した変更、または編集済みのファイルから次の root を作ります。何も指定しないと $EDITOR で開きます。',
    'ここにある鍵で署名し、足りなければ署名サーバーがほかの持ち主を待ちます（`mirrordeck mirror sign http://…`',
    'または TiUP クライアント）。ファイルを持ち運ぶこともできます：--out で保存し、署名後に --from で取り込みます。',
    '新しい鍵が署名すべきものは、同じ変更の中ですべて署名し直します。鍵は ID またはその先頭で指定します。',
  ],
  sign: [
    '署名を待っている manifest に署名を加えます。ファイルか、署名サーバーのアドレスを指定します。',
    '同じ鍵の古い署名は置き換えます。--dry-run で署名の対象を確認できます。',
  ],
  transferOwner: [
    '以後は新しい所有者が署名します。その証しとして次のバージョンに署名します：ここにある鍵、署名サーバー、',
    'または持ち運ぶファイル（--out、--from）で行います。',
  ],
  newRoot: [
    '残っている root の鍵が足りないミラーのためのものです。すべてのロールの鍵を新しくし、以前の root とは',
    'つながらない root を作ります。所有者とコンポーネントは残ります。`mirror set` をやり直すまで、',
    'どのクライアントもこのミラーを信頼しません。',
  ],
};

export const rotationSummaries: typeof englishSummaries = {
  sign: 'manifest ファイルに署名を加える',
  rotate: 'root.json を更新する：鍵、しきい値、有効期限',
  'transfer-owner': 'コンポーネントを別の所有者に移す',
  'new-root': '鍵を失いすぎたとき、新しい鍵でやり直す',
};

export const rotationFlags: typeof englishFlags = {
  addKey: 'ロールに加える鍵のファイル、秘密鍵または公開鍵（複数指定可）',
  removeKey: '外す鍵の ID（複数指定可）',
  replaceKey: '外す鍵の ID と、代わりの鍵のファイル（複数指定可）',
  roleThreshold: 'そのロールで署名が必要な鍵の数',
  rotateRole: '対象のロール：root、index、snapshot、timestamp（デフォルト root）',
  rootDays: '今から root が切れるまでの日数（デフォルト 365）',
  editedRoot: '変更の代わりに、編集済みの root を使う',
  lostKey: 'もう誰も持っていない root の鍵の ID（複数指定可）',
  allowEd25519: 'TiUP クライアントがミラーを拒否するようになっても ed25519 の鍵を使う',
  signKeys: 'ミラーとホームの鍵のほかに署名に使う秘密鍵のファイル（複数指定可）',
  signKeyDir: 'そのような鍵のディレクトリ',
  addr: '署名サーバーの host:port（デフォルト 127.0.0.1:8080）',
  signingOut: '署名せずにこのファイルに保存し、署名者に渡す',
  signingFrom: '保存したファイルから続ける',
  giveUp: '署名待ちの変更を取りやめる：そのファイルを削除する',
  addrIfMissing: '鍵が足りないとき、この host:port で署名を待つ',
  signingOutFolder: '他の人が署名するファイルをこのディレクトリに保存する',
  signingFromFolder: 'そのディレクトリから続ける（更新する対象は保存時のまま）',
  manifestKeys: '署名に使う秘密鍵：ファイル、またはホームの鍵の名前（デフォルトは "private"、複数指定可）',
  timeout: 'ネットワークへの要求ごとの秒数（デフォルト 10）',
  newRootKeyDir: '新しい秘密鍵のディレクトリ（デフォルトは古い鍵と同じ場所）',
  yesNewRoot: 'すべてのクライアントでミラーを設定し直すことを了承する',
};
