import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';

export const servingErrors: Pick<
  ErrorTexts,
  'upload-refused' | 'port-taken' | 'tokens-unusable' | 'certificate-unusable'
> = {
  'upload-refused': {
    title: (f) => `镜像拒绝了上传${known(f.status, '（状态 ', '）')}`,
    remedy: () => '请确认密钥属于所有者，且没有其他人同时发布。',
  },
  'port-taken': {
    title: (f) => `端口已被占用${known(f.address, '：')}`,
    remedy: () => '请换一个端口（--port；0 表示任意空闲端口），或停止占用该端口的程序。',
  },
  'tokens-unusable': {
    title: (f) => `令牌文件不可用，无法确定谁可以发布${known(f.file, '：')}`,
    remedy: () =>
      '该文件须为权限 0600 的 JSON：所有者 id → 至少 16 个字符的令牌，或 "sha256:" 加其哈希，或由它们组成的列表。',
  },
  'certificate-unusable': {
    title: (f) => `证书不可用${known(f.file, '：')}`,
    remedy: (f) =>
      f.use === 'authority'
        ? '请提供包含该证书颁发机构证书的 PEM 文件（--ca）。'
        : '请给出证书（--cert，含证书链）及其对应密钥（--key）的 PEM 文件。',
  },
};
