import { accept, back, type Contexts } from './context.ts';

type Care =
  | 'open-up'
  | 'serving'
  | 'jobs'
  | 'job-over'
  | 'prune'
  | 'prune-versions'
  | 'care-receipt'
  | 'doctor'
  | 'verify'
  | 'verified'
  | 'repair-sources'
  | 'care-review';

/** Looking after a mirror. */
export const careContexts: Contexts<Care> = {
  doctor: {
    within: ['motion', 'global'],
    bindings: [
      { action: 'open', strokes: ['enter'], footer: 1 },
      { action: 'details', strokes: ['d', 'space'], footer: 2 },
      { action: 'refresh', strokes: ['r'], footer: 3 },
      back,
    ],
  },
  verify: {
    within: ['motion', 'global'],
    bindings: [
      { action: 'verify', strokes: ['enter'], footer: 1 },
      { action: 'path', strokes: ['p'], footer: 2 },
      { action: 'less', strokes: ['left', '-'], footer: 4 },
      { action: 'more', strokes: ['right', '+'], footer: 3 },
      back,
    ],
  },
  verified: {
    within: ['reading', 'global'],
    bindings: [
      { action: 'repair', strokes: ['r', 'enter'], footer: 1 },
      { action: 'verify', strokes: ['v'], footer: 2 },
      back,
    ],
  },
  'repair-sources': {
    within: ['motion', 'search', 'choice', 'global'],
    bindings: [accept, { action: 'path', strokes: ['p'], footer: 3 }, back],
  },
  'care-review': {
    within: ['reading', 'global'],
    bindings: [{ action: 'start', strokes: ['enter'], footer: 1 }, back],
  },
  'care-receipt': {
    within: ['reading', 'global'],
    bindings: [{ action: 'done', strokes: ['enter', 'escape'], footer: 1 }],
  },
  prune: {
    within: ['motion', 'global'],
    bindings: [
      accept,
      { action: 'more', strokes: ['right', '+'], footer: 2 },
      { action: 'less', strokes: ['left', '-'] },
      { action: 'change', strokes: ['space'], footer: 3 },
      { action: 'pane', strokes: ['tab'], footer: 4 },
      back,
    ],
  },
  'prune-versions': {
    within: ['motion', 'search', 'global'],
    bindings: [{ action: 'pane', strokes: ['tab'], footer: 1 }, back],
  },
  jobs: {
    within: ['motion', 'search', 'global'],
    bindings: [
      { action: 'attach', strokes: ['enter'], footer: 1 },
      { action: 'resume', strokes: ['r'], footer: 2 },
      { action: 'pause', strokes: ['p'], footer: 3 },
      { action: 'cancel', strokes: ['x'], footer: 4 },
      { action: 'log', strokes: ['o'], footer: 5 },
      { action: 'remove', strokes: ['d', 'delete'] },
      { action: 'clear', strokes: ['c'], footer: 6 },
      back,
    ],
  },
  'job-over': {
    within: ['reading', 'global'],
    bindings: [
      { action: 'log', strokes: ['o'], footer: 2 },
      { action: 'resume', strokes: ['r'], footer: 3 },
      { ...back, footer: 1 },
    ],
  },
  // a question below a text that may be longer than the screen
  'open-up': {
    within: ['reading', 'always'],
    bindings: [
      { action: 'yes', strokes: ['y', 'Y'], footer: 1 },
      { action: 'no', strokes: ['n', 'N', 'escape'], footer: 2 },
      { action: 'command', strokes: ['e'], footer: 3 },
    ],
  },
  serving: {
    within: ['reading', 'global'],
    bindings: [
      { action: 'leave', strokes: ['escape'], footer: 1 },
      { action: 'stop', strokes: ['x'], footer: 2 },
      { action: 'add', strokes: ['a'] },
    ],
  },
};
