import type { merging as english } from '../en/merging.ts';

export const merging: typeof english = {
  start: (sources, target) => `${sources} を ${target} にマージします`,
  brings: (component, owner, versions) => `${component} を追加します（所有者 ${owner}）：${versions}`,
  adds: (component, versions) => `${component} に ${versions} を追加します`,
  replaces: (component, versions) => `${component}：${versions} の中身を置き換えます`,
  drops: (component, versions) => `${component} から ${versions} を外します`,
  describes: (component, description) => `${component} の説明：${description}`,
  staysSigned: (component) => `${component} は所有者の署名のまま残ります。`,
  grants: (owner, source) => `${source} の所有者 ${owner} に所有権を付与します`,
  defaults: (components) => `デフォルトのコンポーネント：${components}`,
  identical: (versions) => `すでに同じもの：${versions}`,
  toFetch: (files, size) => `ダウンロード：${files}、${size}`,
  space: (free) => `空き容量：${free}`,
  missingOwnerKeys: (owner, component) =>
    `コンポーネント ${component} に必要な所有者 ${owner} の鍵がありません`,

  left: {
    kept: (what) => `決定どおり ${what} はマージしません`,
    undecided: (what) => `${what} は未決定のためマージしません`,
    'yanked-here': (what) => `${what} はここで取り下げ済み（yank）のため、元に戻しません`,
    'old-nightly': (what) => `${what} はマージしません：コンポーネントの nightly は 1 つだけです`,
    unusable: (what) => `${what} は使えないためマージしません`,
    reserved: (what) => `${what} はマージしません：TiUP クライアント自身が使う名前です`,
  },

  conflict: (what, source, decision) => `${source} との競合：${what} [${decision}]`,
  kinds: {
    version: (about, here, there) => `${about} の中身が異なります（ここ ${here}、相手 ${there}）`,
    owner: (about, here, there) => `${about} の所有者は ${here} ですが、相手では ${there} です`,
    'owner-keys': (about, here, there) => `所有者 ${about} の鍵が異なります（ここ ${here}、相手 ${there}）`,
    'owner-unknown': (about, _here, there) => `所有者 ${about} はここにいません（鍵 ${there}）`,
    nightly: (about, here, there) => `${about} の nightly が異なります（ここ ${here}、相手 ${there}）`,
    platform: (about, here, there) =>
      `${about} に ${there} を加えると、そのクライアントから any/any の ${here} が見えなくなります`,
    file: (about, here, there) => `ファイル ${about} には別の中身があります（ここ ${here}、相手 ${there}）`,
    'default-components': (_about, here, there) =>
      `デフォルトのコンポーネントが異なります（ここ ${here}、相手 ${there}）`,
  },
  decisions: {
    fail: '未決定',
    keep: '残す（keep）',
    take: '取り込む（take）',
    rename: '改名する（rename）',
  },
  renamedTo: (to) => `${to} に改名`,
  nobody: 'なし',

  andMore: (versions, count) => `${versions} ほか ${count} 件`,
  unchanged: (target) => `新しいものはありません：${target} はそのままです。`,
  unchangedByDecision: (target) => `決定により、新しいものは取り込まれません：${target} はそのままです。`,
  done: (target, components, versions, size, time) =>
    `${target} にマージしました：${components}、${versions}、${size}（${time}）`,
};
