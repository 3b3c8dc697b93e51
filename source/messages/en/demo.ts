/** The small mirror to try everything on: its command, and its part of the first set-up. */
export const demo = {
  summary: 'Make a small mirror to try everything on: nothing is downloaded',
  about: [
    'Twelve components of a cluster in several versions and platforms, made on this machine: programs that only say',
    'hello, with keys and owners of their own. Clone from it, serve it, publish into it; then remove its folder.',
    'Its default folder is `demo` in the state folder (~/.local/state/mirrordeck). One that is there is kept.',
  ],
  makes: (path: string): string => `A demo mirror is made in ${path}: nothing is downloaded.`,
  keeps: (path: string): string => `The demo mirror in ${path} is there already and is used.`,
  renews: (path: string): string =>
    `The demo mirror in ${path} is there already; its signatures are renewed.`,
  holds: (components: string, tarballs: string, size: string): string =>
    `It holds ${components}, ${tarballs}, ${size}. They only say hello.`,
  keysOf: (folder: string): string => `Its keys and owners lie in ${folder}, your own are not touched.`,
  ready: (mirror: string): string => `The demo mirror is in ${mirror}`,
  use: (command: string): string => `Use it on this machine: ${command}`,
  cloneFrom: (command: string): string => `Clone from it: ${command}`,
  remove: (command: string): string => `Remove it: ${command}`,
  removeFirst: 'When you have seen enough, this removes it and what refers to it:',
  title: 'A demo mirror, to try everything on',
  isDemo: 'It is a demo: the names are those of a cluster, the programs only say hello.',
  start: 'Enter makes it.',
  take: 'Enter uses it.',
  why: 'It was made on this machine by its own keys, so there is nothing to compare. Of any other mirror you would compare this fingerprint here with the one that its operator tells you.',
};
