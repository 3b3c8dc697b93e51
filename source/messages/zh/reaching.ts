import type { reaching as english } from '../en/reaching.ts';

export const reaching: typeof english = {
  about: {
    source: [
      '按名称管理镜像：地址、访问方式以及必须具有的 root。各命令可用名称代替地址。代理取自 HTTP_PROXY、',
      'HTTPS_PROXY 和 NO_PROXY。',
    ],
    add: [
      '多个地址属于同一个镜像：manifest 从最先应答的地址读取，tarball 从较快的地址下载。凭据文件的权限为 0600，',
      '每行为 `[地址] bearer TOKEN` 或 `[地址] basic USER:PASSWORD`；未写地址时用于第一个地址。凭据保存在只有您能',
      '读取的设置中，从不显示。',
    ],
  },
  summary: '管理以名称保存的镜像',
  summaries: {
    list: '列出各个源',
    add: '保存一个源及其访问方式',
    remove: '删除已保存的源',
    test: '读取并校验一个源，并说明其内容',
  },
  flags: {
    replace: '修改同名的镜像源',
    ca: '除默认证书颁发机构外还要信任的机构的 PEM 文件',
    authFile: '凭据文件，权限 0600：[地址] bearer TOKEN，或 basic USER:PASSWORD',
    timeout: '时间限制：60s 表示全部，或 connect=5s,headers=20s,stall=2m',
    limitRate: '全部下载的每秒字节数，也可按时段：20M,08:00-18:00=5M',
    also: '同一镜像的其他地址；可重复指定',
  },
  added: (name, address) => `已添加源 ${name}：${address}`,
  removed: (name) => `已删除源 ${name}。`,
  firstContactToCome: '未指定指纹：首次访问时将记住镜像所显示的指纹，请届时核对。',
};
