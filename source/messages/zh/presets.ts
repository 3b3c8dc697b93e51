import type { presets as english } from '../en/presets.ts';

export const presets: typeof english = {
  brings: (name) => `预设 ${name} 包含：`,
  because: (reason, components) => `${reason}：${components}`,
  absent: (components) => `源镜像中没有：${components}`,
  reasons: {
    database: '数据库',
    analytics: '分析查询',
    changefeeds: '向其他系统同步变更数据',
    control: '控制工具',
    deployment: '部署与检查',
    client: '客户端自身的更新',
    monitoring: '监控',
    hosts: '每台主机的指标',
    backup: '备份、导出、导入',
    migration: '从 MySQL 迁移',
    benchmark: '性能测试',
  },
};
