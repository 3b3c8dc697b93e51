import type { home as english } from '../en/home.ts';

const trusts = {
  official: '官方 root（内置）',
  pinned: '事先给定的 root',
  remembered: '之前记住的 root',
  local: '本机目录',
  new: '首次遇到的 root',
};

export const home: typeof english = {
  title: '首页',
  loading: '正在读取当前镜像 ...',
  labels: {
    mirror: '当前镜像',
    trust: '信任',
    contents: '内容',
    expires: '最先过期',
    installed: '已安装',
    home: 'TiUP 目录',
  },
  none: { mirror: '尚未设置', installed: '无' },
  trust: (origin, fingerprint) => `${trusts[origin]}（${fingerprint}）`,
  contents: (components, versions, client) =>
    `${components} 个组件，${versions} 个版本${client === null ? '' : `，客户端 ${client}`}`,
  expires: (file, when, moment) => `${file} ${when}（${moment}）`,
  disk: (path, free) => `${path}（可用空间 ${free}）`,
  moreFacts: '…… 按 d 查看全部',
  next: '下一步',
  groups: {
    take: '从镜像获取',
    offer: '对外提供',
    fill: '放入自己的组件',
    care: '维护',
    around: '其他',
  },
  needs: {
    nothing: '目前没有待办事项。下一步',
    expired: (file, when, more) => `${file}${more > 0 ? ` 等 ${more + 1} 个文件` : ''}已过期（${when}）`,
    expires: (file, when, more) => `${file}${more > 0 ? ` 等 ${more + 1} 个文件` : ''}即将过期（${when}）`,
    interrupted: (job) => `已停止：${job}`,
    running: (job, percent) => `运行中${percent === null ? '' : `，${percent}%`}：${job}`,
    waiting: (component, owner, signed) =>
      `等待签名（已有 ${signed} 个）：${component === null ? '新的 root' : `${component} 转给 ${owner}`}`,
    unfinished: {
      clone: (components, when) =>
        `上次未完成：已选${components === null ? '全部组件' : ` ${components} 个组件`}，${when}`,
      merge: (decisions, when) =>
        `上次未完成：${decisions === null ? '已选规则' : `已做 ${decisions} 项决定`}，${when}`,
    },
    news: (first, more, source) =>
      `镜像源有更新的版本：${first}${more > 0 ? ` 等 ${more + 1} 个组件` : ''}（${source}）`,
    disk: (free) => `TiUP 目录所在磁盘仅剩 ${free}`,
    none: '尚未设置镜像',
  },
};
