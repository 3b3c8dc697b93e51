import type { jobsView as english } from '../en/jobs-view.ts';

export const jobsView: typeof english = {
  title: '任务',
  steps: { job: '跟踪', log: '日志' },
  reading: '正在读取任务',
  none: '克隆、校验、修复、清理与提供服务都作为任务运行：在相应页面启动后，不依赖当前终端也会继续，之后可以在这里找到。',
  columns: { state: '状态', kind: '类型', target: '对象', done: '进度', speed: '速度', begun: '开始时间' },
  summary: (running, waiting, all) => `运行中 ${running} 个，中途停止 ${waiting} 个，共 ${all} 个`,
  askRemove: '要清除该任务的记录吗？文件和结果不受影响。',
  askClear: '要清除所有已结束任务的记录吗？文件和结果不受影响。',
  times: (begun, ended) => `${begun} 至 ${ended}`,
  logEmpty: '没有任何记录。',
  atWork: (count) => `${count} 个任务`,
  waiting: (count) => `${count} 个任务已停`,
};
