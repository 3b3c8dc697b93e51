import type { keyChoice as english } from '../en/key-choice.ts';

export const keyChoice: typeof english = {
  askFile: '密钥在哪个文件中？公钥或私钥均可，JSON 或 PEM 格式',
  chosen: (count) =>
    count === 0 ? '空格键可选择多个；Enter 选用光标所在的密钥。' : `已选择 ${count} 个密钥，按 Enter 确认。`,
  empty: '本机没有可用的密钥。',
  emptyNext: '可以在这里新建密钥，粘贴他人的公钥，或选择公钥文件。',
  fields: { name: '新密钥的名称', paste: '公钥' },
  hints: {
    name: '将作为本机密钥文件的名称。',
    paste:
      '粘贴 `keys export` 或 `mirror genkey -p` 输出的内容（JSON），或 PEM 格式的 PUBLIC KEY。切勿粘贴私钥。',
  },
  doing: {
    ring: '正在读取本机的密钥 ...',
    generate: '正在生成密钥 ...',
    paste: '正在导入公钥 ...',
    files: '正在读取密钥文件 ...',
  },
};
