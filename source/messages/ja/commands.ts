import type { commands as english } from '../en/commands.ts';

export const commands: typeof english = {
  error: 'エラー',
  warning: '警告',
  unexpected: '起きるはずのない問題が起きました',
  unexpectedRemedy:
    '実行したコマンドを添えて報告してください。MIRRORDECK_TRACE=1 を付けると場所も表示されます。',
  didYouMean: (name) => `\`mirrordeck ${name}\` のことですか？`,
  stopping: '停止しています。もう一度 Ctrl-C を押すとすぐに止まります。',
  nothingChanged: '何も変更していません（--dry-run）。',
  willSign: (file, version, expires) => `${file} に署名します：バージョン ${version}、期限 ${expires}`,

  firstContact: (address) => `ミラー ${address} に初めて接続します`,
  itsFingerprint: (fingerprint) => `フィンガープリント：${fingerprint}`,
  itsOwners: (owners) => `所有者：${owners}`,
  itsRootKeys: (keys) => `root の鍵：${keys}`,
  remembered: '以後これを記憶します。ミラーの管理者が示すものと照合してください。',

  phases: {
    trust: '信頼を確認しています',
    manifests: 'マニフェストを読んでいます',
    plan: '計画を作っています',
    check: 'すでにあるものを確認しています',
    download: 'ダウンロードしています',
    client: 'クライアントを確認しています',
    sign: '署名しています',
    commit: 'ミラーに書き込んでいます',
    pack: 'パッケージングしています',
    unpack: '展開しています',
    verify: '検証しています',
  },
  progress: (done, total, filesDone, filesTotal) => `${done} / ${total}、ファイル ${filesDone}/${filesTotal}`,
  left: (time) => `残り ${time}`,
  moreFiles: (count) => `ほか ${count} ファイル`,
  retrying: (name, reason) => `${name} を再試行します：${reason}`,

  creatingFolder: (path) => `ターゲットパス「${path}」が存在しないため、ディレクトリを作成します...`,
  initializing: (path, keyDir) =>
    `「${path}」に空のリポジトリを初期化します。秘密鍵は「${keyDir}」に保存されます...`,
  initialized: (path, keyDir) =>
    `「${path}」に新しいリポジトリを初期化しました。秘密鍵は「${keyDir}」にあります。`,
  useMirror: (path) => `新しいリポジトリを設定して使うには \`mirrordeck mirror set ${path}\` を実行します。`,
  keyWillBeWritten: (path) => `秘密鍵を ${path} に書き込みます`,
  keyWritten: (path) => `秘密鍵を ${path} に書き込みました`,
  keyThere: (path) => `秘密鍵はすでに存在します（${path}）。スキップしました`,
  publicKeyWritten: (path) => `公開鍵を作業ディレクトリに書き込みました：${path}`,
  noOwnerName: (id) => `--name の指定がないため、${id} を使います`,
  granting: (id, name, key, file) => `${id}（${name}）に所有権を付与します。公開鍵 ${key}（${file}）`,
  granted: (id, name, key) => `新しい所有者 ${id}（${name}）に所有権を付与しました。公開鍵 ${key}。`,
  uploading: (file, bytes, sha256) =>
    `${file} をアップロードしています。${bytes} バイト、sha256：${sha256} ...`,
  creatingComponent: (component) => `コンポーネント ${component} を作成します`,
  replacing: (component, version, platform) => `${component} ${version}（${platform}）を置き換えます`,
  published: (component, version, platform) => `${component} ${version}（${platform}）を公開しました。`,
  mirrorSet: (address) => `ミラーを ${address} に設定しました`,
  settingMirror: (address, previous) => `ミラー：${address}（これまで：${previous}）`,
  none: 'なし',

  verified: (manifests, files, size) => `検証済み：${manifests} マニフェスト、${files}、${size}`,
  wholeMirror: 'ミラーは完全です。署名、参照、ファイルはすべて正しいです。',
  wrongFiles: (count) => `${count} ファイルが正しくありません：`,

  packing: (files, size, file) => `${files} 項目、${size} を ${file} にまとめます`,
  packaged: (file, size) => `${file} が作成されました（${size}）`,
  replacesPackage: (file) => `${file} を置き換えます`,

  availableComponents: '利用可能なコンポーネント：',
  availableVersions: (component) => `${component} の利用可能なバージョン：`,
  willInstall: (component, version, size) => `${component} ${version} をインストールします（${size}）`,
  installed: (component, version) => `${component} ${version} をインストールしました`,
  alreadyInstalled: (component, version) => `${component} ${version} はすでにインストールされています`,
  updated: '更新しました！',
  removing: (path) => `ディレクトリ ${path} を削除します`,
  uninstalled: (component) => `コンポーネント \`${component}\` をアンインストールしました！`,
  nothingInstalled: 'インストール済みのものはありません。',
  notInstalled: (component, version) =>
    `コンポーネント \`${component}\` のバージョン ${version} はインストールされていません。リポジトリからダウンロードしています。`,
  starting: (component, command) => `コンポーネント ${component} を起動中：${command}`,
};
