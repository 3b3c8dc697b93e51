import type {
  careAbout as englishAbout,
  careFlags as englishFlags,
  keysSummaries as englishKeys,
  careSummaries as englishSummaries,
} from '../en/care-usage.ts';

export const careAbout: typeof englishAbout = {
  verify: [
    '--repair を付けると、ディレクトリの壊れたものだけを直し、他には触れません。パッケージは署名されたハッシュで、',
    'それを持つどのミラーからでも取り、メタデータは同じ root のミラーからそのまま戻します。',
    'まだ足りないものがあれば終了コードは 3、あるものが正しくなければ 4 です。',
  ],
  prune: [
    'どのポリシーも残さないバージョンを整理します。--older-than があれば、古いものだけです。ポリシーがなければ何も',
    '整理しません。nightly、各プラットフォームの最新、残るバージョンが依存するもの、クライアントのバージョンは残ります。',
    'まず所有者の署名で取り下げ、ファイルは --grace のあと、次の prune が削除します。',
    '古いメタデータと、何にも属さないファイルも同じです。--dry-run ですべて確認できます。',
  ],
  doctor: ['問題があると、終了コードは 1 です。'],
  keys: ['所有者の鍵はホームに、ロールの鍵はミラーとともにあります。'],
  completion: [
    'bash:  mirrordeck completion bash > ~/.local/share/bash-completion/completions/mirrordeck',
    'zsh:   mirrordeck completion zsh > ~/.zfunc/_mirrordeck',
    'fish:  mirrordeck completion fish > ~/.config/fish/completions/mirrordeck.fish',
    'bash には bash-completion が必要です。名前はこのユーザーが見たものから補い、ネットワークは使いません。',
  ],
};

export const careSummaries: typeof englishSummaries = {
  prune: 'ミラーのバージョンを整理し、不要なファイルを削除する',
  doctor: 'ミラーの周りの問題を調べ、対処を示す',
  keys: '鍵を管理する：一覧、取り込み、書き出し、検査',
  completion: 'シェルの補完スクリプトを表示する',
};

export const keysSummaries: typeof englishKeys = {
  list: '鍵と、現在のミラーでの用途を一覧表示する',
  import: '鍵のファイルをホームに取り込む',
  export: '鍵の公開鍵をファイルに書き出す',
  check: '鍵が正しく、他の人に読めないことを調べる',
};

export const careFlags: typeof englishFlags = {
  sample: 'パッケージのうちこの割合だけを無作為に読む（例：10%）',
  repair: '壊れたものを直す',
  repairFrom: '取得元：アドレス、ディレクトリ、またはミラーソースの名前（繰り返し可）',
  pruneComponent: 'このコンポーネントだけ（カンマ区切りまたは繰り返し）',
  keepLast: 'コンポーネントごとに新しいものからこの数を残す',
  keepMinor: 'major.minor ごとに新しいものからこの数を残す',
  keepVersions: '残すもの：バージョン、その先頭、範囲（カンマ区切りまたは繰り返し）',
  olderThan: 'これより前にリリースされたものだけ（例：180d）',
  grace: '取り下げてから削除するまでの時間（例：7d。既定 7d）',
  pruneNow: '待つはずのものをすぐに削除する',
  dropLatest: 'プラットフォームの最新バージョンも整理してよい',
  doctorPort: '配信に使うポート（既定 8989）',
  mirrorKeys: '自分の鍵ではなく、現在のミラーのディレクトリの鍵',
  importName: '取り込むときの名前（既定はファイル名）',
  importPublic: '公開鍵だけを取り込む',
  exportPrivate: '秘密鍵を書き出す（--to が必要）',
  exportTo: '書き込むファイル（既定 <ID の先頭 16 桁>-public.json）',
  keyType: 'rsa または ed25519（公式クライアントは後者を拒否。既定 rsa）',
  stockRefuses: '公式クライアントが ed25519 の鍵を含むミラーを拒否することを承知している',
};
