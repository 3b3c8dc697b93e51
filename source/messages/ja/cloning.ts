import type { cloning as english } from '../en/cloning.ts';

export const cloning: typeof english = {
  start: (target, source, versions) =>
    `ミラーのクローンを開始します。ターゲットは ${target}、ミラーソースは ${source}、選択したバージョンは [${versions}]`,
  refresh: (target) => `${target} はクローン済みです。鍵を保ったまま更新します。`,
  archs: (archs) => `アーキテクチャ [${archs}]`,
  oses: (oses) => `OS [${oses}]`,
  instead: (component, platform, wanted, instead) =>
    `${component} ${platform} に ${wanted} がないため、${instead} を使います。`,
  notFound: (component, platform, wanted) => `${component} ${platform} に ${wanted} がないため、省きます。`,
  dropping: (component, platform, version) => `${component} ${platform} ${version} をミラーから外します。`,
  selected: (components, files, size) => `選択：${components}、${files}、${size}`,
  toFetch: (files, size) => `ダウンロード：${files}、${size}`,
  half: (files) => `途中から再開：${files}`,
  copies: (files) => `これらの複製：${files}`,
  here: (files, size) => `取得済み：${files}、${size}`,
  space: (free) => `空き容量：${free}`,
  metadataOnly: 'バージョンが選択されていないため、メタ情報だけをクローンします（--full ですべて）。',
  newKeys: (names) => `新しい鍵：${names}`,
  keptKeys: (names) => `引き継ぐ鍵：${names}`,
  unchanged: (target) => `新しいものはありません。${target} はそのままです。`,
  planSaved: (file) => `計画を保存しました。\`mirrordeck mirror clone --plan ${file}\` で実行できます。`,

  heading: 'クライアントが使えるもの：',
  component: 'コンポーネント',
  client: 'tiup（クライアント）',
  contents: 'ファイル',
  moreVersions: (latest, count) => `${latest} +${count}`,
  done: (target, fetched, size, time) => `${target} にクローンしました：${fetched}、${size}、${time}`,
  walkFine: (manifests) =>
    `模擬クライアント: 信頼と ${manifests} 個のマニフェストに問題はなく、各プラットフォームの最新をすべてインストールできます。`,
  walkBroken: (platform, file, reason) =>
    `${platform} のクライアントはすべてをインストールできません: ${file}: ${reason}`,
  unusable: (file, reason) => `${file} はどのクライアントも使えません: ${reason}`,
  keptFiles: (files) => `取得済みだったもの：${files}`,
  fingerprint: (fingerprint) => `フィンガープリント：${fingerprint}`,
  expires: (moment) => `期限：${moment}`,
  next: (target) => `クライアントは \`mirrordeck mirror set ${target}\` を実行すると使えます。`,
};
