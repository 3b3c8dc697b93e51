/** The screen of the settings. */
export const settings = {
  title: 'Settings',
  intro: 'What holds for you on this machine',
  loading: 'Reading the settings ...',
  languages: { en: 'English', zh: '中文', ja: '日本語' },
  switch: (on: boolean): string => (on ? 'on' : 'off'),
  automatic: (value: string): string => `${value} (by itself)`,
  said: (value: string, by: string): string => `${value} (${by} says so)`,
  unset: { limitRate: 'no limit', jobs: '8', timeout: 'the usual ones', platforms: 'all of the source' },
  rows: {
    language: {
      label: 'Language',
      note: 'By itself it is that of LC_ALL or LANG. --lang says it for one run.',
    },
    colours: { label: 'Colours', note: 'Without them marks and bold type tell everything too.' },
    ascii: {
      label: 'ASCII only',
      note: 'Lines and bars of plain characters, for terminals and fonts that have no others. By itself where TERM is linux or vt100.',
    },
    animations: {
      label: 'Animations',
      note: 'Bars move ten times a second; off: once a second, for slow lines.',
    },
    screenReader: {
      label: 'Screen reader',
      note: 'Plain lines in reading order, nothing side by side. It holds from the next start on.',
    },
    limitRate: {
      label: 'Rate limit',
      note: 'Bytes per second of all downloads together; it may follow the hours of the day.',
    },
    jobs: { label: 'Downloads at once', note: 'Where a command does not say it with --jobs.' },
    timeout: { label: 'Time limits', note: 'How long to wait for a connection, an answer, the next byte.' },
    platforms: {
      label: 'Platforms',
      note: 'What a clone on the screen begins with; each clone can still choose.',
    },
  },
  fields: {
    limitRate: 'Bytes per second',
    jobs: 'Downloads',
    timeout: 'Time limits',
    platforms: 'Platforms',
  },
  hints: {
    limitRate: '20M for always, 08:00-18:00=5M by the hours, several by comma. Empty: no limit.',
    jobs: '1 to 256. Empty: 8.',
    timeout: '60s for all, or connect=5s,headers=20s,stall=2m. Empty: the usual ones.',
    platforms: 'linux/amd64,linux/arm64 and the like. Empty: all that the source has.',
  },
  wrong: {
    limitRate: 'This is no rate. Write it like 20M, or 08:00-18:00=5M.',
    jobs: 'A whole number from 1 to 256.',
    timeout: 'This is no time limit. Write it like 60s, or connect=5s,stall=2m.',
    platforms: 'This is no platform. Write it like linux/amd64,linux/arm64.',
  },
};
