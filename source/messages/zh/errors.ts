import { firstOf, known, mirrorFolder, named, oneComponent } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';
import { fileErrors } from './file-errors.ts';
import { jobsErrors } from './jobs-errors.ts';
import { mergingErrors } from './merging-errors.ts';
import { ownerErrors } from './owner-errors.ts';
import { reachingErrors } from './reaching-errors.ts';
import { rotationErrors } from './rotation-errors.ts';
import { servingErrors } from './serving-errors.ts';

export const errors: ErrorTexts = {
  ...fileErrors,
  ...jobsErrors,
  ...mergingErrors,
  ...ownerErrors,
  ...reachingErrors,
  ...rotationErrors,
  ...servingErrors,
  usage: {
    title: (f) => `mirrordeck${known(f.command)} 的用法不对`,
    remedy: (f) => `\`mirrordeck${known(f.command)} --help\` 列出参数、选项和示例。`,
  },
  'name-invalid': {
    title: (f) => `${named('该名称', f.component, f.owner, f.file)} 不能用作镜像中的名称`,
    remedy: () => '只能使用字母、数字、“-”、“_”和“.”，首字符须为字母或数字；保留字归镜像自己使用。',
  },
  'version-invalid': {
    title: (f) => `${named('该值', f.version)} 不是有效的版本`,
    remedy: () =>
      '版本形如 v1.2.3、v1.2.3-rc.1 或含 nightly；选择版本时还可以用 latest、nightly、all、^1.2、~7.1 和 7.x。',
  },
  'platform-invalid': {
    title: (f) => `${named('该值', f.platform)} 不是镜像支持的平台`,
    remedy: () => '操作系统为 linux 或 darwin，架构为 amd64 或 arm64；“any”要么两者都写，要么都不写。',
  },
  'entry-invalid': {
    title: (f) => `${named('该入口', f.entry, f.file)} 不能作为组件的入口程序`,
    remedy: () => '入口是程序在 tar 包内的相对路径，不能含“..”。',
  },
  'address-invalid': {
    title: (f) => `${named('该值', f.address)} 不是有效的镜像地址`,
    remedy: () => '请给出 http:// 或 https:// 地址、目录，或已添加的镜像源名称。',
  },
  'not-a-terminal': {
    title: () => '工作台需要终端',
    remedy: () => '请在终端中打开，或使用命令：`mirrordeck --help` 列出全部命令。',
  },
  'component-unknown': {
    title: (f) => `镜像中没有组件${known(f.component)}`,
    remedy: () => '`mirrordeck list --all` 列出现有组件。',
  },
  'version-unknown': {
    title: (f) =>
      `${known(oneComponent(f.component), '组件 ', ' ')}没有版本${known(f.version)}${known(f.platform, '（平台 ', '）')}`,
    remedy: (f) => `\`mirrordeck list${known(oneComponent(f.component))}\` 列出各版本及其平台。`,
  },
  'version-exists': {
    title: (f) =>
      `${named('该组件', f.component)}${known(f.version)} 已经发布${known(f.platform, '，平台 ')}`,
    remedy: () => '请发布为新版本。已安装此版本的客户端会保留旧内容；仍要替换请用 --force。',
  },
  'key-exists': {
    title: (f) => `密钥${known(firstOf(f.path, f.file, f.key), ' ', ' ')}已存在`,
    remedy: (f) =>
      f.owner === undefined
        ? '密钥不会被覆盖，请用 --name 另取名称。'
        : `它属于所有者 ${f.owner}：请使用该所有者，或用 \`mirrordeck mirror genkey --name <名称>\` 生成新密钥。`,
  },
  'key-missing': {
    title: (f) => `缺少密钥${known(firstOf(f.path, f.file, f.key), '：')}`,
    remedy: (f) =>
      f.keys === undefined
        ? '用 `mirrordeck mirror genkey` 生成，或用 --key 指明它的位置。'
        : `用 --key 给出它的路径，或此主目录中密钥的名称${known(f.keys, '：') || '（目前没有密钥）'}。`,
  },
  'key-malformed': {
    title: (f) => `${named('该文件', f.file, f.path, f.key)} 不是可读的密钥`,
    remedy: () =>
      '请使用 `mirrordeck mirror genkey` 或 `keys export` 写出的密钥文件；公钥也可以是 PEM 格式。',
  },
  'private-key-shown': {
    title: () => '这是私钥',
    remedy: () =>
      '这里只接受公钥：请在密钥所在的机器上用 `mirrordeck keys export` 导出公钥。未保存任何内容；如果屏幕可能被他人看到，请更换该密钥。',
  },
  'mirror-exists': {
    title: (f) => `${named('该目录', f.path, f.address)} 中已有镜像`,
    remedy: () => '请换一个空目录；要使用现有镜像：`mirrordeck mirror set <目录>`。',
  },
  'not-installed': {
    title: (f) => `${named('该组件', f.component)}${known(f.version)} 没有安装`,
    remedy: () => '`mirrordeck list --installed` 列出已安装的组件。',
  },
  'root-missing': {
    title: () => '尚未设置镜像',
    remedy: () =>
      '用 `mirrordeck mirror set <地址>` 选择镜像，或用 `mirrordeck mirror set --reset` 使用官方镜像。',
  },
  'source-unknown': {
    title: (f) => `没有名为${known(firstOf(f.source, f.address), ' ', ' ')}的镜像源或目录`,
    remedy: () => '请检查路径或地址；`mirrordeck` 的镜像源页面列出各镜像源的名称。',
  },
  'source-exists': {
    title: (f) => `已有同名镜像源${known(firstOf(f.source, f.address), '：')}`,
    remedy: () => '请换一个名称，或先删除旧的镜像源。',
  },
  'source-unreachable': {
    title: (f) => `无法连接 ${named('镜像源', f.address)}`,
    remedy: () => '请检查地址或路径；若是服务器，还请检查网络和代理（HTTPS_PROXY、NO_PROXY）。',
  },
  'source-not-a-mirror': {
    title: (f) => `${named('该地址', f.address)} 不是 TiUP 镜像`,
    remedy: () => '地址必须指向 root.json 和 timestamp.json 所在的目录；请检查是否为登录页面或路径有误。',
  },
  'source-certificate': {
    title: (f) => `${named('该地址', f.address)} 的证书不受信任`,
    remedy: () => '请修复证书，或用 NODE_EXTRA_CA_CERTS 指定自己的 CA。',
  },
  'source-redirect': {
    title: (f) => `${named('该地址', f.address)} 跳转到了别处`,
    remedy: () => '不会跟随到其他主机或从 https 到 http 的跳转。如果新地址正确，请直接使用它。',
  },
  'source-changed': {
    title: () => '制定计划之后镜像源发生了变化',
    remedy: () => '请重新制定计划。',
  },
  'target-not-empty': {
    title: (f) => `${named('该目录', f.path)} 不是空目录，也不是镜像`,
    remedy: () => '请换一个空目录或尚不存在的目录。',
  },
  'target-unusable': {
    title: (f) => `${named('该位置', f.path)} 无法存放镜像`,
    remedy: () => '它是一个文件，或属于 /proc 之类的系统目录。请使用磁盘上的新目录或空目录。',
  },
  'target-keys-missing': {
    title: (f) => `缺少${known(f.owner, ' ', ' 的')}私钥，无法为镜像签名${known(f.path)}`,
    remedy: (f) =>
      `请把私钥放入${known(f.path, ' ', '/keys ')}或本用户的密钥目录${f.field === 'key' ? '，或指定私钥所在的目录（--key-dir）' : '；克隆也可以另建新目录'}。没有做任何改动。`,
  },
  'target-is-source': {
    title: (f) =>
      f.source === undefined
        ? '源镜像和目标镜像是同一个'
        : `目标目录位于源镜像${known(f.source, ' ', ' ')}之内`,
    remedy: (f) =>
      f.source !== undefined
        ? '请选择源镜像之外的目录。'
        : '`mirrordeck mirror set --reset` 恢复为官方镜像；也可以用 --source 为本次克隆另选镜像源。',
  },
  'lock-held': {
    title: (f) => `有其他进程正在修改 ${named('该镜像', mirrorFolder(f.path), f.file)}`,
    remedy: (f) => `请等待其完成${known(f.holder, '：')}。`,
  },
  'mirror-changed': {
    title: () => '制定计划之后镜像发生了变化',
    remedy: () => '没有写入任何内容，请重新运行；已保存的计划需要重新制定。',
  },
  'link-refused': {
    title: (f) => `${firstOf(f.path, f.file) ?? '镜像的目录'} 应是真实目录，却是一个链接`,
    remedy: () => '链接可能指向镜像之外，因此不会通过它写入。如果是您自己创建的，请换成真实目录。',
  },
  'journal-corrupt': {
    title: (f) => `无法读取未完成操作的记录${known(firstOf(f.path, f.file), '：')}`,
    remedy: () => '请用 `mirrordeck mirror verify` 检查镜像；确认完整后删除该文件。',
  },
  'toml-corrupt': {
    title: (f) => `${named('该文件', f.path, f.file)} 不是有效的 TOML`,
    remedy: () => '请修复或删除它；`mirrordeck mirror set <地址>` 会重新写入。',
  },
  'settings-corrupt': {
    title: (f) => `无法读取设置${known(firstOf(f.path, f.file), '：')}`,
    remedy: () => '请修复或删除该文件；其中只有语言和记住的镜像源。',
  },
  'plan-corrupt': {
    title: (f) =>
      `${named('该文件', f.file, f.path)} ${f.command === 'mirror merge' ? '中没有合并可用的决定' : '不是保存的计划'}`,
    remedy: (f) =>
      f.command === 'mirror merge'
        ? '请重新输出，并只修改 "decision" 和 "to"：`mirrordeck mirror merge <镜像> --dry-run --json`。'
        : '请重新保存：`mirrordeck mirror clone <目标目录> … --dry-run --plan <文件>`。',
  },
  'tarball-malformed': {
    title: (f) => `${named('该文件', f.file, f.path)} 不是可读的 tar.gz`,
    remedy: () => '请用 `mirrordeck package` 重新打包。',
  },
  'tarball-unsafe': {
    title: (f) => `${named('该文件', f.file, f.path)} 会写到目录之外`,
    remedy: () => '请不要使用它，并告知制作者；其中的内容没有保留。如果正在打包，请去掉该条目。',
  },
  'entry-missing': {
    title: (f) => `tar 包中没有 ${named('入口程序', f.entry, f.path)}`,
    remedy: () => '入口是 tar 包内的路径，可用 `tar tzf <tar 包>` 查看。',
  },
  'entry-not-executable': {
    title: (f) => `${named('入口程序', f.entry, f.path)} 不可执行`,
    remedy: () => '请设置权限（`chmod +x`）后重新打包。',
  },
  'program-failed': {
    title: (f) => `无法启动 ${named('程序', f.path, f.file, f.component)}`,
    remedy: () => '请确认它适用于本机；`mirrordeck install --force` 可重新安装。',
  },
  incomplete: {
    title: () => '有文件没能下载',
    remedy: () => '已有的内容是正确的。再次运行同一命令，只会下载缺少的文件。',
  },
  'manifest-malformed': {
    title: (f) => `${named('该文件', f.file)} 不是可信的 manifest${known(f.field, '（', '）')}`,
    remedy: () => '镜像已损坏或制作有误。没有做任何改动；请换一个镜像源或告知其管理员。',
  },
  'manifest-too-long': {
    title: (f) => `${named('该文件', f.file)} 超过了允许的长度`,
    remedy: () => '镜像已损坏，或有别的服务在代它应答。没有做任何改动。',
  },
  'manifest-expired': {
    title: (f) => `${named('该文件', f.file)} 已过期${known(f.expires, '：')}`,
    remedy: () => '由镜像管理员用 `mirrordeck mirror renew --all` 重新签名。如果本机时钟不对，请校准。',
  },
  'signature-invalid': {
    title: (f) => `${named('该文件', f.file)} 中有错误的签名${known(f.key, '（密钥 ', '）')}`,
    remedy: () => '文件已损坏或被篡改。没有做任何改动；在管理员说明原因之前请勿使用该镜像源。',
  },
  'signature-threshold': {
    title: (f) =>
      `${named('该文件', f.file)} 的签名数量不足${known(f.got, '（', `${known(firstOf(f.expected, f.needed), '/')}）`)}`,
    remedy: () => '它没有由镜像的 root 所列的密钥签名。没有做任何改动；请联系管理员。',
  },
  'key-unusable': {
    title: (f) => `密钥无法使用${known(f.key, '：')}${known(f.file, '，位于 ')}`,
    remedy: () => 'mirrordeck 支持 RSA 和 ed25519 密钥。请镜像管理员更换。',
  },
  rollback: {
    title: (f) => `${named('该文件', f.file)} 比本机见过的更旧`,
    remedy: () => '镜像被回退，或提供的是旧副本。没有做任何改动；请联系管理员。',
  },
  'hash-mismatch': {
    title: (f) => `${named('该文件', f.file)} 的内容与镜像所签名的不同`,
    remedy: () => '文件已损坏或被篡改，没有保留。请重试，或换一个镜像源。',
  },
  'length-mismatch': {
    title: (f) => `${named('该文件', f.file)} 的长度与镜像所签名的不同`,
    remedy: () => '文件已损坏或不完整，没有保留。请重试，或换一个镜像源。',
  },
  'binding-mismatch': {
    title: (f) => `${named('该文件', f.file)} 不是镜像在此处所指的文件`,
    remedy: () => '其类型、名称或版本不符。没有做任何改动；请联系管理员。',
  },
  'root-changed': {
    title: (f) => `${named('该地址', f.address)} 的镜像已不是原来那个`,
    remedy: () =>
      '它的 root 密钥变了：镜像被重建，或有人从中冒充。请向管理员核对指纹，然后运行 `mirrordeck mirror set <地址> --fingerprint <指纹>`。',
  },
  'fingerprint-mismatch': {
    title: (f) => `${named('该镜像', f.address)} 的指纹与给定的不同`,
    remedy: () => '请通过本网络以外的途径与管理员核对指纹。没有信任任何内容。',
  },
  interrupted: {
    title: () => '已中途停止',
    remedy: () => '再次运行同一命令，会从已有的内容继续。',
  },
};
