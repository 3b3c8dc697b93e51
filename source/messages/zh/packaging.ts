import type { packaging as english } from '../en/packaging.ts';

export const packaging: typeof english = {
  steps: {
    files: '1 文件',
    about: '2 名称与版本',
    platforms: '3 平台',
    entry: '4 入口程序',
    review: '5 确认',
    done: '6 完成',
  },
  ask: {
    files: '打包哪些内容？空格键选择文件和目录，按 t 确认。',
    platforms: '在哪些机器上运行？',
    entry: '运行该组件时执行哪个程序？',
  },
  fields: {
    name: '名称',
    version: '版本',
    description: '说明',
    output: '输出到',
    inside: '只打包目录中的内容，不含该目录名本身',
    standalone: '可以独立运行',
    hidden: '不在列表中显示',
  },
  hints: {
    name: '组件名称，例如：hello',
    version: '例如：v1.0.0',
    description: '显示在列表中的一句说明。',
    output: '目录；会在其中创建 package/。留空则为启动 mirrordeck 时所在的目录。',
    inside: '空格键切换。',
    standalone: '空格键切换。',
    hidden: '空格键切换。按 Enter 继续。',
  },
  wrong: { empty: '必填。', version: '版本以 v 开头：v1.0.0。' },
  platformsNote: '每个平台生成一个包。已按程序的构建平台预先勾选；any/any 用于可在任何平台运行的脚本。',
  columns: { program: '程序', format: '类型', runsOn: '适用平台' },
  formats: { elf: 'Linux', macho: 'macOS', windows: 'Windows', script: '脚本', unknown: '未知' },
  noProgram: '没有可执行文件：请先将程序权限设为 755（chmod +x）。',
  unfit: (platforms) => `该程序不适用于 ${platforms}。`,
  doing: { inspect: '正在查看文件……', plan: '正在制定计划……', pack: '正在打包……' },
  review: {
    replaces: '已存在，将被替换',
    contents: (files, size) => `${files}，打包前共 ${size}`,
    entry: (path) => `入口程序：${path}`,
  },
  done: {
    title: '打包完成。',
    same: '相同的文件在任何时间、任何机器上都会得到逐字节相同的包。',
    next: '按 Enter 发布，按 p 再打一个包。',
  },
};
