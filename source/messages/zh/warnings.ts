import { firstOf, known, named } from '../facts.ts';
import type { WarningTexts } from '../texts.ts';

export const warnings: WarningTexts = {
  'version-missing': (f) =>
    `${named('组件', f.component)}${known(f.platform)} 没有版本${known(f.version)}${known(f.instead, '，改用 ')}。`,
  'client-missing': (f) => `镜像源中没有${known(f.platform, ' ', ' 的')} TiUP 客户端，克隆中也不会有。`,
  'client-unverified': (f) => `${named('该平台', f.platform)} 的客户端无法用组件 tiup 校验，克隆时不包含。`,
  'key-unusable': (f) =>
    `密钥${known(f.key)}${known(f.owner, '（所有者 ', '）')} 无法使用，仅由它签名的内容未包含在内。`,
  'key-unlisted': (f) =>
    `密钥${known(f.key, ' ')}${known(f.file, '（', '）')}既不是下一个 root 的密钥，也不是现有 root 的密钥：它的签名无效。`,
  'component-unusable': (f) =>
    `组件${known(f.component, ' ', ' ')}无法使用，未包含在内${known(f.reason, '：')}。`,
  'expires-soon': (f) => `${named('manifest', f.file)} 即将过期${known(f.expires, '：')}。`,
  'part-discarded': (f) => `未下载完的文件${known(firstOf(f.file, f.path), ' ', ' ')}与镜像不符，重新下载。`,
  'source-republished': (f) => `读取期间${named('该源', f.address)}被重新发布，现重新开始。`,
  'address-dropped': (f) => `不再使用${named('某个地址', f.address)}${known(f.reason, '：')}`,
  'replaced-in-source': (f) =>
    `${named('文件', f.file, f.component)}${known(f.version)} 在镜像源中已被替换。`,
  'entry-not-executable': (f) => `入口${known(firstOf(f.entry, f.path), ' ', ' ')}不可执行。`,
  'entry-platform': (f) =>
    `入口程序${known(f.entry)} 适用于 ${f.found ?? '其他平台'}，无法在 ${f.platform ?? '该平台'} 上运行。`,
  'keys-served': (f) =>
    `对外提供的目录中有私钥${known(f.path, '：')}。本服务不会提供它们，但别的服务器会，请移走。`,
  'key-exposed': (f) =>
    `其他用户可以读取私钥${known(f.file, ' ', ' ')}${known(f.mode, '（权限 ', '）')}，请将其权限改为 0600。`,
  'orphan-file': (f) => `${named('文件', f.file)} 不属于此镜像中的任何内容。`,
  'half-committed': (f) =>
    `一次提交${known(f.path, '（', '）')}中途停止${known(f.staged, '，其文件在 ', ' 中')}：\`mirrordeck mirror verify --repair\` 会将其完成，缺少文件时加上 --from <源>。`,
};
