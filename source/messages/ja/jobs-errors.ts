import { known } from '../facts.ts';
import type { ErrorTexts } from '../texts.ts';
import { jobs } from './jobs.ts';

const states: Readonly<Record<string, string>> = jobs.states;

function stateOf(fact: string | number | boolean | undefined): string {
  return states[String(fact)] ?? '不明';
}

export const jobsErrors: Pick<ErrorTexts, 'job-unknown' | 'job-state'> = {
  'job-unknown': {
    title: (f) => `該当するジョブがありません${known(f.id, '：')}`,
    remedy: () =>
      '`mirrordeck jobs` で一覧を確認してください。1 つに決まるなら、ID の先頭の部分または末尾の文字だけで指定できます。',
  },
  'job-state': {
    title: (f) => `ジョブ${known(f.id, ' ', ' ')}の状態は「${stateOf(f.state)}」です`,
    remedy: () =>
      '`mirrordeck jobs` で各ジョブの状態を確認してください。一時停止できるのは実行中のジョブ、再開できるのは実行中でないジョブです。',
  },
};
