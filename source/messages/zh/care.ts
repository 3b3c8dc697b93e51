import type { DoctorTexts } from '../doctor-texts.ts';
import type { care as english } from '../en/care.ts';
import { known } from '../facts.ts';

const doctor: DoctorTexts = {
  'home-unset': {
    title: () => '尚未设置镜像，目前使用官方镜像。',
    remedy: () => '使用 `mirrordeck mirror set <地址>` 设置镜像。',
  },
  'home-unreadable': {
    title: (f) => `无法读取用户目录${known(f.file, '：')}。`,
    remedy: () => '修正或删除该文件，再用 `mirrordeck mirror set <地址>` 重新写入。',
  },
  'home-unwritable': {
    title: (f) => `无法写入 ${f.path}。`,
    remedy: () => '将该目录的权限授予当前用户，或用 TIUP_HOME 指定其他目录。',
  },
  'settings-corrupt': {
    title: (f) => `无法读取设置${known(f.file, '：')}${known(f.field, '，')}。`,
    remedy: () => '修正该文件，或将其删除：它会重新生成。',
  },
  'mirror-unreachable': {
    title: (f) => `无法访问镜像：${f.address}。`,
    remedy: () => '用 `mirrordeck mirror show` 检查地址，并检查网络和代理变量。',
  },
  'mirror-untrusted': {
    title: (f) => `无法信任镜像：${f.address}。`,
    remedy: () =>
      '请询问镜像的管理者。自己的镜像：`mirrordeck mirror verify` 和 `mirrordeck mirror verify --repair`。',
  },
  'mirror-expired': {
    title: (f) => `${f.file} 已于 ${f.expires} 过期。`,
    remedy: () => '持有密钥的人运行 `mirrordeck mirror renew --all`；他人的镜像请询问其管理者。',
  },
  'mirror-expiring': {
    title: (f) => `${f.file} 将于 ${f.expires} 过期。`,
    remedy: () => '持有密钥的人运行 `mirrordeck mirror renew --within 30d`。',
  },
  'mirror-unknown': {
    title: (f) => `此前从未访问过该镜像：${f.address}。`,
    remedy: (f) => `请将其指纹与管理者公布的进行比较：${f.fingerprint}`,
  },
  'key-exposed': {
    title: (f) => `其他用户可以读取私钥 ${f.file}（权限 ${f.mode}）。`,
    remedy: (f) => `\`chmod 600 ${f.file}\`；如果可能已被他人读取，请更换密钥。`,
  },
  'key-folder-open': {
    title: (f) => `其他用户可以修改密钥目录 ${f.path}（权限 ${f.mode}）。`,
    remedy: (f) => `\`chmod 700 ${f.path}\``,
  },
  'key-unusable': {
    title: (f) => `${f.file} 中没有可用的密钥${known(f.reason, '：')}。`,
    remedy: () => '将该文件移到别处：密钥目录中只要有其他文件，TiUP 官方客户端就会停止工作。',
  },
  'key-mismatch': {
    title: (f) => `${f.file} 中的密钥所生成的签名无法通过其公钥校验。`,
    remedy: () => '从备份中恢复该密钥，或更换密钥。',
  },
  'key-ed25519': {
    title: (f) => `${f.file} 中的密钥类型为 ed25519：TiUP 官方客户端拒绝任何列有此类密钥的镜像。`,
    remedy: () => '供官方客户端使用的镜像请另建密钥：`mirrordeck mirror genkey --name <名称>`。',
  },
  'key-twice': {
    title: (f) => `${f.file} 与 ${f.path} 是同一个密钥。`,
    remedy: () => '请删除其中之一，以免更换密钥时遗漏。',
  },
  'keys-missing': {
    title: (f) => `角色 ${f.owner} 的密钥此处有 ${f.got} 个，签名需要 ${f.needed} 个。`,
    remedy: () => '修改镜像时带上其余密钥，或更换密钥：`mirrordeck mirror rotate`。',
  },
  'keys-in-tree': {
    title: (f) => `私钥位于镜像目录中：${f.path}。`,
    remedy: () => '本程序的服务器不会提供私钥，其他服务器则会：请使用 `mirrordeck serve`，或将私钥移出。',
  },
  'disk-low': {
    title: (f) => `${f.path} 所在磁盘即将用尽：剩余 ${f.free} 字节。`,
    remedy: () => '请释放空间；`mirrordeck mirror prune --dry-run` 显示镜像中可以清理的内容。',
  },
  'clock-skew': {
    title: (f) => `本机时钟与 ${f.address} 相差 ${f.seconds} 秒。`,
    remedy: () => '请校准时钟：元数据是否过期以它为准。',
  },
  'proxy-invalid': {
    title: (f) => `${f.name} 不是代理地址。`,
    remedy: (f) => `请将 ${f.name} 设置为类似 http://proxy.example.com:3128 的地址，或取消设置。`,
  },
  'proxy-in-use': {
    title: (f) => `访问镜像时经过代理：${f.address}。`,
    remedy: (f) => `如果不需要，请将 ${f.host} 加入 NO_PROXY。`,
  },
  'certificates-missing': {
    title: (f) => `${f.name} 指定的文件不存在：${f.path}。`,
    remedy: (f) => `请将证书放到该处，或取消设置 ${f.name}。`,
  },
  'port-taken': {
    title: (f) => `端口 ${f.port} 已被占用。`,
    remedy: () => '如果不是自己的服务器：`mirrordeck serve --port <其他端口>`。',
  },
  'terminal-dumb': {
    title: () => '该终端只能显示文本行（TERM）。',
    remedy: () => '请设置 TERM，例如 TERM=xterm-256color；各命令不受影响。',
  },
  'terminal-not-utf8': {
    title: (f) => `区域设置不是 UTF-8${known(f.locale, '：')}：边框和其他语言可能显示异常。`,
    remedy: () => '请设置 LANG，例如 LANG=C.UTF-8。',
  },
  'terminal-small': {
    title: (f) => `终端太小：${f.columns}x${f.rows}。`,
    remedy: (f) => `界面需要 ${f.needed}：请放大窗口。`,
  },
  'leftover-set': {
    title: () => '设置镜像的过程曾被中断。',
    remedy: () => '再次运行 `mirrordeck mirror set <地址>` 即可完成。',
  },
  'leftover-commit': {
    title: (f) => `对镜像的一次修改曾被中断：${f.path}。`,
    remedy: () => '下一次修改会将其完成或清除；`mirrordeck mirror verify` 会说明是否一切正常。',
  },
  'leftover-downloads': {
    title: (f) => `${f.path} 中有 ${f.bytes} 字节未完成的工作。`,
    remedy: () => '再次运行同一命令会继续；如果不再需要，请删除该目录。',
  },
  'leftover-stock-commit': {
    title: (f) => `TiUP 官方客户端在 ${f.path} 中留下了提交。`,
    remedy: () =>
      '`mirrordeck mirror prune` 会删除旧的提交；`mirrordeck mirror verify` 会说明是否有提交中途停止。',
  },
};

