import { type Binding, back, type Contexts } from './context.ts';

const walking: readonly Binding[] = [
  { action: 'open', strokes: ['enter'], footer: 1 },
  { action: 'above', strokes: ['left', 'h', 'backspace'], footer: 6 },
  { action: 'below', strokes: ['right', 'l'] },
  { action: 'path', strokes: ['p'], footer: 4 },
  { action: 'hidden', strokes: ['.'], footer: 7 },
  back,
];

/** Files and folders to pick from: several, or one. */
export const pickerContexts: Contexts<'picker' | 'picker-one'> = {
  picker: {
    within: ['motion', 'search', 'choice', 'global'],
    bindings: [{ action: 'take', strokes: ['t'], footer: 2 }, ...walking],
  },
  'picker-one': {
    within: ['motion', 'search', 'global'],
    bindings: [{ action: 'take', strokes: ['t', 'space'], footer: 2 }, ...walking],
  },
};
