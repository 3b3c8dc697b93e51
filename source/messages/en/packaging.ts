/** Own files become tarballs. */
export const packaging = {
  steps: {
    files: '1 Files',
    about: '2 Name and version',
    platforms: '3 Platforms',
    entry: '4 Entry',
    review: '5 Review',
    done: '6 Done',
  },
  ask: {
    files: 'What goes in? Space picks files and folders, t takes.',
    platforms: 'On which machines does it run?',
    entry: 'Which program is run when the component is run?',
  },
  fields: {
    name: 'Name',
    version: 'Version',
    description: 'Description',
    output: 'Put it into',
    inside: 'Only what is in the folder, without its own name before',
    standalone: 'It can be run by itself',
    hidden: 'It is not shown in lists',
  },
  hints: {
    name: 'Of the component, for example: hello',
    version: 'For example: v1.0.0',
    description: 'A sentence for lists.',
    output: 'A folder; package/ is made in it. Empty: the folder where mirrordeck was started.',
    inside: 'Space changes it.',
    standalone: 'Space changes it.',
    hidden: 'Space changes it. Enter goes on.',
  },
  wrong: { empty: 'This is needed.', version: 'A version begins with v: v1.0.0.' },
  platformsNote:
    'A tarball is made for each. What the programs were built for is chosen already; any/any is for scripts that run everywhere.',
  columns: { program: 'Program', format: 'Kind', runsOn: 'Built for' },
  formats: { elf: 'Linux', macho: 'macOS', windows: 'Windows', script: 'script', unknown: 'unknown' },
  noProgram: 'No file here is executable: give the program mode 755 first (chmod +x).',
  unfit: (platforms: string): string => `It was not built for ${platforms}.`,
  doing: {
    inspect: 'Looking at the files ...',
    plan: 'Planning ...',
    pack: 'Packing ...',
  },
  review: {
    replaces: 'is there already and will be replaced',
    contents: (files: string, size: string): string => `${files}, ${size} before packing`,
    entry: (path: string): string => `Entry: ${path}`,
  },
  done: {
    title: 'The package is made.',
    same: 'The same files give the same bytes, on any day and any machine.',
    next: 'Enter publishes it. p makes another one.',
  },
};
