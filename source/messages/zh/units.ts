import type { units as english } from '../en/units.ts';

export const units: typeof english = {
  bytes: ['B', 'kB', 'MB', 'GB', 'TB'],
  perSecond: (amount) => `${amount}/秒`,
  unknown: '未知',
  files: (count) => `${count} 个文件`,
  components: (count) => `${count} 个组件`,
  versions: (count) => `${count} 个版本`,
  platforms: (count) => `${count} 个平台`,
  keys: (count) => `${count} 个密钥`,
  milliseconds: (value) => `${value} 毫秒`,
  days: (count) => `${count} 天`,
  inDays: (count) => (count === 0 ? '今天' : `${count} 天后`),
  daysAgo: (count) => `${count} 天前`,
  listJoin: '、',
};
