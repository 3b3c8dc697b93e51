import { type Binding, back, type Contexts } from './context.ts';

const sources: Binding = { action: 'sources', strokes: ['o'], footer: 5 };

/** What is installed on this machine. */
export const installContexts: Contexts<'install' | 'install-problem'> = {
  install: {
    within: ['motion', 'search', 'choice', 'global'],
    bindings: [
      { action: 'run', strokes: ['enter', 'x'], footer: 1 },
      { action: 'install', strokes: ['I', '+'], footer: 2 },
      { action: 'update', strokes: ['u'], footer: 3 },
      { action: 'uninstall', strokes: ['d', 'delete'], footer: 4 },
      sources,
      { action: 'refresh', strokes: ['r'] },
      back,
    ],
  },
  // most of what goes wrong lies with the mirror
  'install-problem': {
    within: ['motion', 'global'],
    bindings: [{ action: 'retry', strokes: ['r', 'enter'], footer: 1 }, sources, back],
  },
};
