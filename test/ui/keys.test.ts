import type { Key } from 'ink';
import { expect, test } from 'vitest';
import { pastedLine, strokesOf, typedBy } from '../../source/ui/keys.ts';

const noKey: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

test('keys that came in one packet are single presses', () => {
  expect(strokesOf('jjjjj', noKey)).toEqual(['j', 'j', 'j', 'j', 'j']);
  expect(strokesOf('/ti\r', noKey)).toEqual(['/', 't', 'i', 'enter']);
  expect(strokesOf('镜像', noKey)).toEqual(['镜', '像']);
  expect(strokesOf('\u0003', noKey)).toEqual(['ctrl+c']);
});

test('named keys have names', () => {
  expect(strokesOf('', { ...noKey, upArrow: true })).toEqual(['up']);
  expect(strokesOf('', { ...noKey, tab: true, shift: true })).toEqual(['shift+tab']);
  expect(strokesOf('c', { ...noKey, ctrl: true })).toEqual(['ctrl+c']);
  expect(strokesOf('q', { ...noKey, meta: true })).toEqual(['escape', 'q']);
});

test('what types and what does not', () => {
  expect(typedBy('space')).toBe(' ');
  expect(typedBy('像')).toBe('像');
  expect(typedBy('enter')).toBeNull();
});

test('a paste becomes one harmless line', () => {
  expect(pastedLine('/srv/a\r\nb\u001b[2J\n')).toBe('/srv/a b[2J');
});
