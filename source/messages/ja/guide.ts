import type { guide as english } from '../en/guide.ts';

export const guide: typeof english = {
  title: 'ガイド',
  ask: 'どのページを読みますか？',
  none: 'このプログラムにはガイドが付属していません。',
  doing: 'ガイドを読み込んでいます ...',
};