export const care: typeof english = {
  doctor,
  sampled: (read, of) => `抽样：读取了 ${of}中的 ${read}。`,

  repairActions: {
    restore: (file, from) => `${file} 将从 ${from} 原样恢复`,
    fetch: (file, size) => `将下载 ${file}（${size}）`,
    copy: (file, from) => `${file} 将从 ${from} 复制`,
  },
  nothingToRepair: '无需修复。',
  repaired: (count) => `已修复 ${count} 个文件。`,
  stillBroken: (count) => `仍有 ${count} 个文件不正确：`,

  keepReasons: {
    'keep-last': (of) => `属于最新的 ${of} 个`,
    'keep-minor': (of) => `属于 ${of} 的最新版本`,
    keep: (of) => `保留${known(of, '：')}`,
    young: (of) => `较新，发布于 ${of}`,
    latest: (of) => `${of} 上的最新版本`,
    nightly: () => '每日构建版本',
    default: () => '属于默认组件',
    client: (of) => `${of} 上的客户端`,
    needed: (of) => `${of} 需要`,
  },
  goes: '清理',
  willPrune: (versions, size) => `将撤回${versions}，${size}`,
  willDelete: (files, size) => `将删除${files}，${size}`,
  waiting: (files, size, due) =>
    `${files}等待删除，${size}；最早从 ${due} 起，由下一次 \`mirrordeck mirror prune\` 删除`,
  fileKinds: {
    tarball: '属于已撤回的版本',
    manifest: '已被更新的版本取代',
    orphan: '不属于此镜像的任何内容',
    commit: 'TiUP 官方客户端留下的提交',
  },
  prunedVersions: (versions) => `已撤回：${versions}。`,
  prunedFiles: (files, size) => `已删除：${files}，${size}。`,
  nothingToPrune: '没有需要清理的内容。',

  fine: '正常',
  states: { problem: '问题', note: '提示' },
  areas: {
    home: '用户目录',
    settings: '设置',
    mirror: '镜像',
    keys: '密钥',
    disk: '磁盘',
    clock: '时钟',
    proxy: '代理',
    certificates: '证书',
    port: '端口',
    terminal: '终端',
    leftovers: '遗留',
  },
  problemCount: (count) => `发现 ${count} 个问题。`,
  noProblems: '没有发现问题。',

  noKeys: '没有密钥。',
  usesUnknown: (reason) => `无法读取镜像，因此无法说明密钥的用途：${reason}`,
  keyImported: (id, path) => `密钥 ${id} 已存为 ${path}`,
  keyWillBeImported: (id, path) => `密钥 ${id} 将存为 ${path}`,
  keyPresent: (id, path) => `密钥 ${id} 已存在：${path}`,
  keyExported: (id, path) => `密钥 ${id} 已写入 ${path}`,
  keyWillBeExported: (id, path) => `密钥 ${id} 将写入 ${path}`,
  privateExported: '这是私钥：任何能读取该文件的人都可以用它签名。',
  keysFine: '所有密钥正常。',
  ed25519Warning: 'ed25519 密钥：TiUP 官方客户端会拒绝列有此类密钥的整个镜像，只有 mirrordeck 能读取。',
  ed25519Question: '仍要生成吗？(yes/no) ',
  ed25519NeedsYes:
    'TiUP 官方客户端会因一个 ed25519 密钥拒绝整个镜像：请回答 yes，或加上 --yes-stock-clients-refuse-it',
};
