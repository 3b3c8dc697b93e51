import type { serving as english } from '../en/serving.ts';

export const serving: typeof english = {
  serving: (path, address) => `${path} を ${address} で配信しています`,
  howToStop: 'Ctrl-C で停止します。',
  local: 'このマシンのプログラムだけがアクセスできます（--host 0.0.0.0 でネットワークに公開）。',
  open: (address) => `${address} に届く人は誰でもミラーを読めます。`,
  plain:
    '暗号化されていません：読む内容は署名が守ります。トークンを使うなら --cert と --key を指定してください。',
  takesSigned: '公開を受け付けます：所有者の鍵で署名されたものを、届く人すべてから受け取ります。',
  takesTokens: (owners) => `トークンを持つ人の公開を受け付けます：${owners}`,
  readOnly: 'ここへの公開はできません（--publish）。',
  reloaded: '証明書、トークン、ログを読み直しました。',
  notReloaded: (reason) => `読み直せなかったため、以前のものを使い続けます：${reason}`,
  flags: {
    publish: '所有者が公開するものを受け取り、ミラーの鍵で署名する',
    maxUpload: '受け取る tarball の最大サイズ（デフォルト 4G）',
    tokens: '公開者が示すトークンのファイル：JSON、所有者 → トークンまたは sha256:ハッシュ、モード 0600',
    cert: '証明書の PEM ファイル、https で配信する。SIGHUP で読み直す',
    tlsKey: '証明書の鍵の PEM ファイル',
    accessLog: 'リクエストごとに 1 行をこのファイルに追記する、- は標準出力。SIGHUP で開き直す',
    logFormat: 'その行の形式：common または json（デフォルト common）',
  },
};
