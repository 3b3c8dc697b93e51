import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type CliResult, cliEnvironment, finished, program } from './cli.ts';

/**
 * A person's shell in a folder of its own: `mirrordeck` is in the PATH, `~` is `<folder>/home`, and nothing else of
 * TiUP is set. `type` runs lines as typed (a leading `$ ` or `> ` of a document is left out) and gives what came.
 */
export class Shell {
  readonly folder: string;
  readonly home: string;
  readonly #bin: string;

  constructor(folder: string) {
    this.folder = folder;
    this.home = join(folder, 'home');
    this.#bin = join(folder, 'bin');
    mkdirSync(this.home);
    mkdirSync(this.#bin);
    symlinkSync(program, join(this.#bin, 'mirrordeck'));
  }

  async type(lines: string, env: Readonly<Record<string, string>> = {}): Promise<CliResult> {
    const typed = lines.replaceAll(/^(\$|>) /gm, '');
    const child = spawn('bash', ['-e', '-c', typed], {
      cwd: this.folder,
      env: {
        ...cliEnvironment({ home: this.home }),
        TIUP_HOME: undefined,
        PATH: `${this.#bin}${delimiter}${process.env.PATH ?? ''}`,
        USER: 'dvaneeden',
        ...env,
      },
    });
    child.stdin.end();
    return await finished(child);
  }

  /** As `type`, and throws with all that was printed unless it ended with 0. Returns what came on stdout. */
  async mustType(lines: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
    const result = await this.type(lines, env);
    if (result.code !== 0)
      throw new Error(`${lines}\nended with ${result.code}\n${result.stdout}\n${result.stderr}`);
    return result.stdout;
  }
}
