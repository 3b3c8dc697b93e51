import type { sources as english } from '../en/sources.ts';

export const sources: typeof english = {
  title: '镜像源',
  add: '添加镜像源',
  edit: (name) => `修改镜像源 ${name}`,
  none: '没有镜像源。',
  nothingTested: '按 Enter 测试镜像源：签名、有效期、内容。* 表示当前镜像。',
  official: '内置',
  unnamed: '当前镜像',
  columns: { name: '名称', address: '地址', fingerprint: '指纹' },
  fields: {
    name: '名称',
    address: '地址',
    fingerprint: '指纹',
    also: '其他地址',
    ca: 'CA 证书',
    auth: '凭据',
  },
  hints: {
    name: '便于您识别的名称，例如 plant-a',
    address: 'http://主机:端口、https://主机/路径，或者一个目录',
    fingerprint: '可选：镜像管理员提供的 64 位十六进制数。不填写时，将记住首次看到的指纹。',
    also: '可选：同一镜像的其他 http(s) 地址，以逗号分隔，优先使用最快的。',
    ca: '可选：信任的 CA 证书 PEM 文件。',
    auth: '可选：凭据文件（权限 0600），内容为 bearer TOKEN 或 basic USER:PASSWORD。',
  },
  wrong: {
    empty: '此项必填。',
    name: '只能包含字母、数字、点、短横线和下划线，最多 64 个字符。',
    taken: '已有同名的镜像源。',
    address: '地址中不能有空格。',
    fingerprint: '指纹必须是 64 位十六进制数。',
  },
  doing: {
    list: '正在读取列表 ...',
    add: '正在读取并校验镜像 ...',
    test: '正在读取并校验镜像 ...',
    plan: '正在读取并校验镜像 ...',
    set: '正在设置当前镜像 ...',
    remove: '正在删除 ...',
  },
  report: {
    title: (name, milliseconds) => `${name} 状态正常（${milliseconds} 毫秒）`,
    contents: (components, versions, client) =>
      `${components} 个组件，${versions} 个版本${client === null ? '' : `，客户端 ${client}`}`,
    trust: (trust, version) => `${trust}，root 版本 ${version}`,
    fingerprint: (text) => `指纹 ${text}`,
    owners: (names) => `所有者 ${names}`,
  },
  asking: {
    use: (address) => `将 ${address} 设为当前镜像？`,
    previous: (address) => (address === null ? '目前没有设置镜像。' : `目前是 ${address}`),
    remove: (name) => `删除镜像源 ${name}？镜像本身不受影响。`,
    owners: (names) => `所有者：${names}`,
    compare: '这是您想要的镜像的指纹吗？今后安装的一切都以它为信任基础。',
    compareNew: '首次遇到该镜像。请通过本网络以外的途径向镜像管理员核对指纹。两者一致吗？',
  },
};
