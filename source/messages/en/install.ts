/** Components on this machine. */
export const install = {
  steps: {
    list: 'On this machine',
    choose: 'What to install',
    args: 'Run',
    review: 'Review',
    done: 'Done',
  },
  title: (platform: string): string => `Installed on this machine (${platform})`,
  none: 'Nothing is installed yet: I shows what the mirror has.',
  nothing: 'Nothing is installed yet.',
  unset: 'No mirror is set, and the official one could not be read.',
  needsMirror: 'Add a mirror under Sources and make it the current one; or try again.',
  noneOffered: 'The mirror has nothing for this machine.',
  ask: {
    choose: 'What is to be installed? Without a choice: the row with the mark.',
    args: (component: string): string => `Run ${component}`,
  },
  args: 'Arguments',
  argsHint: 'As in a shell, with quotes where there are blanks. Enter leaves the screen and runs it.',
  columns: {
    component: 'Component',
    version: 'Version',
    newest: 'Newest',
    size: 'Size',
    state: 'State',
    installed: 'Installed',
    description: 'What it is',
  },
  states: { newest: 'newest', update: 'update available' },
  doing: {
    read: 'Looking at what is installed and what is new ...',
    plan: 'Reading and verifying the mirror ...',
    run: 'Running ...',
  },
  applying: { install: 'Installing ...', update: 'Updating ...', uninstall: 'Removing ...' },
  review: {
    install: 'Install',
    update: 'Update',
    uninstall: 'Remove from this machine',
    from: (mirror: string): string => `from ${mirror}`,
    item: (component: string, version: string, size: string, action: string): string =>
      `${component}  ${version}  ${action === 'keep' ? 'is installed already' : size}`,
    bytes: (size: string): string => `${size} to fetch. Each file is verified before it is unpacked.`,
    allThere: 'Everything is here already.',
    nothing: 'Nothing is to be removed.',
    folders: 'These folders go:',
  },
  done: {
    install: 'Done.',
    uninstall: 'Removed.',
    next: 'Enter goes back to the list; there, Enter runs a component.',
  },
  ended: (component: string, exitCode: number): string =>
    `[${component} ended with code ${exitCode}. Enter goes back to mirrordeck.]`,
  ran: (component: string, exitCode: number): string => `${component} ended with code ${exitCode}.`,
  unread: (why: string): string => `What is newer is not known: ${why}`,
};
