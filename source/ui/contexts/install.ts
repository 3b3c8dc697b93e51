import { back, type Contexts } from './context.ts';

/** What is installed on this machine. */
export const installContexts: Contexts<'install'> = {
  install: {
    within: ['motion', 'search', 'choice', 'global'],
    bindings: [
      { action: 'run', strokes: ['enter', 'x'], footer: 1 },
      { action: 'install', strokes: ['I', '+'], footer: 2 },
      { action: 'update', strokes: ['u'], footer: 3 },
      { action: 'uninstall', strokes: ['d', 'delete'], footer: 4 },
      { action: 'refresh', strokes: ['r'] },
      back,
    ],
  },
};
