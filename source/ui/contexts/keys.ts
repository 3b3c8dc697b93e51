import { accept, type Binding, back, type Contexts } from './context.ts';

type Keys = 'expiry' | 'renewal' | 'key-choice' | 'key-choice-one' | 'rotate-way' | 'role-keys' | 'waiting';

/** Keys that are not in the list yet: newly made, pasted, in a file. */
const bringKeys: readonly Binding[] = [
  { action: 'generate', strokes: ['+'], footer: 3 },
  { action: 'paste', strokes: ['p'], footer: 4 },
  { action: 'file', strokes: ['f'], footer: 5 },
];

/** Expiry, the choice of keys, and the keys of a role. */
export const keyContexts: Contexts<Keys> = {
  'key-choice': {
    within: ['motion', 'search', 'choice', 'global'],
    bindings: [accept, ...bringKeys, back],
  },
  'rotate-way': { within: ['motion', 'global'], bindings: [accept, back] },
  'role-keys': {
    within: ['motion', 'global'],
    bindings: [
      accept,
      { action: 'replace', strokes: ['r'], footer: 2 },
      { action: 'add-key', strokes: ['+'], footer: 3 },
      { action: 'remove', strokes: ['x', 'delete'], footer: 4 },
      { action: 'threshold', strokes: ['t'], footer: 5 },
      { action: 'lost', strokes: ['l'], footer: 6 },
      { action: 'new-root', strokes: ['n'], footer: 7 },
      back,
    ],
  },
  waiting: {
    within: ['motion', 'search', 'global'],
    bindings: [
      accept,
      { action: 'path', strokes: ['p'], footer: 2 },
      { action: 'give-up', strokes: ['x', 'delete'], footer: 3 },
      back,
    ],
  },
  'key-choice-one': { within: ['motion', 'search', 'global'], bindings: [accept, ...bringKeys, back] },
  expiry: {
    within: ['motion', 'search', 'choice', 'global'],
    bindings: [
      { action: 'renew', strokes: ['enter', 'w'], footer: 1 },
      { action: 'renew-due', strokes: ['r'], footer: 2 },
      { action: 'refresh', strokes: ['ctrl+r'] },
      back,
    ],
  },
  renewal: {
    within: ['reading', 'global'],
    bindings: [
      { action: 'start', strokes: ['enter'], footer: 1 },
      { action: 'ask-signers', strokes: ['s'], footer: 2 },
      back,
    ],
  },
};
