import type { cloning as english } from '../en/cloning.ts';

export const cloning: typeof english = {
  start: (target, source, versions) =>
    `开始克隆镜像，目标目录为 ${target}，源镜像为 ${source}，所选版本为 [${versions}]`,
  refresh: (target) => `${target} 已是克隆的镜像，将在原处更新并保留其密钥。`,
  archs: (archs) => `架构 [${archs}]`,
  oses: (oses) => `操作系统 [${oses}]`,
  instead: (component, platform, wanted, instead) =>
    `${component} ${platform} 没有 ${wanted}，改用 ${instead}。`,
  notFound: (component, platform, wanted) => `${component} ${platform} 没有 ${wanted}，已跳过。`,
  dropping: (component, platform, version) => `${component} ${platform} ${version} 将从镜像中移除。`,
  selected: (components, files, size) => `已选择：${components}，${files}，${size}`,
  toFetch: (files, size) => `需下载：${files}，${size}`,
  half: (files) => `其中断点续传：${files}`,
  copies: (files) => `由其复制：${files}`,
  here: (files, size) => `已有：${files}，${size}`,
  space: (free) => `可用空间：${free}`,
  metadataOnly: '没有选择任何版本，只克隆元信息（--full 克隆全部）。',
  newKeys: (names) => `新密钥：${names}`,
  keptKeys: (names) => `保留的密钥：${names}`,
  unchanged: (target) => `没有新内容，${target} 保持不变。`,
  planSaved: (file) => `计划已保存；用 \`mirrordeck mirror clone --plan ${file}\` 执行。`,

  heading: '客户端可用的内容：',
  component: '组件',
  client: 'tiup（客户端）',
  contents: '文件',
  moreVersions: (latest, count) => `${latest} +${count}`,
  done: (target, fetched, size, time) => `已克隆到 ${target}：${fetched}，${size}，用时 ${time}`,
  walkFine: (manifests) => `模拟客户端：信任与 ${manifests} 个清单均正常，各平台列出的最新版本均可安装。`,
  walkBroken: (platform, file, reason) => `${platform} 的客户端无法安装全部内容：${file}：${reason}`,
  unusable: (file, reason) => `任何客户端都无法使用 ${file}：${reason}`,
  keptFiles: (files) => `此前已有 ${files}`,
  fingerprint: (fingerprint) => `指纹：${fingerprint}`,
  expires: (moment) => `过期时间：${moment}`,
  next: (target) => `客户端运行 \`mirrordeck mirror set ${target}\` 后即可使用。`,
};
