import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const mergingErrors: Pick<ErrorTexts, 'merge-conflict' | 'name-taken' | 'owner-keys-missing'> = {
  'merge-conflict': {
    title: (f) => `镜像之间有冲突${known(f.got, '（', ' 处）')}`,
    remedy: () =>
      '用 --on-conflict keep、take 或 rename 决定全部冲突；或保存 `--dry-run --json` 的输出，逐个填写 "decision"，再交给 --decisions。没有做任何改动。',
  },
  'name-taken': {
    title: (f) => `名称${known(f.component ?? f.owner, ' ', ' ')}已被占用`,
    remedy: () =>
      '请另取一个名称：当前镜像和对方镜像中都没有，其他决定也没有用过（决定文件中的 "to"）。没有做任何改动。',
  },
  'owner-keys-missing': {
    title: (f) =>
      `缺少所有者${known(f.owner, ' ', ' ')}的密钥${known(f.got, '（', known(f.needed, ' / ', '）'))}`,
    remedy: (f) =>
      Number(f.got ?? 0) > 0
        ? '必须由该所有者的这么多个密钥签名：请把其余私钥放入 TiUP 目录的 keys 目录。没有做任何改动。'
        : `请把私钥放入 TiUP 目录的 keys 目录。此镜像没有的所有者可用 --on-conflict take 一并加入，或先授权：\`mirrordeck mirror grant ${f.owner ?? '<id>'} --key <文件>\`。没有做任何改动。`,
  },
};
