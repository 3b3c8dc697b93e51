import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';
import { jobs } from './jobs.ts';

const states: Readonly<Record<string, string>> = jobs.states;

function stateOf(fact: string | number | boolean | undefined): string {
  return states[String(fact)] ?? '未知';
}

export const jobsErrors: Pick<ErrorTexts, 'job-unknown' | 'job-state'> = {
  'job-unknown': {
    title: (f) => `没有对应的任务${known(f.id, '：')}`,
    remedy: () => '请用 `mirrordeck jobs` 列出任务；ID 的开头部分或末尾几个字母只要能确定唯一的任务即可。',
  },
  'job-state': {
    title: (f) => `任务${known(f.id, ' ', ' ')}的状态为“${stateOf(f.state)}”`,
    remedy: () => '请用 `mirrordeck jobs` 查看各任务的状态：运行中的任务可以暂停，未在运行的任务可以继续。',
  },
};
