import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startCli } from './cli.ts';
import { freePort } from './free-port.ts';
import { sharedOrigin } from './origin.ts';
import { Shell } from './shell.ts';
import { tempFolder } from './temp.ts';
import { until } from './until.ts';

/** Whoever reads a page of the guide and types what it says, on a machine where only what it asks for is there. */
export class Reader {
  readonly folder = tempFolder();
  readonly srv = join(this.folder, 'srv');
  readonly shell = new Shell(this.folder);
  /** The keys of this home. */
  readonly keys = join(this.shell.home, '.tiup', 'keys');

  constructor() {
    mkdirSync(this.srv);
  }

  /** With what this machine has in the place of folders that only root could make, and of the official mirror. */
  put(text: string): string {
    return text
      .replaceAll('/srv', this.srv)
      .replaceAll(/(--source|--from) official/g, `$1 ${sharedOrigin().path}`);
  }

  /** Types lines; they end well. Returns what came on stdout. */
  async type(lines: string): Promise<string> {
    return await this.shell.mustType(this.put(lines));
  }

  /** A file where it is typed. */
  write(name: string, text: string, mode = 0o644): void {
    writeFileSync(join(this.folder, name), text, { mode });
  }

  /** A copy of the small mirror in `/srv/<name>` that is the current one, and its owners' keys in this home. */
  async ownOrigin(name: string): Promise<void> {
    const origin = sharedOrigin();
    cpSync(origin.path, join(this.srv, name), { recursive: true });
    cpSync(join(origin.home, 'keys'), this.keys, { recursive: true });
    await this.type(`mirrordeck mirror set /srv/${name}`);
  }

  /** A key of somebody else's, as a file where it is typed. */
  async keyOf(name: string): Promise<void> {
    const keys = join(this.folder, `${name}-home`, 'keys');
    await this.type(
      `TIUP_HOME=${join(keys, '..')} mirrordeck mirror genkey --name ${name} && cp ${keys}/${name}.json .`,
    );
  }

  /** Starts a server as in another terminal, at a port of its own; gives the port once it answers. */
  async serve(line: string): Promise<number> {
    const port = await freePort();
    const home = join(this.folder, `server-${port}`);
    mkdirSync(home);
    const words = this.put(line).trim().replace('--host 0.0.0.0 --port 8000', `--port ${port}`).split(/\s+/);
    await this.start(words.slice(1), home, `:${port}`);
    return port;
  }

  /** Starts a command that goes on by itself until the test ends; what it says until then. */
  async start(args: readonly string[], home: string, word: string): Promise<() => string> {
    const child = startCli(args, { home, cwd: this.folder });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    onTestFinished(async () => {
      child.kill('SIGTERM');
      await ended;
    });
    await until(() => said.includes(word), `${args.join(' ')} to say ${word}`);
    return () => said;
  }
}
