import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../errors.ts';
import { mutate } from '../io/files.ts';
import { watchFolder } from './control.ts';
import type { JobFiles } from './job-folder.ts';
import { lastState } from './job-state.ts';

/** Milliseconds that a process has to say that it is at work; after that it is left to itself. */
const patience = 20_000;

/** The program of a job's process: a file of ours when run from source, an entry of its own in the bundle. */
function program(): string {
  const isSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(isSource ? '../../job-process.ts' : './job-process.js', import.meta.url));
}

/**
 * Starts the process of a job: of a session of its own, without a terminal, so that nothing that happens to ours
 * reaches it. Resolves once its journal tells that it is at work, or how it ended. Throws `program-failed` when it
 * ended without a word.
 */
export async function startProcess(
  files: JobFiles,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const before = (await lastState(files))?.n ?? 0;
  const file = program();
  const { O_WRONLY, O_CREAT, O_APPEND } = constants;
  // what Node says when memory runs out has to stand somewhere
  const output = await mutate('write', files.output, () =>
    open(files.output, O_WRONLY | O_CREAT | O_APPEND, 0o600),
  );
  try {
    const child = spawn(process.execPath, [file, files.folder], {
      cwd: '/',
      env: { ...environment },
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
    });
    child.unref();
    let failure: string | null = null;
    let look = (): void => undefined;
    child.once('error', (error) => {
      failure = error.message;
      look();
    });
    child.once('exit', (code, signal) => {
      failure = `it ended with ${signal ?? code}`;
      look();
    });
    const end = performance.now() + patience;
    while (performance.now() < end) {
      // asked for before the look: what it wrote before it ended counts
      const ended: string | null = failure;
      if (((await lastState(files))?.n ?? 0) > before) return;
      if (ended !== null) throw didNotStart(file, ended);
      await new Promise<void>((resolve) => {
        const stop = watchFolder(files.folder, 200, () => look());
        look = () => {
          stop();
          resolve();
        };
        if (failure !== ended) look();
      });
    }
  } finally {
    await output.close();
  }
}

function didNotStart(file: string, reason: string): EngineError {
  return new EngineError('program-failed', `${file} can't be started: ${reason}`, {
    facts: { file, path: file },
  });
}
