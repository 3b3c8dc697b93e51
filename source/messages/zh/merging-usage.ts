import type {
  mergingAbout as about,
  mergingFlags as flags,
  mergingSummaries as summaries,
} from '../en/merging-usage.ts';

export const mergingAbout: typeof about = {
  merge: [
    '将其他镜像（目录或地址）合并到当前镜像：加入新的组件和版本，在此已撤下（yank）的版本不会恢复。',
    '所有来源都会先校验。双方都有但内容不同时，在作出决定之前不合并：用 --on-conflict 决定全部冲突，',
    '或在 --dry-run --json 输出的文件中逐个填写 "decision"（rename 时还有新名称 "to"），再交给 --decisions。',
    '所有者的密钥在 TiUP 目录或镜像中时，会用它签名。',
  ],
};

export const mergingSummaries: typeof summaries = { merge: '将其他镜像合并到当前镜像' };

export const mergingFlags: typeof flags = {
  onConflict: 'fail（失败）、keep（保留此处的）、take（采用对方的）或 rename（改名），默认 fail',
  decisions: '含有试运行所列冲突及各自决定的文件',
  fingerprints: '来源镜像的 root 必须具有的指纹；多个时按镜像的顺序',
};
