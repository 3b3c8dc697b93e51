import type { rotation as english } from '../en/rotation.ts';

export const rotation: typeof english = {
  nextRoot: (from, to, before, after) => `root ${from} → ${to}，过期时间 ${before} → ${after}`,
  roleChange: (role, changes) => `  ${role}：${changes}`,
  keyAdded: (key) => `+ ${key}`,
  keyRemoved: (key) => `- ${key}`,
  thresholdChange: (from, to) => `阈值 ${from} → ${to}`,
  transfer: (component, from, to) => `${component}：${from} → ${to}`,

  oldKeys: '现有 root 的密钥',
  newKeys: '下一个 root 的密钥',
  keysOf: (owner) => `${owner} 的密钥`,
  quorum: (keys, needed, got, here) => `${keys}的签名：需要 ${needed}，已有 ${got}，本机可签 ${here}`,
  toBeAsked: (keys) => `  不在本机的密钥：${keys}`,
  signsFile: (keys, needed, places) => `${keys}，需要 ${needed} 个：${places}`,
  keysSigned: (keys) => `已签名 ${keys}`,
  keysHere: (keys) => `在本机 ${keys}`,
  keysElsewhere: (keys) => `在别处 ${keys}`,
  placesJoin: '；',
  storesKey: (key, role) => `私钥 ${key} 将与镜像一同保存，用于以 ${role} 签名`,
  bringKeys: '取回文件时，这些私钥必须在本机：与镜像在一起、在主目录中，或在届时指定的目录中（--key-dir）。',

  waiting: (address) => `正在等待所有密钥持有者签名 ${address}`,
  onlyHere: (addr) => `只有本机能访问该地址；用 --addr ${addr} 向其他机器开放。`,
  whoReaches:
    '能访问本机的任何人都可以读取待签名的内容并提交签名；只有上述密钥的正确签名才算数。该地址仅供这一次使用。',
  ofFile: (file, line) => `${file}：${line}`,
  keptIn: (path, command) => `签名保存在 ${path}；中断之后：${command}`,
  hasSigned: (keys, standing) => `已签名：${keys}（${standing}）`,
  standing: (keys, got, needed) => `${keys} ${got} / ${needed}`,

  saved: (path) => `已保存到 ${path}，尚未签名`,
  nowSign: (command) => `每位密钥持有者运行：${command}`,
  thenTakeIn: (command) => `签名齐全之后：${command}`,
  rotated: (version) => `镜像的 root 现在是版本 ${version}。`,
  signedBy: (keys) => `签名者：${keys}`,
  transferred: (component, owner) => `${component} 现在属于 ${owner}。`,

  givesUp: (what, signed) => `放弃 ${what}；已有签名 ${signed} 个`,
  removesFile: (path) => `将删除文件：${path}`,
  nothingToRemove: '其文件已不存在，或内容已不同。',
  copiesUseless: '镜像保持不变。签名者手中的副本不再有用；只有签名齐全的副本仍可按其路径取回。',
  gaveUp: (what) => `${what} 不再等待签名。`,

  signing: (what, version, expires) => `${what}，版本 ${version}，过期时间 ${expires}`,
  roleKeys: (role, threshold, keys) => `  ${role}：${keys} 中须有 ${threshold} 个签名`,
  signature: {
    new: (key, file) => `将添加 ${key}（${file}）的签名`,
    replaced: (key, file) => `${key}（${file}）的签名已不符，将被替换`,
    kept: (key, file) => `${key}（${file}）已经签过名`,
  },
  manifestSigned: (target) => `已签名 ${target}`,
  countsIfOld: (key) => `  ${key} 不在下一个 root 中；如果它是现有 root 的密钥，签名有效。`,
  quorumReached: (keys, needed) => `  ${keys}：需要 ${needed} 个，已齐全`,
  stillNeeded: (keys, count, missing) => `  ${keys}：还需要 ${count} 个，可选：${missing}`,

  newRootAhead: (version, keyDir) => `将在 ${keyDir} 中为每个角色生成新密钥，root 版本 ${version}`,
  clientsStop: '此后每个客户端都会拒绝该镜像，直到重新设置。所有者、组件和文件保留。',
  newRootMade: (version) => `镜像以 root 版本 ${version} 重新开始。`,
  clientsSet: (command) => `在每个客户端（包括本机）上：${command}`,
  stockOverHttp: (command) => `通过 http 访问的 TiUP 客户端会保留旧的 root，须明确指定：${command}`,
  addressOfMirror: '<地址>',
};
