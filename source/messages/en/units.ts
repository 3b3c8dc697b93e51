/** Words that go with numbers. `measure.ts` does the arithmetic. */
export const units = {
  bytes: ['B', 'kB', 'MB', 'GB', 'TB'],
  perSecond: (amount: string): string => `${amount}/s`,
  unknown: 'unknown',
  files: (count: number): string => (count === 1 ? '1 file' : `${count} files`),
  components: (count: number): string => (count === 1 ? '1 component' : `${count} components`),
  versions: (count: number): string => (count === 1 ? '1 version' : `${count} versions`),
  platforms: (count: number): string => (count === 1 ? '1 platform' : `${count} platforms`),
  keys: (count: number): string => (count === 1 ? '1 key' : `${count} keys`),
  milliseconds: (value: number): string => `${value} ms`,
  days: (count: number): string => (count === 1 ? '1 day' : `${count} days`),
  inDays: (count: number): string => (count === 0 ? 'today' : count === 1 ? 'in 1 day' : `in ${count} days`),
  daysAgo: (count: number): string => (count === 1 ? '1 day ago' : `${count} days ago`),
  listJoin: ', ',
};
