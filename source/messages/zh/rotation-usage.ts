import type {
  rotationAbout as englishAbout,
  rotationFlags as englishFlags,
  rotationSummaries as englishSummaries,
} from '../en/rotation-usage.ts';

export const rotationAbout: typeof englishAbout = {
  rotate: [
    '根据所指定的更改或编辑过的文件生成下一个 root；都未指定时用 $EDITOR 打开编辑。由本机上的密钥签名；',
    '若不够，则由签名服务等待其他持有者（`mirrordeck mirror sign http://…` 或 TiUP 客户端），',
    '也可以传递文件：用 --out 保存，签名后用 --from 取回。新密钥需要签名的内容在同一次变更中全部重新签名。',
    '密钥用其 id 或 id 的开头表示。',
  ],
  sign: [
    '为等待签名的 manifest 添加签名：可以是文件，也可以是签名服务的地址。同一密钥的过时签名会被替换。',
    '--dry-run 显示将要签名的内容。',
  ],
  transferOwner: [
    '今后由新的所有者签名，并通过签名下一个版本来证明：用本机上的密钥、通过签名服务，',
    '或传递文件（--out、--from）。',
  ],
  newRoot: [
    '用于剩余 root 密钥不足的镜像：为每个角色生成新密钥，root 不再承接以前的 root。所有者和组件保留。',
    '在重新运行 `mirror set` 之前，任何客户端都不再信任该镜像。',
  ],
};

export const rotationSummaries: typeof englishSummaries = {
  sign: '为 manifest 文件添加签名',
  rotate: '轮换 root.json：密钥、阈值、过期时间',
  'transfer-owner': '把组件转让给其他所有者',
  'new-root': '密钥丢失过多时，用全新的密钥重新开始',
};

export const rotationFlags: typeof englishFlags = {
  addKey: '角色新增的密钥文件，私钥或公钥均可；可重复指定',
  removeKey: '要移除的密钥 id；可重复指定',
  replaceKey: '要移除的密钥 id，以及替换它的密钥文件；可重复指定',
  roleThreshold: '该角色须有多少个密钥签名',
  rotateRole: '以上选项针对的角色：root、index、snapshot 或 timestamp（默认 root）',
  rootDays: 'root 从现在起的有效天数（默认 365）',
  editedRoot: '使用编辑过的 root，而不是逐项更改',
  lostKey: '已无人持有的 root 密钥 id；可重复指定',
  allowEd25519: '接受 ed25519 密钥，尽管 TiUP 客户端会因此拒绝该镜像',
  signKeys: '除镜像和主目录的密钥外，另用该私钥文件签名；可重复指定',
  signKeyDir: '存放这些密钥的目录',
  addr: '签名服务的 host:port（默认 127.0.0.1:8080）',
  signingOut: '不签名，保存到该文件，交给签名者',
  signingFrom: '从保存的文件继续',
  giveUp: '放弃一项等待签名的更改：删除其文件',
  addrIfMissing: '缺少密钥时，在该 host:port 等待签名',
  signingOutFolder: '把需要他人签名的文件保存到该目录',
  signingFromFolder: '从这样的目录继续，续期内容以其为准',
  manifestKeys: '用于签名的私钥：文件，或主目录中密钥的名称（默认 "private"）；可重复指定',
  timeout: '每次网络请求的秒数（默认 10）',
  newRootKeyDir: '新私钥所在目录（默认与旧私钥相同）',
  yesNewRoot: '确认：每个客户端都必须重新设置该镜像',
};
