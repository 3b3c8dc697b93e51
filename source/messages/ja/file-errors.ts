import { firstOf, known, named } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const fileErrors: Pick<
  ErrorTexts,
  'file-missing' | 'folder-missing' | 'disk-full' | 'permission-denied' | 'io-failed'
> = {
  'file-missing': {
    title: (f) => `${named('このファイル', f.file, f.path, f.address)} がありません`,
    remedy: (f) =>
      firstOf(f.address, f.component) === undefined
        ? 'パスを確認してください（ディレクトリ、綴り、大文字と小文字）。'
        : 'パスを確認してください。ミラー内のファイルなら、ミラーが不完全です。`mirrordeck mirror verify` で他の不足も確認できます。',
  },
  'folder-missing': {
    title: (f) => `ディレクトリ${known(f.path, ' ', ' ')}がありません`,
    remedy: () => '`mkdir -p` で作るか、パスを確認してください。',
  },
  'disk-full': {
    title: (f) => `空き容量が足りません${known(firstOf(f.path, f.file), '：')}`,
    remedy: (f) =>
      `容量を空けて${f.needed === undefined ? '' : `（必要 ${f.needed} バイト${known(f.free, '、空き ', ' バイト')}）`}もう一度実行してください。ここにある分は引き継がれます。`,
  },
  'permission-denied': {
    title: (f) => `権限がありません${known(firstOf(f.path, f.file), '：')}`,
    remedy: () => 'ファイルとディレクトリの所有者とモードを確認するか、別のユーザーで実行してください。',
  },
  'io-failed': {
    title: (f) => `読み書きに失敗しました${known(firstOf(f.path, f.file), '：')}`,
    remedy: () => '上の行がシステムの報告です。ディスク、ネットワーク共有、ポートを確認してください。',
  },
};
