import type { guide as english } from '../en/guide.ts';

export const guide: typeof english = {
  title: '使用指南',
  ask: '阅读哪一页？',
  none: '程序中没有附带使用指南。',
  doing: '正在读取使用指南 ...',
};
