/** The file picker. */
export const picking = {
  folder: 'Folder:',
  path: 'Path:',
  pathHint: 'Tab completes, ~ is the home folder, Enter goes there.',
  noneLike: 'Nothing begins like that.',
  reading: 'Reading the folder ...',
  nothing: 'Nothing is in this folder.',
  columns: { name: 'Name', size: 'Size' },
  /** `size`: of the files among them; null where there are none. */
  picked: (count: number, size: string | null): string =>
    count === 0
      ? 'Nothing picked yet: Space picks, t takes.'
      : `${count} picked${size === null ? '' : `, files ${size}`}. t takes them.`,
  problems: {
    missing: 'There is no such file or folder.',
    denied: 'This folder may not be read by you.',
    'no-folder': 'A part of this path is no folder.',
    unreadable: 'This folder can not be read.',
  },
};
