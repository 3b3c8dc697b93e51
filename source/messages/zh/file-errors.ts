import { firstOf, known, named } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const fileErrors: Pick<
  ErrorTexts,
  'file-missing' | 'folder-missing' | 'disk-full' | 'permission-denied' | 'io-failed'
> = {
  'file-missing': {
    title: (f) => `${named('该文件', f.file, f.path, f.address)} 不存在`,
    remedy: (f) =>
      firstOf(f.address, f.component) === undefined
        ? '请检查路径：目录、拼写、大小写。'
        : '请检查路径。如果它属于镜像，说明镜像不完整：`mirrordeck mirror verify` 列出其他缺失的文件。',
  },
  'folder-missing': {
    title: (f) => `目录${known(f.path, ' ', ' ')}不存在`,
    remedy: () => '请用 `mkdir -p` 创建，或检查路径。',
  },
  'disk-full': {
    title: (f) => `空间不足${known(firstOf(f.path, f.file), '：')}`,
    remedy: (f) =>
      `请腾出空间${f.needed === undefined ? '' : `（需要 ${f.needed} 字节${known(f.free, '，可用 ', ' 字节')}）`}后重新运行，已有的内容会继续使用。`,
  },
  'permission-denied': {
    title: (f) => `没有权限${known(firstOf(f.path, f.file), '：')}`,
    remedy: () => '请检查文件及其目录的属主和权限，或换一个用户运行。',
  },
  'io-failed': {
    title: (f) => `读写失败${known(firstOf(f.path, f.file), '：')}`,
    remedy: () => '上一行是系统给出的原因；请检查磁盘、网络共享或端口。',
  },
};
