import type { rotation as english } from '../en/rotation.ts';

export const rotation: typeof english = {
  nextRoot: (from, to, before, after) => `root ${from} → ${to}、有効期限 ${before} → ${after}`,
  roleChange: (role, changes) => `  ${role}：${changes}`,
  keyAdded: (key) => `+ ${key}`,
  keyRemoved: (key) => `- ${key}`,
  thresholdChange: (from, to) => `しきい値 ${from} → ${to}`,
  transfer: (component, from, to) => `${component}：${from} → ${to}`,

  oldKeys: '現在の root の鍵',
  newKeys: '次の root の鍵',
  keysOf: (owner) => `${owner} の鍵`,
  quorum: (keys, needed, got, here) =>
    `${keys}の署名：必要 ${needed}、済み ${got}、ここで署名できるもの ${here}`,
  toBeAsked: (keys) => `  ここにない鍵：${keys}`,
  signsFile: (keys, needed, places) => `${keys}（${needed} 個必要）：${places}`,
  keysSigned: (keys) => `署名済み ${keys}`,
  keysHere: (keys) => `ここにある鍵 ${keys}`,
  keysElsewhere: (keys) => `別の場所の鍵 ${keys}`,
  placesJoin: '、',
  storesKey: (key, role) => `秘密鍵 ${key} は ${role} の署名のためにミラーと共に保管します`,
  bringKeys:
    'ファイルを取り込むときは、これらの秘密鍵も必要です。ミラーと共に、ホームに、またはそのとき指定するディレクトリ（--key-dir）に置きます。',

  waiting: (address) => `鍵の持ち主の署名を待っています：${address}`,
  onlyHere: (addr) =>
    `このアドレスにはこのマシンからしか届きません。--addr ${addr} でほかのマシンにも開きます。`,
  whoReaches:
    'このマシンに届く人は誰でも署名の対象を読み、署名を提出できます。数えるのは上の鍵の正しい署名だけです。このアドレスは今回限りです。',
  ofFile: (file, line) => `${file}：${line}`,
  keptIn: (path, command) => `署名は ${path} に保存します。中断した場合：${command}`,
  hasSigned: (keys, standing) => `署名済み：${keys}（${standing}）`,
  standing: (keys, got, needed) => `${keys} ${got} / ${needed}`,

  saved: (path) => `署名せずに ${path} に保存しました`,
  nowSign: (command) => `鍵の持ち主がそれぞれ実行します：${command}`,
  thenTakeIn: (command) => `署名がそろったら：${command}`,
  rotated: (version) => `ミラーの root はバージョン ${version} になりました。`,
  signedBy: (keys) => `署名者：${keys}`,
  transferred: (component, owner) => `${component} の所有者は ${owner} になりました。`,

  givesUp: (what, signed) => `${what} を取りやめます。これまでの署名：${signed}`,
  removesFile: (path) => `削除するファイル：${path}`,
  nothingToRemove: 'ファイルはすでにないか、別の内容になっています。',
  copiesUseless:
    'ミラーは変わりません。署名者の手元の控えは使えなくなります。署名がそろった控えだけは、パスを指定して取り込めます。',
  gaveUp: (what) => `${what} はもう署名待ちではありません。`,

  signing: (what, version, expires) => `${what}、バージョン ${version}、有効期限 ${expires}`,
  roleKeys: (role, threshold, keys) => `  ${role}：${keys} のうち ${threshold} 個の署名が必要`,
  signature: {
    new: (key, file) => `${key}（${file}）の署名を加えます`,
    replaced: (key, file) => `${key}（${file}）の署名は合わなくなっているため置き換えます`,
    kept: (key, file) => `${key}（${file}）はすでに署名しています`,
  },
  manifestSigned: (target) => `${target} に署名しました`,
  countsIfOld: (key) =>
    `  ${key} は次の root の鍵ではありません。現在の root の鍵であれば、署名は数えられます。`,
  quorumReached: (keys, needed) => `  ${keys}：${needed} 個必要、揃っています`,
  stillNeeded: (keys, count, missing) => `  ${keys}：あと ${count} 個必要（${missing} から）`,

  newRootAhead: (version, keyDir) =>
    `${keyDir} にすべてのロールの新しい鍵を作り、root はバージョン ${version} になります`,
  clientsStop:
    '以後、設定し直すまですべてのクライアントがこのミラーを拒否します。所有者、コンポーネント、ファイルは残ります。',
  newRootMade: (version) => `ミラーは root バージョン ${version} からやり直します。`,
  keysIn: (folder) => `新しい秘密鍵は ${folder} にあります`,
  clientsSet: (command) => `このマシンを含むすべてのクライアントで：${command}`,
  stockOverHttp: (command) =>
    `http で使う TiUP クライアントは古い root を使い続けるため、明示が必要です：${command}`,
  addressOfMirror: '<アドレス>',
};
