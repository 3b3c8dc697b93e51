import { accept, back, type Contexts } from './context.ts';

type Names = 'consent' | 'packed' | 'publish' | 'publish-versions' | 'tarballs' | 'published';

/** Packaging and publishing. */
export const publishContexts: Contexts<Names> = {
  // a plan to read and to carry out, which is not kept for another time
  consent: {
    within: ['reading', 'global'],
    bindings: [{ action: 'start', strokes: ['enter'], footer: 1 }, back],
  },
  packed: {
    within: ['reading', 'global'],
    bindings: [
      { action: 'publish', strokes: ['enter'], footer: 1 },
      { action: 'package', strokes: ['p'], footer: 3 },
      back,
    ],
  },
  publish: {
    within: ['motion', 'search', 'global'],
    bindings: [
      { action: 'open', strokes: ['enter'], footer: 1 },
      { action: 'publish', strokes: ['p'], footer: 2 },
      { action: 'yank', strokes: ['y'], footer: 4 },
      { action: 'hide', strokes: ['h'], footer: 5 },
      { action: 'edit', strokes: ['d'], footer: 6 },
      { action: 'alone', strokes: ['o'] },
      { action: 'renew', strokes: ['w'], footer: 7 },
      { action: 'package', strokes: ['m'] },
      { action: 'refresh', strokes: ['r'] },
      back,
    ],
  },
  'publish-versions': {
    within: ['motion', 'search', 'global'],
    bindings: [
      { action: 'yank', strokes: ['y'], footer: 1 },
      { action: 'publish', strokes: ['p'], footer: 2 },
      { action: 'refresh', strokes: ['r'] },
      back,
    ],
  },
  tarballs: {
    within: ['motion', 'search', 'global'],
    bindings: [
      accept,
      { action: 'edit', strokes: ['d'], footer: 2 },
      { action: 'remove', strokes: ['x', 'delete'], footer: 4 },
      back,
    ],
  },
  published: {
    within: ['reading', 'global'],
    bindings: [
      { action: 'done', strokes: ['enter', 'escape'], footer: 1 },
      { action: 'install', strokes: ['I', '+'], footer: 2 },
    ],
  },
};
