import { type Binding, back, type Context, type Contexts } from './context.ts';

const walking: readonly Binding[] = [
  { action: 'open', strokes: ['enter'], footer: 1 },
  { action: 'above', strokes: ['left', 'h', 'backspace'], footer: 6 },
  { action: 'below', strokes: ['right', 'l'] },
  { action: 'path', strokes: ['p'], footer: 4 },
  { action: 'hidden', strokes: ['.'], footer: 7 },
  back,
];

const many: Context = {
  within: ['motion', 'search', 'choice', 'global'],
  bindings: [{ action: 'take', strokes: ['t'], footer: 2 }, ...walking],
};

const one: Context = {
  within: ['motion', 'search', 'global'],
  bindings: [{ action: 'take', strokes: ['t', 'space'], footer: 2 }, ...walking],
};

type Picker = 'picker' | 'picker-one' | 'picker-reading' | 'picker-one-reading';

/** Files and folders to pick from: several, or one; and the same while a folder is being read. */
export const pickerContexts: Contexts<Picker> = {
  picker: many,
  'picker-one': one,
  'picker-reading': { ...many, waits: true },
  'picker-one-reading': { ...one, waits: true },
};
