import type {
  upkeepAbout as englishAbout,
  upkeepFlags as englishFlags,
  ownerSummaries as englishOwner,
  upkeepSummaries as englishSummaries,
} from '../en/upkeep-usage.ts';

export const upkeepAbout: typeof englishAbout = {
  modify: [
    '指定版本时只有 --yank 有效；--desc 总是针对组件。每个开关都可以撤销：--hide=false、--standalone=false、',
    '--yank=false。',
  ],
  renew: [
    '有效期只会延长：延到从现在起 --days 天，不指定时为 TiUP 对各类 manifest 的默认值。镜像已过期时，持有密钥者也能',
    '续期，其余内容会先行校验。密钥取自本用户的密钥目录、镜像以及 --key；缺少的密钥会在签名之前列出。',
    '密钥不在本机的人在自己的机器上用 `mirror sign` 签名（TiUP 的同名命令也可以）：签名地址由 --addr 给出，或签',
    '--out 保存的文件。snapshot 和 timestamp 最后在本机签名。所有内容一次性提交。',
  ],
  expiry: ['已有内容过期，或将在 --within 之内过期时，退出码为 1，便于 cron 使用。'],
  owner: ['所有者发布组件。`mirrordeck mirror grant` 添加所有者；其密钥与 index 一同过期。'],
  replaceKey: [
    '旧密钥用其 id 或 id 的开头指定，新密钥用文件指定，私钥或公钥均可。旧密钥签名过的每个组件都会在同一次改动中',
    '重新签名，因此所需的密钥必须在这里。',
  ],
  revoke: ['组件移交或撤回之后才能撤销所有者；已撤回的组件随其一并移除。'],
};

export const upkeepSummaries: typeof englishSummaries = {
  modify: '修改已发布的组件',
  renew: '续期 manifest：组件、角色或全部',
  expiry: '显示各项内容的过期时间',
  owner: '管理组件的所有者',
};

export const ownerSummaries: typeof englishOwner = {
  list: '列出所有者及其密钥和组件',
  'add-key': '为所有者添加密钥，或改变阈值',
  'replace-key': '替换所有者的密钥并重新签名其组件',
  revoke: '撤销所有者',
};

export const upkeepFlags: typeof englishFlags = {
  ownerThreshold: '须有几个密钥签名（默认 1）',
  newThreshold: '须有几个密钥签名（默认不变）',
  newKey: '密钥文件，私钥或公钥；可重复指定',
  yank: '客户端不再能找到，文件保留',
  renewDays: '从现在起多少天后过期（默认为 TiUP 的值）',
  renewAll: 'root、index、snapshot、timestamp 和所有组件',
  renewRole: 'root、index、snapshot 或 timestamp；可重复指定',
  renewWithin: '只续期在此时间内过期的内容，例如 30d 或 4w',
  dueWithin: '多久之内过期算到期，例如 30d 或 4w（默认只算已过期的）',
  moreKeys: '另外用于签名的私钥；可重复指定',
  skipMissing: '只续期这里的密钥能签名的内容，其余保留（退出码 3）',
};
