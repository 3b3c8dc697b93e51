import { firstOf, known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const ownerErrors: Pick<
  ErrorTexts,
  'owner-reserved' | 'owner-unknown' | 'owner-exists' | 'owner-in-use' | 'key-not-owner'
> = {
  'owner-reserved': {
    title: (f) => `所有者不能取名为${known(f.owner)}`,
    remedy: () =>
      'TiUP 客户端会把同名的所有者与角色混淆。请换一个 id，例如团队名：`mirrordeck mirror grant my-team`。',
  },
  'owner-unknown': {
    title: (f) => `镜像中没有所有者${known(f.owner)}`,
    remedy: (f) => `用 \`mirrordeck mirror grant ${f.owner ?? '<id>'}\` 添加。`,
  },
  'owner-exists': {
    title: (f) => `所有者${known(f.owner, ' ', ' ')}已存在`,
    remedy: () => '请用该所有者的密钥发布，或授权另一个 id。',
  },
  'owner-in-use': {
    title: (f) => `所有者${known(f.owner, ' ', ' ')}仍有组件${known(f.component, '：')}`,
    remedy: (f) =>
      `请先移交组件（\`mirrordeck mirror transfer-owner <component> <owner>\`）或将其撤回（\`mirrordeck mirror modify ${firstOf(f.component) === undefined ? '<component>' : String(f.component).split(', ')[0]} --yank\`），再撤销该所有者。`,
  },
  'key-not-owner': {
    title: (f) => `该密钥不属于所有者${known(f.owner)}`,
    remedy: () =>
      '请用所有者的密钥签名（--key），或请镜像管理员为你的密钥授权：`mirrordeck mirror grant <id> --key <文件>`。',
  },
};
