import { firstOf, known, mirrorFolder, named, oneComponent } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';
import { fileErrors } from './file-errors.ts';
import { jobsErrors } from './jobs-errors.ts';
import { mergingErrors } from './merging-errors.ts';
import { ownerErrors } from './owner-errors.ts';
import { reachingErrors } from './reaching-errors.ts';
import { rotationErrors } from './rotation-errors.ts';
import { servingErrors } from './serving-errors.ts';

export const errors: ErrorTexts = {
  ...fileErrors,
  ...jobsErrors,
  ...mergingErrors,
  ...ownerErrors,
  ...reachingErrors,
  ...rotationErrors,
  ...servingErrors,
  usage: {
    title: (f) => `mirrordeck${known(f.command)} の使い方が正しくありません`,
    remedy: (f) => `\`mirrordeck${known(f.command)} --help\` で引数、フラグ、例を確認できます。`,
  },
  'name-invalid': {
    title: (f) => `${named('この名前', f.component, f.owner, f.file)} はミラーで使える名前ではありません`,
    remedy: () => '英数字と「-」「_」「.」を使い、先頭は英数字にしてください。予約語はミラー自身が使います。',
  },
  'version-invalid': {
    title: (f) => `${named('この値', f.version)} はバージョンではありません`,
    remedy: () =>
      'バージョンは v1.2.3、v1.2.3-rc.1、または nightly を含む形です。選択では latest、nightly、all、^1.2、~7.1、7.x も使えます。',
  },
  'platform-invalid': {
    title: (f) => `${named('この値', f.platform)} はミラーのプラットフォームではありません`,
    remedy: () =>
      'OS は linux か darwin、アーキテクチャは amd64 か arm64 です。「any」は両方に書くか、どちらにも書きません。',
  },
  'entry-invalid': {
    title: (f) => `${named('このエントリ', f.entry, f.file)} はコンポーネントのプログラムにできません`,
    remedy: () => 'エントリは tarball 内のプログラムの相対パスです。「..」は使えません。',
  },
  'address-invalid': {
    title: (f) => `${named('この値', f.address)} はミラーのアドレスではありません`,
    remedy: () =>
      'http:// または https:// のアドレス、ディレクトリ、追加済みミラーソースの名前のいずれかを指定してください。',
  },
  'not-a-terminal': {
    title: () => 'ワークステーションには端末が必要です',
    remedy: () => '端末で開くか、コマンドを使ってください。`mirrordeck --help` に一覧があります。',
  },
  'component-unknown': {
    title: (f) => `ミラーにコンポーネント${known(f.component, ' ', ' ')}がありません`,
    remedy: () => '`mirrordeck list --all` で一覧を確認できます。',
  },
  'version-unknown': {
    title: (f) =>
      `${known(oneComponent(f.component), '', ' に')}バージョン${known(f.version, ' ', ' ')}がありません${known(f.platform, '（', '）')}`,
    remedy: (f) =>
      `\`mirrordeck list${known(oneComponent(f.component))}\` でバージョンとプラットフォームを確認できます。`,
  },
  'version-exists': {
    title: (f) =>
      `${named('このコンポーネント', f.component)}${known(f.version)} はすでに公開されています${known(f.platform, '：')}`,
    remedy: () =>
      '新しいバージョンとして公開してください。インストール済みのクライアントには古い内容が残ります。それでも置き換えるには --force を付けます。',
  },
  'key-exists': {
    title: (f) => `鍵${known(firstOf(f.path, f.file, f.key), ' ', ' ')}はすでに存在します`,
    remedy: (f) =>
      f.owner === undefined
        ? '鍵は上書きされません。--name で別の名前にしてください。'
        : `所有者 ${f.owner} の鍵です。その所有者を使うか、\`mirrordeck mirror genkey --name <名前>\` で新しい鍵を作ってください。`,
  },
  'key-missing': {
    title: (f) => `鍵がありません${known(firstOf(f.path, f.file, f.key), '：')}`,
    remedy: (f) =>
      f.keys === undefined
        ? '`mirrordeck mirror genkey` で作るか、--key で場所を指定してください。'
        : `--key でパスか、このホームにある鍵の名前を指定してください${known(f.keys, '：') || '（鍵はありません）'}。`,
  },
  'key-malformed': {
    title: (f) => `${named('このファイル', f.file, f.path, f.key)} は鍵として読めません`,
    remedy: () =>
      '`mirrordeck mirror genkey` か `keys export` が書いた鍵ファイルを指定してください。公開鍵は PEM でも構いません。',
  },
  'private-key-shown': {
    title: () => 'これは秘密鍵です',
    remedy: () =>
      'ここで受け取るのは公開鍵だけです。鍵のあるマシンで `mirrordeck keys export` を実行すると公開鍵を書き出せます。何も保存していません。画面を見られたおそれがあれば、鍵を作り直してください。',
  },
  'mirror-exists': {
    title: (f) => `${named('このディレクトリ', f.path, f.address)} にはすでにミラーがあります`,
    remedy: () =>
      '空のディレクトリを指定してください。既存のミラーを使うには `mirrordeck mirror set <ディレクトリ>` です。',
  },
  'not-installed': {
    title: (f) =>
      `${named('このコンポーネント', f.component)}${known(f.version)} はインストールされていません`,
    remedy: () => '`mirrordeck list --installed` でインストール済みのものを確認できます。',
  },
  'root-missing': {
    title: () => 'ミラーがまだ設定されていません',
    remedy: () =>
      '`mirrordeck mirror set <アドレス>` で選ぶか、`mirrordeck mirror set --reset` で公式ミラーにしてください。',
  },
  'source-unknown': {
    title: (f) => `ミラーソースもディレクトリも見つかりません${known(firstOf(f.source, f.address), '：')}`,
    remedy: () =>
      'パスかアドレスを確認してください。`mirrordeck` のミラーソース画面でミラーソースの名前を確認できます。',
  },
  'source-exists': {
    title: (f) => `同じ名前のミラーソースがあります${known(firstOf(f.source, f.address), '：')}`,
    remedy: () => '別の名前にするか、先に古いミラーソースを削除してください。',
  },
  'source-unreachable': {
    title: (f) => `${named('ミラーソース', f.address)} に接続できません`,
    remedy: () =>
      'アドレスかパスを、サーバーならネットワークとプロキシ（HTTPS_PROXY、NO_PROXY）も確認してください。',
  },
  'source-not-a-mirror': {
    title: (f) => `${named('このアドレス', f.address)} は TiUP ミラーではありません`,
    remedy: () =>
      'root.json と timestamp.json のあるディレクトリを指定してください。ログインページやパスの誤りがないか確認してください。',
  },
  'source-certificate': {
    title: (f) => `${named('このアドレス', f.address)} の証明書は信頼できません`,
    remedy: () => '証明書を直すか、NODE_EXTRA_CA_CERTS で独自の認証局を指定してください。',
  },
  'source-redirect': {
    title: (f) => `${named('このアドレス', f.address)} は別の場所へ転送されます`,
    remedy: () =>
      '別のホストや https から http への転送には従いません。新しいアドレスが正しければ、それを直接指定してください。',
  },
  'source-changed': {
    title: () => '計画の作成後にミラーソースが変わりました',
    remedy: () => '計画を作り直してください。',
  },
  'target-not-empty': {
    title: (f) => `${named('このディレクトリ', f.path)} は空でもミラーでもありません`,
    remedy: () => '空のディレクトリか、まだないディレクトリを指定してください。',
  },
  'target-unusable': {
    title: (f) => `${named('この場所', f.path)} にはミラーを置けません`,
    remedy: () =>
      'ファイルか、/proc のようなシステムの領域です。ディスク上の新しいディレクトリか空のディレクトリを指定してください。',
  },
  'target-keys-missing': {
    title: (f) =>
      `${known(f.owner, '', ' の')}秘密鍵が足りないため、ミラー${known(f.path, ' ', ' ')}に署名できません`,
    remedy: (f) =>
      `鍵を${known(f.path, ' ', '/keys ')}またはこのユーザーの鍵のディレクトリに置${f.field === 'key' ? 'くか、鍵のあるディレクトリを指定してください（--key-dir）' : 'いてください。クローンなら新しいディレクトリにも作れます'}。何も変更していません。`,
  },
  'target-is-source': {
    title: (f) =>
      f.source === undefined
        ? 'ミラーソースとターゲットが同じミラーです'
        : `ターゲットがミラーソース${known(f.source, ' ', ' ')}の中にあります`,
    remedy: (f) =>
      f.source !== undefined
        ? 'ミラーソースの外のディレクトリを選んでください。'
        : '`mirrordeck mirror set --reset` で公式ミラーに戻せます。--source でこのクローンのミラーソースだけを変えることもできます。',
  },
  'lock-held': {
    title: (f) => `他のプロセスが ${named('このミラー', mirrorFolder(f.path), f.file)} を変更しています`,
    remedy: (f) => `終わるまで待ってください${known(f.holder, '：')}。`,
  },
  'mirror-changed': {
    title: () => '計画の作成後にミラーが変わりました',
    remedy: () => '何も書き込んでいません。もう一度実行してください。保存した計画は作り直しが必要です。',
  },
  'link-refused': {
    title: (f) =>
      `${firstOf(f.path, f.file) ?? 'ミラーのディレクトリ'} は実ディレクトリであるべきですが、リンクです`,
    remedy: () =>
      'リンクはミラーの外を指すおそれがあるため、書き込みません。ご自身で作成した場合は、実ディレクトリに置き換えてください。',
  },
  'journal-corrupt': {
    title: (f) => `途中の変更の記録が読めません${known(firstOf(f.path, f.file), '：')}`,
    remedy: () =>
      '`mirrordeck mirror verify` でミラーを確認し、問題がなければそのファイルを削除してください。',
  },
  'toml-corrupt': {
    title: (f) => `${named('このファイル', f.path, f.file)} は正しい TOML ではありません`,
    remedy: () => '直すか削除してください。`mirrordeck mirror set <アドレス>` で書き直せます。',
  },
  'settings-corrupt': {
    title: (f) => `設定が読めません${known(firstOf(f.path, f.file), '：')}`,
    remedy: () => 'そのファイルを直すか削除してください。入っているのは言語と記憶したミラーソースだけです。',
  },
  'plan-corrupt': {
    title: (f) =>
      `${named('このファイル', f.file, f.path)} ${f.command === 'mirror merge' ? 'にマージで使える決定がありません' : 'は保存された計画ではありません'}`,
    remedy: (f) =>
      f.command === 'mirror merge'
        ? 'もう一度出力し、"decision" と "to" だけを編集してください：`mirrordeck mirror merge <ミラー> --dry-run --json`。'
        : 'もう一度保存してください：`mirrordeck mirror clone <ターゲット> … --dry-run --plan <ファイル>`。',
  },
  'tarball-malformed': {
    title: (f) => `${named('このファイル', f.file, f.path)} は tar.gz として読めません`,
    remedy: () => '`mirrordeck package` で作り直してください。',
  },
  'tarball-unsafe': {
    title: (f) => `${named('このファイル', f.file, f.path)} はディレクトリの外に書き込もうとします`,
    remedy: () =>
      '使わずに、作成者に知らせてください。内容は残していません。パッケージを作成中なら、その項目を除いてください。',
  },
  'entry-missing': {
    title: (f) => `tarball に ${named('エントリ', f.entry, f.path)} がありません`,
    remedy: () => 'エントリは tarball 内のパスです。`tar tzf <tarball>` で確認できます。',
  },
  'entry-not-executable': {
    title: (f) => `${named('エントリ', f.entry, f.path)} は実行できません`,
    remedy: () => 'モードを設定して（`chmod +x`）、tarball を作り直してください。',
  },
  'program-failed': {
    title: (f) => `${named('プログラム', f.path, f.file, f.component)} を起動できませんでした`,
    remedy: () => 'このマシン用のプログラムか確認してください。`mirrordeck install --force` で入れ直せます。',
  },
  incomplete: {
    title: () => '取得できなかったファイルがあります',
    remedy: () => 'ここにあるものは正しいです。同じコマンドをもう一度実行すると、不足分だけを取得します。',
  },
  'manifest-malformed': {
    title: (f) =>
      `${named('このファイル', f.file)} は信頼できるマニフェストではありません${known(f.field, '（', '）')}`,
    remedy: () =>
      'ミラーが壊れているか、作り方が誤っています。何も変更していません。別のミラーソースを使うか、管理者に知らせてください。',
  },
  'manifest-too-long': {
    title: (f) => `${named('このファイル', f.file)} は許される長さを超えています`,
    remedy: () => 'ミラーが壊れているか、別のものが応答しています。何も変更していません。',
  },
  'manifest-expired': {
    title: (f) => `${named('このファイル', f.file)} は期限切れです${known(f.expires, '：')}`,
    remedy: () =>
      'ミラーの管理者が `mirrordeck mirror renew --all` で署名し直します。このマシンの時計が違っている場合は合わせてください。',
  },
  'signature-invalid': {
    title: (f) => `${named('このファイル', f.file)} の署名が正しくありません${known(f.key, '（鍵 ', '）')}`,
    remedy: () =>
      'ファイルが壊れているか改ざんされています。何も変更していません。管理者の説明があるまで、このミラーソースを使わないでください。',
  },
  'signature-threshold': {
    title: (f) =>
      `${named('このファイル', f.file)} の署名が足りません${known(f.got, '（', `${known(firstOf(f.expected, f.needed), '/')}）`)}`,
    remedy: () =>
      'ミラーの root にある鍵で署名されていません。何も変更していません。管理者に問い合わせてください。',
  },
  'key-unusable': {
    title: (f) => `使えない鍵があります${known(f.key, '：')}${known(f.file)}`,
    remedy: () =>
      'mirrordeck は RSA と ed25519 の鍵に対応しています。ミラーの管理者に交換を依頼してください。',
  },
  rollback: {
    title: (f) => `${named('このファイル', f.file)} はこのマシンが見たものより古いです`,
    remedy: () =>
      'ミラーが巻き戻されたか、古いコピーが配信されています。何も変更していません。管理者に問い合わせてください。',
  },
  'hash-mismatch': {
    title: (f) => `${named('このファイル', f.file)} の内容がミラーの署名と一致しません`,
    remedy: () =>
      'ファイルが壊れているか改ざんされているため、残していません。もう一度試すか、別のミラーソースを使ってください。',
  },
  'length-mismatch': {
    title: (f) => `${named('このファイル', f.file)} の長さがミラーの署名と一致しません`,
    remedy: () =>
      'ファイルが壊れているか途切れているため、残していません。もう一度試すか、別のミラーソースを使ってください。',
  },
  'binding-mismatch': {
    title: (f) => `${named('このファイル', f.file)} はミラーがそこに指すファイルではありません`,
    remedy: () =>
      '種類、名前、バージョンのいずれかが違います。何も変更していません。管理者に問い合わせてください。',
  },
  'root-changed': {
    title: (f) => `${named('このアドレス', f.address)} のミラーは以前のものではありません`,
    remedy: () =>
      'root の鍵が変わりました。ミラーが作り直されたか、誰かが間に入っています。管理者にフィンガープリントを確認してから `mirrordeck mirror set <アドレス> --fingerprint <フィンガープリント>` を実行してください。',
  },
  'fingerprint-mismatch': {
    title: (f) => `${named('このミラー', f.address)} のフィンガープリントが指定と違います`,
    remedy: () => 'このネットワーク以外の方法で管理者と照合してください。何も信頼していません。',
  },
  interrupted: {
    title: () => '途中で停止しました',
    remedy: () => '同じコマンドをもう一度実行すると、ここにあるものから続けます。',
  },
};
