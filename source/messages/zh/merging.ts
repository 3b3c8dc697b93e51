import type { merging as english } from '../en/merging.ts';

export const merging: typeof english = {
  start: (sources, target) => `正在将 ${sources} 合并到 ${target}`,
  brings: (component, owner, versions) => `新增 ${component}，所有者 ${owner}：${versions}`,
  adds: (component, versions) => `${component} 新增 ${versions}`,
  replaces: (component, versions) => `${component}：替换 ${versions} 的内容`,
  drops: (component, versions) => `${component} 移除 ${versions}`,
  describes: (component, description) => `${component} 的描述改为：${description}`,
  staysSigned: (component) => `${component} 保留其所有者的签名。`,
  grants: (owner, source) => `将为 ${source} 的所有者 ${owner} 授权`,
  defaults: (components) => `默认组件：${components}`,
  identical: (versions) => `已经相同：${versions}`,
  toFetch: (files, size) => `需要下载：${files}，${size}`,
  space: (free) => `可用空间：${free}`,
  missingOwnerKeys: (owner, component) => `组件 ${component} 缺少所有者 ${owner} 的密钥`,

  left: {
    kept: (what) => `按决定不合并 ${what}`,
    undecided: (what) => `${what} 尚未决定，暂不合并`,
    'yanked-here': (what) => `${what} 在此已被撤下（yank），不会恢复`,
    'old-nightly': (what) => `不合并 ${what}：一个组件只有一个 nightly 版本`,
    unusable: (what) => `${what} 无法使用，不合并`,
    reserved: (what) => `不合并 ${what}：TiUP 客户端自身使用该名称`,
  },

  conflict: (what, source, decision) => `与 ${source} 冲突：${what} [${decision}]`,
  kinds: {
    version: (about, here, there) => `${about} 的内容不同（此处 ${here}，对方 ${there}）`,
    owner: (about, here, there) => `${about} 属于 ${here}，在对方属于 ${there}`,
    'owner-keys': (about, here, there) => `所有者 ${about} 的密钥不同（此处 ${here}，对方 ${there}）`,
    'owner-unknown': (about, _here, there) => `此处没有所有者 ${about}（密钥 ${there}）`,
    nightly: (about, here, there) => `${about} 的 nightly 版本不同（此处 ${here}，对方 ${there}）`,
    platform: (about, here, there) => `${about} 加入 ${there} 后，其客户端将看不到 any/any 的 ${here}`,
    file: (about, here, there) => `文件 ${about} 已有其他内容（此处 ${here}，对方 ${there}）`,
    'default-components': (_about, here, there) => `默认组件不同（此处 ${here}，对方 ${there}）`,
  },
  decisions: { fail: '未决定', keep: '保留（keep）', take: '采用（take）', rename: '改名（rename）' },
  renamedTo: (to) => `改名为 ${to}`,
  nobody: '无',

  andMore: (versions, count) => `${versions} 等，另有 ${count} 个`,
  unchanged: (target) => `没有新内容：${target} 保持不变。`,
  unchangedByDecision: (target) => `按照所作的决定，新内容都不合并：${target} 保持不变。`,
  done: (target, components, versions, size, time) =>
    `已合并到 ${target}：${components}，${versions}，${size}，用时 ${time}`,
};
