import type { install as english } from '../en/install.ts';

export const install: typeof english = {
  steps: { list: '本机', choose: '选择组件', args: '运行', review: '确认', done: '完成' },
  title: (platform) => `本机（${platform}）已安装的组件`,
  none: '尚未安装任何组件：按 I 查看镜像中的组件。',
  nothing: '尚未安装任何组件。',
  unset: '尚未设置镜像，官方镜像也无法读取。',
  needsMirror: '请在“镜像源”中添加镜像并设为当前镜像，或重试。',
  noneOffered: '镜像中没有适用于本机的组件。',
  ask: {
    choose: '安装哪些组件？未勾选时安装光标所在行。',
    args: (component) => `运行 ${component}`,
  },
  args: '参数',
  argsHint: '写法同 shell，含空格时加引号。按 Enter 暂时离开界面并运行。',
  columns: {
    component: '组件',
    version: '版本',
    newest: '最新版本',
    size: '大小',
    state: '状态',
    installed: '已安装',
    description: '说明',
  },
  states: { newest: '最新', update: '可更新' },
  doing: {
    read: '正在查看已安装的组件和新版本……',
    plan: '正在读取并校验镜像……',
    run: '正在运行……',
  },
  applying: { install: '正在安装……', update: '正在更新……', uninstall: '正在卸载……' },
  review: {
    install: '安装',
    update: '更新',
    uninstall: '从本机卸载',
    from: (mirror) => `来自 ${mirror}`,
    item: (component, version, size, action) =>
      `${component}  ${version}  ${action === 'keep' ? '已安装' : size}`,
    bytes: (size) => `需下载 ${size}。每个文件解压前都会校验。`,
    allThere: '所有内容都已安装。',
    nothing: '没有需要卸载的内容。',
    folders: '以下目录将被删除：',
  },
  done: {
    install: '已完成。',
    uninstall: '已卸载。',
    next: '按 Enter 返回列表；在列表中按 Enter 可运行组件。',
  },
  ended: (component, exitCode) => `[${component} 已结束，退出码 ${exitCode}。按 Enter 返回 mirrordeck。]`,
  ran: (component, exitCode) => `${component} 已结束，退出码 ${exitCode}。`,
  unread: (why) => `无法得知是否有新版本：${why}`,
};
