/** `node job-process.js <folder>`: the process of a job. It has no terminal, and outlives whoever started it. */
import { runJob } from './engine/index.ts';

await runJob(process.argv[2] ?? '');
// an idle connection or thread is no reason to stay
process.exit(0);
