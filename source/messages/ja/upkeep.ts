import type { upkeep as english } from '../en/upkeep.ts';

export const upkeep: typeof english = {
  mustSign: (threshold, keys) => `${keys} 個の鍵のうち ${threshold} 個の署名が必要です。`,

  modified: (component) => `コンポーネント ${component} を変更しました。`,
  modifiedVersion: (component, version) => `${component} ${version} を変更しました。`,
  nothingToModify: (component) => `${component} はすでにそうなっています。何も書き込んでいません。`,

  willRenew: (name, from, to, file) => `${name}：${from} → ${to}（${file}）`,
  lastsAlready: (name, expires) => `${name} の期限はすでに ${expires} です`,
  nothingToRenew: '更新するものはありません。',
  renewed: (count) => `${count} 個のマニフェストの期限を延ばしました。`,
  missingKeys: (name, needed, got, keys) =>
    `${name} の鍵が足りません：必要 ${needed}、ここにあるもの ${got}。ないもの：${keys}`,
  leftForWantOfKeys: (name, expires) => `${name} は鍵がないため、そのままです。期限 ${expires}`,
  stillExpired: (name, expires) =>
    `${name} は ${expires} に期限切れになったままで、クライアントはこのミラーを拒否します。\`mirrordeck mirror renew --all\` ですべて更新できます。`,

  yanked: '取り下げ済み',
  states: { expired: '期限切れ', due: '期限間近', fine: '有効' },
  dueCount: (count) => `${count} 件が期限を迎えます。`,
  noneDue: '期限を迎えるものはありません。',

  ownersExpire: (expires) => `すべての所有者の鍵は index の期限まで有効です：${expires}`,
  noOwners: 'ミラーに所有者はいません。`mirrordeck mirror grant <id>` で追加します。',
  ownerWillBe: (id, threshold, keys) => `${id}：次の鍵のうち ${threshold} 個の署名が必要になります：${keys}`,
  ownerIs: (id, threshold, keys) => `${id}：次の鍵のうち ${threshold} 個の署名が必要です：${keys}`,
  ownerWillGo: (id) => `所有者 ${id} を取り消します`,
  ownerRevoked: (id) => `所有者 ${id} を取り消しました。`,
  signedAnew: (components) => `所有者が署名し直すもの：${components}`,
  goesWithOwner: (components) => `所有者と共になくなる、取り下げ済みのコンポーネント：${components}`,
};
