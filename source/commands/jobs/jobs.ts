import type { JobSummary } from '../../engine/index.ts';
import { humanBytes, localTime } from '../../messages/measure.ts';
import type { Context } from '../context.ts';
import { tellStarted } from '../detach.ts';
import { spanOfDays } from '../duration.ts';
import { newGroup } from '../group.ts';
import { tableLines } from '../table.ts';
import { newVerb, type Verb } from '../verb.ts';
import { attachVerb } from './attach.ts';
import { logVerb } from './log.ts';

/** `jobs`: those that run, and what became of the others. */
export function jobsVerb(context: Context): Verb {
  const { jobs } = context.messages;
  const options = {
    path: 'jobs',
    summary: jobs.summary,
    about: jobs.about,
    examples: [
      'mirror clone /data/mirror --preset cluster:v8.5.1 --os linux --detach',
      'jobs',
      'jobs attach bcdf',
      'jobs rate bcdf 20M',
    ],
    summaries: jobs.summaries,
  };
  const group = newGroup(context, options, {
    list: listVerb,
    attach: attachVerb,
    pause: (inner) => stateVerb(inner, 'pause'),
    resume: (inner) => stateVerb(inner, 'resume'),
    cancel: (inner) => stateVerb(inner, 'cancel'),
    log: logVerb,
    rate: rateVerb,
    prune: pruneVerb,
  });
  return {
    command: group.command,
    async run(words) {
      const isPlain = words.every((word, at) => isShared(word) || isShared(words[at - 1] ?? '', true));
      await (isPlain ? listVerb(context) : group).run(words);
    },
  };
}

/** A flag that says nothing about what is to be done. */
function isShared(word: string, takesValue = false): boolean {
  return word === '--lang' || (!takesValue && (word === '--json' || word.startsWith('--lang=')));
}

function listVerb(context: Context): Verb {
  const { jobs } = context.messages;
  const options = { path: 'jobs list', summary: jobs.summaries.list, examples: ['jobs list'] };
  return newVerb(context, options, (command) => {
    command.action(async () => {
      const engine = await context.engine();
      const all = await engine.jobs.list();
      context.printer.document({ jobs: all });
      tellList(context, all);
    });
  });
}

function tellList({ printer, messages }: Context, all: readonly JobSummary[]): void {
  const { jobs } = messages;
  if (all.length === 0) {
    printer.line(jobs.none);
    return;
  }
  const rows = all.map((job) => [
    job.id,
    jobs.kinds[job.kind],
    jobs.states[job.state],
    doneOf(job),
    job.progress.total > 0 ? humanBytes(job.progress.total, messages) : '',
    localTime(job.startedAt),
    job.serving?.address ?? job.title.target,
  ]);
  printer.lines(tableLines(['ID', 'Kind', 'State', 'Done', 'Size', 'Started', 'Target'], rows));
}

function doneOf({ state, progress: { done, total } }: JobSummary): string {
  if (state === 'done') return '100%';
  return total > 0 ? `${Math.floor((100 * done) / total)}%` : '';
}

function stateVerb(context: Context, name: 'pause' | 'resume' | 'cancel'): Verb {
  const { jobs } = context.messages;
  const options = { path: `jobs ${name}`, summary: jobs.summaries[name], examples: [`jobs ${name} bcdf`] };
  return newVerb(context, options, (command) => {
    command.argument('<job>').action(async (id: string) => {
      const engine = await context.engine();
      const job = await engine.jobs[name](id);
      const { printer } = context;
      printer.document(job);
      if (name === 'resume') tellStarted(context, job);
      else printer.line(jobs.isNow(job.id, jobs.states[job.state]));
      if (job.state === 'paused') printer.line(jobs.howToResume(job.id));
    });
  });
}

function rateVerb(context: Context): Verb {
  const { jobs, reaching } = context.messages;
  const options = {
    path: 'jobs rate',
    summary: jobs.summaries.rate,
    about: [reaching.flags.limitRate],
    examples: ['jobs rate bcdf 20M', 'jobs rate bcdf 08:00-18:00=5M', 'jobs rate bcdf none'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('<job>')
      .argument('<rate>')
      .action(async (id: string, rate: string) => {
        const engine = await context.engine();
        const job = await engine.jobs.setRate(id, rate === 'none' ? null : rate);
        context.printer.document(job);
        const { limitRate } = job;
        context.printer.line(limitRate === null ? jobs.rateIsFree(job.id) : jobs.rateIs(job.id, limitRate));
      });
  });
}

function pruneVerb(context: Context): Verb {
  const { jobs } = context.messages;
  const options = {
    path: 'jobs prune',
    summary: jobs.summaries.prune,
    examples: ['jobs prune', 'jobs prune --older-than 30d', 'jobs prune bcdf'],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('[job...]')
      .option('--older-than <time>', jobs.flags.olderThan, spanOfDays)
      .action(async (ids: readonly string[], { olderThan }: { readonly olderThan?: number }) => {
        const engine = await context.engine();
        const result = await engine.jobs.prune({
          ids: ids.length === 0 ? undefined : ids,
          olderThanDays: olderThan,
        });
        context.printer.document(result);
        context.printer.line(jobs.removed(result.removed.length));
      });
  });
}
