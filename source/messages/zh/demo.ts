import type { demo as english } from '../en/demo.ts';

export const demo: typeof english = {
  summary: '建立一个用于试用的小镜像：不下载任何内容',
  about: [
    '在本机生成一套集群的十二个组件，包含多个版本和平台。程序只会问好，密钥和所有者也是它自己的。',
    '可以从它克隆、用它提供服务、向它发布；试用之后删除其目录即可。',
    '默认目录是状态目录中的 demo（~/.local/state/mirrordeck）。已存在的演示镜像会保留。',
  ],
  makes: (path) => `将在 ${path} 建立演示镜像：不下载任何内容。`,
  keeps: (path) => `${path} 中已有演示镜像，将直接使用。`,
  renews: (path) => `${path} 中已有演示镜像，将为其签名续期。`,
  holds: (components, tarballs, size) => `包含${components}、${tarballs}，共 ${size}。程序只会问好。`,
  keysOf: (folder) => `它的密钥和所有者位于 ${folder}，不会触碰您自己的密钥。`,
  ready: (mirror) => `演示镜像位于 ${mirror}`,
  use: (command) => `在本机使用：${command}`,
  cloneFrom: (command) => `从它克隆：${command}`,
  remove: (command) => `删除：${command}`,
  removeFirst: '试用完毕后，以下命令删除它以及对它的引用：',
  title: '用于试用的演示镜像',
  isDemo: '这是演示：名称与真实集群相同，程序只会问好。',
  start: '按 Enter 建立。',
  take: '按 Enter 使用。',
  why: '它是刚才在本机用它自己的密钥建立的，无需核对。对于其他镜像，您应在这里将指纹与其管理员告知的指纹核对。',
};
