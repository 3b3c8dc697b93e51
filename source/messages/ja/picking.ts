import type { picking as english } from '../en/picking.ts';

export const picking: typeof english = {
  folder: 'ディレクトリ:',
  path: 'パス:',
  pathHint: 'Tab で補完、~ はホームディレクトリ、Enter で移動します。',
  noneLike: 'この文字列で始まるものはありません。',
  reading: 'ディレクトリを読み込み中...',
  nothing: 'このディレクトリは空です。',
  columns: { name: '名前', size: 'サイズ' },
  picked: (count, size) =>
    count === 0
      ? '未選択です。Space で選択、t で確定します。'
      : `${count} 件を選択中${size === null ? '' : ` (ファイル計 ${size})`}。t で確定します。`,
  problems: {
    missing: 'そのようなファイルやディレクトリはありません。',
    denied: 'このディレクトリを読み取る権限がありません。',
    'no-folder': 'パスの途中にディレクトリでないものがあります。',
    unreadable: 'このディレクトリを読み取れません。',
  },
};
