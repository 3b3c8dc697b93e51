import type { rooms as english } from '../en/rooms.ts';

export const rooms: typeof english = {
  browse: { label: '浏览', note: '组件、版本、平台与文件' },
  clone: { label: '克隆', note: '将镜像或其一部分下载到目录' },
  doctor: { label: '诊断', note: '检查环境中的问题与解决办法' },
  expiry: { label: '有效期', note: '何时过期，以及续期' },
  guide: { label: '使用指南', note: '逐页阅读使用指南' },
  home: { label: '首页', note: '状态一览与待办事项' },
  install: { label: '安装', note: '本机的组件：安装、更新、运行' },
  jobs: { label: '任务', note: '在后台运行的任务' },
  merge: { label: '合并', note: '将其他镜像合并到当前镜像' },
  owners: { label: '所有者与密钥', note: '谁可以用哪些密钥发布' },
  package: { label: '打包', note: '将自己的文件打成组件包' },
  prune: { label: '清理', note: '删除不再需要的旧版本' },
  publish: { label: '发布', note: '将组件包发布到镜像；修改、撤回、隐藏' },
  rotate: { label: '轮换密钥', note: '更换镜像的密钥' },
  serve: { label: '提供服务', note: '向其他机器提供镜像' },
  settings: { label: '设置', note: '语言、颜色、限速、默认值' },
  setup: { label: '初始设置', note: '语言、镜像、信任：逐步完成' },
  sources: { label: '镜像源', note: '按名称管理镜像：添加、测试、设为当前' },
  verify: { label: '校验与修复', note: '检查所有签名、哈希与文件' },
};
