import { firstOf, known, named } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const rotationErrors: Pick<
  ErrorTexts,
  | 'file-exists'
  | 'signature-refused'
  | 'signatures-missing'
  | 'not-waiting'
  | 'threshold-unreachable'
  | 'root-keys-lost'
  | 'rotation-unreadable'
  | 'expiry-earlier'
> = {
  'file-exists': {
    title: (f) => `${named('该文件', f.path, f.file)} 已存在`,
    remedy: (f) =>
      `请换一个名称，或先删除它。若它是正在等待签名的变更，可继续进行：\`mirrordeck mirror ${f.command ?? 'rotate'} --from <文件>\`。`,
  },
  'signature-refused': {
    title: (f) => `签名未被接受${known(f.status, '（状态 ', '）')}`,
    remedy: () => '请使用该变更所等待的密钥签名，发起者可看到这些密钥的 id。旧地址不再应答。',
  },
  'signatures-missing': {
    title: (f) => `${named('该文件', f.file)} 还缺少签名${known(f.got, '（', known(f.needed, ' / ', '）'))}`,
    remedy: () =>
      '请其余密钥的持有者签名：在密钥所在的机器上运行 `mirrordeck mirror sign <文件> -k <密钥>`，或用 --addr 通过网络签名。没有做任何改动。',
  },
  'not-waiting': {
    title: (f) => `${named('该文件', f.path)} 不是等待签名的更改`,
    remedy: () => '界面中的“轮换密钥”会列出等待签名的更改。没有删除任何内容。',
  },
  'threshold-unreachable': {
    title: (f) =>
      `能够签名的密钥太少${known(f.role, '，角色 ')}${known(f.got, '（', known(firstOf(f.needed, f.expected), ' / ', '）'))}`,
    remedy: () => '请增加密钥或降低阈值（--add-key、--threshold）。没有做任何改动。',
  },
  'root-keys-lost': {
    title: (f) =>
      `剩下的 root 密钥太少，无法更改 root${known(f.got, '（', known(firstOf(f.needed, f.expected), ' / ', '）'))}`,
    remedy: () =>
      '请寻找丢失密钥的备份。此外只有一个办法：`mirrordeck mirror new-root` 为镜像换上全新的密钥，之后每个客户端都必须重新运行 `mirror set`。',
  },
  'rotation-unreadable': {
    title: () => '这样轮换之后，客户端将无法读取镜像',
    remedy: (f) =>
      f.got === undefined
        ? '请在同一次轮换中也替换 timestamp 的密钥：再加一个 `--replace-key <旧密钥>=<文件>`。没有做任何改动。'
        : 'timestamp 只容得下一个 RSA 密钥的签名：请替换密钥，而不是增加密钥。没有做任何改动。',
  },
  'expiry-earlier': {
    title: (f) => `下一个 root 的过期时间会早于现有的 root${known(f.expected, '（', '）')}`,
    remedy: () =>
      '客户端会把它当作回退而拒绝。请给出更晚的过期时间：用 --expires 指定更多天数，或在编辑的文件中改写日期。没有做任何改动。',
  },
};
