import type { picking as english } from '../en/picking.ts';

export const picking: typeof english = {
  folder: '目录：',
  path: '路径：',
  pathHint: 'Tab 补全，~ 表示用户主目录，Enter 前往。',
  noneLike: '没有以此开头的文件或目录。',
  reading: '正在读取目录……',
  nothing: '该目录为空。',
  columns: { name: '名称', size: '大小' },
  picked: (count, size) =>
    count === 0
      ? '尚未选择：空格键选择，t 确认。'
      : `已选 ${count} 项${size === null ? '' : `，文件共 ${size}`}。按 t 确认。`,
  problems: {
    missing: '没有这个文件或目录。',
    denied: '您没有读取该目录的权限。',
    'no-folder': '路径中有一部分不是目录。',
    unreadable: '无法读取该目录。',
  },
};
