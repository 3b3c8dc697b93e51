import type { jobView as english } from '../en/job-view.ts';

export const jobView: typeof english = {
  id: (id) => `任务 ${id}`,
  starting: '正在启动',
  askCancel: '要彻底取消该任务吗？',
  cancelKeeps: '已完成的部分会保留；未下载完的文件下次会接着下载。',
  moreWarnings: (count) => `另有 ${count} 条较早的警告，请查看日志`,
  rate: '限速',
  limited: (rate) => `限速 ${rate}`,
  rateHint: '例如 20M，或 08:00-18:00=5M；留空表示不限速。Enter 确定，Esc 放弃。',
  orders: {
    pause: '正在暂停：先完成正在写入的内容',
    resume: '正在继续',
    cancel: '正在取消',
    rate: '正在设置限速',
  },
  states: {
    queued: '尚未开始。',
    running: '正在运行。',
    paused: '已暂停。',
    done: '已完成。',
    incomplete: '已结束，但有内容缺失或不正确。',
    failed: '失败；原有内容没有改变。',
    cancelled: '已取消。',
    interrupted: '进程在完成之前已经消失。',
  },
  next: {
    queued: 'Esc 返回，任务会自行继续。',
    running: 'Esc 返回，任务会自行继续。',
    paused: 'r 从停下处继续，x 彻底取消。',
    done: 'Esc 返回。',
    incomplete: 'r 重试缺失的部分；Esc 返回。',
    failed: 'r 从已有内容重试；Esc 返回。',
    cancelled: 'r 仍可继续；Esc 返回。',
    interrupted: 'r 从已有内容继续；已完成的不会重做。',
  },
};
