import { accept, back, type Contexts } from './context.ts';

type Shared =
  | 'confirm'
  | 'palette'
  | 'form'
  | 'lone-form'
  | 'path'
  | 'lone-path'
  | 'filter'
  | 'ask'
  | 'leaving'
  | 'wait'
  | 'problem'
  | 'report'
  | 'help'
  | 'command'
  | 'pick-one'
  | 'pick-many'
  | 'review'
  | 'running';

/** What many screens are in at some time: a form, a question, waiting, a report. */
export const sharedContexts: Contexts<Shared> = {
  form: {
    within: ['edit'],
    bindings: [
      accept,
      { action: 'next-field', strokes: ['tab', 'down'], footer: 2 },
      { action: 'previous-field', strokes: ['shift+tab', 'up'] },
      back,
    ],
  },
  // one field alone: there is no next one
  'lone-form': { within: ['edit'], bindings: [accept, back] },
  path: {
    within: ['edit'],
    bindings: [
      accept,
      { action: 'complete', strokes: ['tab'], footer: 2 },
      { action: 'next-field', strokes: ['down'], footer: 3 },
      { action: 'previous-field', strokes: ['shift+tab', 'up'] },
      back,
    ],
  },
  'lone-path': {
    within: ['edit'],
    bindings: [accept, { action: 'complete', strokes: ['tab'], footer: 2 }, back],
  },
  confirm: {
    within: ['edit'],
    bindings: [{ action: 'confirm', strokes: ['enter'], footer: 1 }, back],
  },
  palette: {
    within: ['edit'],
    bindings: [
      accept,
      { action: 'up', strokes: ['up'] },
      { action: 'down', strokes: ['down'] },
      { action: 'page-up', strokes: ['pageup'] },
      { action: 'page-down', strokes: ['pagedown'] },
      back,
    ],
  },
  filter: {
    within: ['edit'],
    bindings: [
      { action: 'keep', strokes: ['enter'], footer: 1 },
      { action: 'up', strokes: ['up'] },
      { action: 'down', strokes: ['down'] },
      back,
    ],
  },
  // over a screen, whose command is not what is asked about
  leaving: {
    within: ['always'],
    bindings: [
      { action: 'yes', strokes: ['y', 'Y'], footer: 1 },
      { action: 'no', strokes: ['n', 'N', 'escape'], footer: 2, shown: ['n', 'escape'] },
    ],
  },
  ask: {
    within: ['always'],
    bindings: [
      { action: 'yes', strokes: ['y', 'Y'], footer: 1 },
      { action: 'no', strokes: ['n', 'N', 'escape'], footer: 2, shown: ['n', 'escape'] },
      { action: 'command', strokes: ['e'], footer: 3 },
    ],
  },
  wait: { within: ['global'], bindings: [{ action: 'back', strokes: ['escape'], footer: 1 }] },
  problem: {
    within: ['motion', 'global'],
    bindings: [{ action: 'retry', strokes: ['r', 'enter'], footer: 1 }, back],
  },
  report: { within: ['reading', 'global'], bindings: [back] },
  help: {
    within: ['reading', 'always'],
    bindings: [{ action: 'back', strokes: ['escape', '?', 'q', 'enter'], footer: 1 }],
  },
  command: {
    within: ['reading', 'always'],
    bindings: [
      { action: 'back', strokes: ['escape', 'e', 'q', 'enter'], footer: 1 },
      { action: 'print', strokes: ['p'], footer: 2 },
    ],
  },
  'pick-one': { within: ['motion', 'search', 'global'], bindings: [accept, back] },
  'pick-many': { within: ['motion', 'search', 'choice', 'global'], bindings: [accept, back] },
  review: {
    within: ['reading', 'global'],
    bindings: [
      { action: 'start', strokes: ['enter'], footer: 1 },
      { action: 'save', strokes: ['s'], footer: 5 },
      back,
    ],
  },
  running: {
    within: ['global'],
    bindings: [{ action: 'stop', strokes: ['escape'], footer: 1 }],
  },
};
