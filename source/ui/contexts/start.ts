import { accept, type Binding, back, type Contexts } from './context.ts';

type Start =
  | 'guide'
  | 'guide-page'
  | 'home'
  | 'home-kept'
  | 'settings'
  | 'setup-choice'
  | 'setup-page'
  | 'sources';

const open: Binding = { action: 'open', strokes: ['enter'], footer: 1 };
const fromHome: readonly Binding[] = [
  { action: 'clone', strokes: ['c'], footer: 2 },
  { action: 'sources', strokes: ['s'], footer: 3 },
  { action: 'details', strokes: ['d'], footer: 5 },
  { action: 'refresh', strokes: ['r'], footer: 4 },
];

/** Where a workstation begins. */
export const startContexts: Contexts<Start> = {
  guide: {
    within: ['motion', 'global'],
    bindings: [open, back],
  },
  'guide-page': { within: ['reading', 'global'], bindings: [accept, back] },
  home: { within: ['motion', 'global'], bindings: [open, ...fromHome] },
  // at choices that were kept
  'home-kept': {
    within: ['motion', 'global'],
    bindings: [open, { action: 'discard', strokes: ['x', 'delete'], footer: 2 }, ...fromHome],
  },
  settings: {
    within: ['motion', 'global'],
    bindings: [
      { action: 'change', strokes: ['enter', 'space', 'right'], footer: 1 },
      { action: 'reset', strokes: ['d', 'delete'], footer: 2 },
      back,
    ],
  },
  'setup-choice': { within: ['motion', 'global'], bindings: [accept, back] },
  'setup-page': { within: ['motion', 'global'], bindings: [accept, back] },
  sources: {
    within: ['motion', 'search', 'global'],
    bindings: [
      { action: 'test', strokes: ['t', 'enter'], footer: 1 },
      { action: 'add', strokes: ['a'], footer: 2 },
      { action: 'edit', strokes: ['m'], footer: 3 },
      { action: 'use', strokes: ['u'], footer: 4 },
      { action: 'remove', strokes: ['d', 'delete'], footer: 5 },
      back,
    ],
  },
};
