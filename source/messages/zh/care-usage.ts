import type {
  careAbout as englishAbout,
  careFlags as englishFlags,
  keysSummaries as englishKeys,
  careSummaries as englishSummaries,
} from '../en/care-usage.ts';

export const careAbout: typeof englishAbout = {
  verify: [
    '使用 --repair 时，只修复目录中损坏的内容，不触碰其他文件：安装包按已签名的哈希从任何拥有它的镜像获取，元数据从',
    '具有相同 root 的镜像原样恢复。仍缺少文件时退出码为 3，存在不正确的内容时为 4。',
  ],
  prune: [
    '没有任何策略保留的版本会被清理；使用 --older-than 时还需足够旧。没有策略时不清理任何版本。',
    '绝不清理：每日构建版本、各平台的最新版本、保留版本所依赖的版本、客户端的版本。',
    '版本先由其所有者签名撤回，文件在 --grace 之后由下一次 prune 删除。',
    '旧的元数据和不属于任何内容的文件同样处理。--dry-run 显示全部内容。',
  ],
  doctor: ['发现问题时退出码为 1。'],
  keys: ['所有者的密钥位于用户目录中，各角色的密钥与其镜像在一起。'],
  completion: [
    'bash:  mirrordeck completion bash > ~/.local/share/bash-completion/completions/mirrordeck',
    'zsh:   mirrordeck completion zsh > ~/.zfunc/_mirrordeck',
    'fish:  mirrordeck completion fish > ~/.config/fish/completions/mirrordeck.fish',
    'bash 需要安装 bash-completion。名称来自当前用户见过的内容，不访问网络。',
  ],
};

export const careSummaries: typeof englishSummaries = {
  prune: '清理镜像中的版本，删除不再需要的文件',
  doctor: '检查镜像周围的各种问题，并说明解决方法',
  keys: '管理密钥：列出、导入、导出、检查',
  completion: '输出 shell 的补全脚本',
};

export const keysSummaries: typeof englishKeys = {
  list: '列出密钥及其在当前镜像中的用途',
  import: '将密钥文件导入用户目录',
  export: '将密钥的公钥写入文件',
  check: '检查密钥是否正确，且其他用户无法读取',
};

export const careFlags: typeof englishFlags = {
  sample: '只读取随机抽取的这一比例的安装包，例如 10%',
  repair: '修复损坏的内容',
  repairFrom: '从何处获取：地址、目录或源的名称；可重复',
  pruneComponent: '只处理该组件；用逗号分隔或重复',
  keepLast: '每个组件保留最新的若干版本',
  keepMinor: '每个 major.minor 保留最新的若干版本',
  keepVersions: '保留这些版本：版本、版本前缀或范围；用逗号分隔或重复',
  olderThan: '只处理发布时间早于此的版本，例如 180d',
  grace: '撤回与删除之间的时间，例如 7d（默认 7d）',
  pruneNow: '立即删除本应等待的内容',
  dropLatest: '平台的最新版本也可以清理',
  doctorPort: '打算提供服务的端口（默认 8989）',
  mirrorKeys: '当前镜像目录的密钥，而不是自己的密钥',
  importName: '导入后的名称（默认为文件名）',
  importPublic: '只导入公钥',
  exportPrivate: '导出私钥；需要 --to',
  exportTo: '要写入的文件（默认 <ID 前 16 位>-public.json）',
  keyType: 'rsa 或 ed25519（TiUP 官方客户端拒绝后者；默认 rsa）',
  stockRefuses: '已知 TiUP 官方客户端拒绝含 ed25519 密钥的镜像',
};
