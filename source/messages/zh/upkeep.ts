import type { upkeep as english } from '../en/upkeep.ts';

export const upkeep: typeof english = {
  mustSign: (threshold, keys) => `${keys} 个密钥中须有 ${threshold} 个签名。`,

  modified: (component) => `已修改组件 ${component}。`,
  modifiedVersion: (component, version) => `已修改 ${component} ${version}。`,
  nothingToModify: (component) => `${component} 已是如此，没有写入任何内容。`,

  willRenew: (name, from, to, file) => `${name}：${from} → ${to}（${file}）`,
  lastsAlready: (name, expires) => `${name} 的有效期已到 ${expires}`,
  nothingToRenew: '没有需要续期的内容。',
  renewed: (count) => `已续期 ${count} 个 manifest。`,
  missingKeys: (name, needed, got, keys) =>
    `缺少 ${name} 的密钥：需要 ${needed} 个，这里有 ${got} 个；缺少：${keys}`,
  leftForWantOfKeys: (name, expires) => `${name} 因缺少密钥未续期，过期时间 ${expires}`,
  stillExpired: (name, expires) =>
    `${name} 已于 ${expires} 过期，仍未续期：客户端会拒绝此镜像。\`mirrordeck mirror renew --all\` 可全部续期。`,

  yanked: '已撤回',
  states: { expired: '已过期', due: '即将过期', fine: '有效' },
  dueCount: (count) => `${count} 项到期。`,
  noneDue: '没有到期的内容。',

  ownersExpire: (expires) => `所有所有者的密钥在 index 过期前有效：${expires}`,
  noOwners: '镜像中没有所有者；用 `mirrordeck mirror grant <id>` 添加。',
  ownerWillBe: (id, threshold, keys) => `${id}：以下密钥中须有 ${threshold} 个签名：${keys}`,
  ownerIs: (id, threshold, keys) => `${id}：以下密钥中须有 ${threshold} 个签名：${keys}`,
  ownerWillGo: (id) => `将撤销所有者 ${id}`,
  ownerRevoked: (id) => `已撤销所有者 ${id}。`,
  signedAnew: (components) => `由其所有者重新签名：${components}`,
  goesWithOwner: (components) => `随所有者一并移除的已撤回组件：${components}`,
};
