import { back, type Contexts } from './context.ts';

type Owners = 'owners' | 'keys';

/** The two tables of owners and keys. */
export const ownersContexts: Contexts<Owners> = {
  owners: {
    within: ['motion', 'search', 'global'],
    bindings: [
      { action: 'details', strokes: ['enter'], footer: 7 },
      { action: 'grant', strokes: ['a'], footer: 1 },
      { action: 'pane', strokes: ['tab'], footer: 2 },
      { action: 'add-key', strokes: ['+'], footer: 3 },
      { action: 'replace', strokes: ['r'], footer: 4 },
      { action: 'threshold', strokes: ['t'], footer: 5 },
      { action: 'revoke', strokes: ['x'], footer: 6 },
      { action: 'refresh', strokes: ['ctrl+r'] },
      back,
    ],
  },
  keys: {
    within: ['motion', 'search', 'global'],
    bindings: [
      { action: 'details', strokes: ['enter'], footer: 7 },
      { action: 'generate', strokes: ['a'], footer: 1 },
      { action: 'pane', strokes: ['tab'], footer: 2 },
      { action: 'import', strokes: ['i'], footer: 3 },
      { action: 'export', strokes: ['x'], footer: 4 },
      { action: 'paste', strokes: ['p'], footer: 5 },
      { action: 'refresh', strokes: ['ctrl+r'] },
      back,
    ],
  },
};
