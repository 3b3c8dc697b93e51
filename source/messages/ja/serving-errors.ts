import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const servingErrors: Pick<
  ErrorTexts,
  'upload-refused' | 'port-taken' | 'tokens-unusable' | 'certificate-unusable'
> = {
  'upload-refused': {
    title: (f) => `ミラーがアップロードを拒否しました${known(f.status, '（ステータス ', '）')}`,
    remedy: () => '所有者の鍵か、同時に公開した人がいないかを確認してください。',
  },
  'port-taken': {
    title: (f) => `ポートはすでに使われています${known(f.address, '：')}`,
    remedy: () =>
      '別のポートを指定するか（--port。0 で空いているポート）、使っているプログラムを止めてください。',
  },
  'tokens-unusable': {
    title: (f) => `トークンのファイルが使えず、誰が公開できるか決められません${known(f.file, '：')}`,
    remedy: () =>
      'モード 0600 の JSON です：所有者の id → 16 文字以上のトークン、または "sha256:" とそのハッシュ、またはそれらのリスト。',
  },
  'certificate-unusable': {
    title: (f) => `証明書が使えません${known(f.file, '：')}`,
    remedy: (f) =>
      f.use === 'authority'
        ? '認証局の証明書を含む PEM ファイルを指定してください（--ca）。'
        : '証明書（--cert、チェーンを含む）と対応する鍵（--key）の PEM ファイルを指定してください。',
  },
};
