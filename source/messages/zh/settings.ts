import type { Messages } from '../index.ts';

export const settings: Messages['settings'] = {
  title: '设置',
  intro: '您在这台机器上的设置',
  loading: '正在读取设置 ...',
  languages: { en: 'English', zh: '中文', ja: '日本語' },
  switch: (on) => (on ? '开' : '关'),
  automatic: (value) => `${value}（自动）`,
  said: (value, by) => `${value}（由 ${by} 指定）`,
  unset: { limitRate: '不限速', jobs: '8', timeout: '默认值', platforms: '镜像源的全部平台' },
  rows: {
    language: { label: '语言', note: '自动时取自 LC_ALL 或 LANG。只对一次运行生效可用 --lang。' },
    colours: { label: '颜色', note: '关闭后，标记和粗体同样能表达所有信息。' },
    ascii: {
      label: '仅用 ASCII',
      note: '线条和进度条使用普通字符，适合缺少其他字符的终端和字体。TERM 为 linux 或 vt100 时自动打开。',
    },
    animations: { label: '动画', note: '进度条每秒刷新十次；关闭后每秒一次，适合慢速线路。' },
    screenReader: {
      label: '屏幕阅读器',
      note: '按阅读顺序逐行输出，不并排显示。下次启动时生效。',
    },
    limitRate: { label: '限速', note: '所有下载合计的每秒字节数，可以按一天中的时段设定。' },
    jobs: { label: '同时下载数', note: '命令没有用 --jobs 指定时使用。' },
    timeout: { label: '时间限制', note: '等待连接、应答和后续数据的最长时间。' },
    platforms: { label: '平台', note: '在界面上克隆时预先选中的平台，每次克隆仍可更改。' },
  },
  fields: { limitRate: '每秒字节数', jobs: '下载数', timeout: '时间限制', platforms: '平台' },
  hints: {
    limitRate: '始终生效写 20M，按时段写 08:00-18:00=5M，多项用逗号分隔。留空：不限速。',
    jobs: '1 到 256。留空：8。',
    timeout: '全部用 60s，或分别写 connect=5s,headers=20s,stall=2m。留空：默认值。',
    platforms: '例如 linux/amd64,linux/arm64。留空：镜像源的全部平台。',
  },
  wrong: {
    limitRate: '无法识别的限速。请参照 20M 或 08:00-18:00=5M。',
    jobs: '请填 1 到 256 的整数。',
    timeout: '无法识别的时间限制。请参照 60s 或 connect=5s,stall=2m。',
    platforms: '无法识别的平台。请参照 linux/amd64,linux/arm64。',
  },
};
