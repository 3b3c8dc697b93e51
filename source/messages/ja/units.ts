import type { units as english } from '../en/units.ts';

export const units: typeof english = {
  bytes: ['B', 'kB', 'MB', 'GB', 'TB'],
  perSecond: (amount) => `${amount}/秒`,
  unknown: '不明',
  files: (count) => `${count} ファイル`,
  components: (count) => `${count} コンポーネント`,
  versions: (count) => `${count} バージョン`,
  platforms: (count) => `${count} プラットフォーム`,
  keys: (count) => `${count} 個の鍵`,
  milliseconds: (value) => `${value} ミリ秒`,
  days: (count) => `${count} 日`,
  inDays: (count) => (count === 0 ? '今日' : `${count} 日後`),
  daysAgo: (count) => `${count} 日前`,
  listJoin: '、',
};
