import { accept, back, type Contexts } from './context.ts';

type Merge = 'merge-sources' | 'merge-page' | 'merge-differences' | 'merge-decide' | 'merge-receipt';

/** Other mirrors into this one. */
export const mergeContexts: Contexts<Merge> = {
  'merge-sources': {
    within: ['motion', 'search', 'global'],
    bindings: [
      accept,
      { action: 'toggle', strokes: ['space'], footer: 2 },
      { action: 'add', strokes: ['a'], footer: 3 },
      back,
    ],
  },
  'merge-page': {
    within: ['reading', 'global'],
    bindings: [accept, { action: 'refresh', strokes: ['r'], footer: 3 }, back],
  },
  'merge-differences': {
    within: ['motion', 'search', 'global'],
    bindings: [
      accept,
      { action: 'decide', strokes: ['d', 'space'], footer: 2 },
      { action: 'conflicts', strokes: ['c'], footer: 3 },
      { action: 'policy', strokes: ['p'], footer: 3 },
      { action: 'save', strokes: ['w'], footer: 5 },
      { action: 'load', strokes: ['o'], footer: 6 },
      back,
    ],
  },
  'merge-decide': {
    within: ['motion', 'global'],
    bindings: [{ action: 'decide', strokes: ['enter'], footer: 1 }, back],
  },
  'merge-receipt': {
    within: ['reading', 'global'],
    bindings: [
      { action: 'done', strokes: ['enter', 'escape'], footer: 1 },
      { action: 'verify', strokes: ['v'], footer: 2 },
      { action: 'serve', strokes: ['s'], footer: 3 },
    ],
  },
};
