import type { doctor as english } from '../en/doctor.ts';

export const doctor: typeof english = {
  title: '诊断',
  looking: '正在检查用户目录、镜像、密钥、磁盘、时钟与网络',
  columns: { state: '级别', area: '位置', finding: '内容' },
  summary: (problems, notes, fine, of) => `${problems}${notes}${of} 项检查中 ${fine} 项正常。`,
  notes: (count) => (count === 0 ? '没有提示。' : `${count} 条提示。`),
  opens: (room) => `按 Enter 打开：${room}`,
  allFine: '一切正常。按 d 查看检查过的项目，按 r 重新检查。',
  more: () => '按 d 查看全部',
};
