import type { serving as english } from '../en/serving.ts';

export const serving: typeof english = {
  serving: (path, address) => `正在 ${address} 提供 ${path}`,
  howToStop: '按 Ctrl-C 停止。',
  local: '只有本机的程序能访问（--host 0.0.0.0 对网络开放）。',
  open: (address) => `凡能访问 ${address} 的人都可读取该镜像。`,
  plain: '连接未加密：读取的内容由签名保护；使用令牌时请加 --cert 和 --key。',
  takesSigned: '已开启发布：接受任何能访问者提交的、由所有者密钥签名的内容。',
  takesTokens: (owners) => `已对持有令牌者开启发布：${owners}`,
  readOnly: '此处不能发布（--publish）。',
  reloaded: '已重新读取证书、令牌和日志。',
  notReloaded: (reason) => `未能重新读取，继续使用原有内容：${reason}`,
  flags: {
    publish: '接受所有者发布的内容，并用镜像的密钥签名',
    maxUpload: '接受的最大 tarball（默认 4G）',
    tokens: '发布者须出示的令牌的文件：JSON，所有者 → 令牌或 sha256:哈希，权限 0600',
    cert: '证书的 PEM 文件，以 https 提供；收到 SIGHUP 时重新读取',
    tlsKey: '证书密钥的 PEM 文件',
    accessLog: '每个请求向该文件追加一行，- 表示标准输出；收到 SIGHUP 时重新打开',
    logFormat: '这些行的格式：common 或 json（默认 common）',
  },
};
