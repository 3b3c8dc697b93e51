import type { Contexts } from './context.ts';

type Jobs = 'job' | 'job-rest' | 'job-end';

/** A job on the screen: at work, at rest, or stopped for good: that takes a key of its own to begin again. */
export const jobContexts: Contexts<Jobs> = {
  job: {
    within: ['global'],
    bindings: [
      { action: 'leave', strokes: ['escape'], footer: 1 },
      { action: 'pause', strokes: ['p'], footer: 2 },
      { action: 'cancel', strokes: ['x'], footer: 3 },
      { action: 'rate', strokes: ['l'], footer: 4 },
      { action: 'resume', strokes: ['r'] },
    ],
  },
  'job-rest': {
    within: ['global'],
    bindings: [
      { action: 'resume', strokes: ['r', 'enter'], footer: 1 },
      { action: 'back', strokes: ['escape'], footer: 2 },
      { action: 'cancel', strokes: ['x'], footer: 3 },
      { action: 'rate', strokes: ['l'], footer: 4 },
      { action: 'pause', strokes: ['p'] },
    ],
  },
  'job-end': {
    within: ['global'],
    bindings: [
      { action: 'resume', strokes: ['r'], footer: 1 },
      { action: 'back', strokes: ['escape'], footer: 2 },
      { action: 'cancel', strokes: ['x'] },
      { action: 'rate', strokes: ['l'] },
      { action: 'pause', strokes: ['p'] },
    ],
  },
};
