import { type Binding, back, type Contexts } from './context.ts';

const looking: readonly Binding[] = [
  { action: 'open', strokes: ['enter'], footer: 1 },
  { action: 'clone', strokes: ['c'], footer: 3 },
  { action: 'install', strokes: ['I', '+'], footer: 4 },
  { action: 'only', strokes: ['f'], footer: 5 },
  { action: 'platform', strokes: ['p'], footer: 6 },
  { action: 'compare', strokes: ['t'] },
  { action: 'sources', strokes: ['o'], footer: 7 },
  { action: 'refresh', strokes: ['r'] },
  back,
];

/** A mirror that is looked through. */
export const browseContexts: Contexts<'browse' | 'browse-files'> = {
  browse: { within: ['motion', 'search', 'choice', 'global'], bindings: looking },
  'browse-files': { within: ['motion', 'search', 'global'], bindings: looking },
};
