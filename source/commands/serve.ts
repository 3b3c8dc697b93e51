import { InvalidArgumentError } from 'commander';
import type { AccessEntry, AccessLog, RunningServer } from '../engine/index.ts';
import { bytesTyped } from '../messages/measure.ts';
import { accessLine } from './access-line.ts';
import { wrongUse } from './command-line.ts';
import type { Context } from './context.ts';
import { type DetachFlag, detachFlag } from './detach.ts';
import { tellExposure } from './exposure-lines.ts';
import { serveDetached } from './serve-detached.ts';
import { newVerb, type Verb, wholeNumber } from './verb.ts';

type Flags = DetachFlag & {
  readonly host?: string;
  readonly port: number;
  readonly limitRate?: number;
  readonly publish?: boolean;
  readonly maxUpload?: number;
  readonly tokens?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly accessLog?: string;
  readonly logFormat?: AccessLog['format'];
  readonly quiet?: boolean;
};

/** `serve [path]`: gives a mirror to clients until it is stopped; stopping it is its normal end. */
export function serveVerb(context: Context): Verb {
  const { usage, serving } = context.messages;
  const options = {
    path: 'serve',
    summary: usage.summaries.serve,
    about: usage.about.serve,
    examples: [
      'serve /data/mirror',
      'serve /data/mirror --host 0.0.0.0 --port 8080',
      'serve /data/mirror --host 0.0.0.0 --publish --tokens tokens.json --cert cert.pem --key key.pem',
    ],
  };
  return newVerb(context, options, (command) => {
    command
      .argument('[path]')
      .option('--host <address>', usage.flags.host)
      .option('--port <number>', usage.flags.port, wholeNumber(0, 65_535), 8989)
      .option('--limit-rate <bytes>', usage.flags.limitRate, someBytes)
      .option('--publish', serving.flags.publish)
      .option('--max-upload <bytes>', serving.flags.maxUpload, someBytes)
      .option('--tokens <file>', serving.flags.tokens)
      .option('--cert <file>', serving.flags.cert)
      .option('--key <file>', serving.flags.tlsKey)
      .option('--access-log <file>', serving.flags.accessLog)
      .option('--log-format <form>', serving.flags.logFormat, logFormat)
      .option('-q, --quiet', usage.flags.quiet);
    detachFlag(context, command).action((path: string | undefined, flags: Flags) =>
      serve(context, path, flags),
    );
  });
}

async function serve(context: Context, given: string | undefined, flags: Flags): Promise<void> {
  const { printer, run, interrupts } = context;
  const engine = await context.engine();
  const path = given ?? (await engine.show(undefined, run)).address;
  if (/^https?:/.test(path)) throw wrongUse('serve', `${path} is no folder: name the mirror's folder`);
  const { quiet, detach, accessLog: file, logFormat: format = 'common', ...asked } = flags;
  if (detach === true) {
    if (file === '-') throw wrongUse('serve', '--access-log - needs this terminal, which --detach leaves');
    const log = file === undefined ? undefined : { format, file };
    return await serveDetached(context, { path, ...asked, accessLog: log });
  }
  const onRequest = (entry: AccessEntry): void => {
    printer.record({ type: 'request', ...entry });
    // with a log of its own only what was sent here is told as well
    if (quiet !== true && (file === undefined || entry.note !== null)) printer.line(accessLine(entry));
  };
  const onLine = (line: string): void => printer.line(line);
  const accessLog = file === undefined ? undefined : { format, ...(file === '-' ? { onLine } : { file }) };
  const server = await engine.serve({ path, ...asked, accessLog, onRequest }, run);
  printer.close();
  const { address, port, exposure } = server;
  printer.document({ path, address, port, exposure });
  tellExposure(context, path, server);
  printer.line(context.messages.serving.howToStop);
  const hasFiles = [flags.cert, flags.tokens, flags.accessLog].some((name) => name !== undefined);
  if (hasFiles) interrupts.onHangUp(() => void reload(context, server));
  if (!interrupts.signal.aborted)
    await new Promise((resolve) => interrupts.signal.addEventListener('abort', resolve, { once: true }));
  await server.close();
}

/** A file that can't be read now is no reason to stop. */
async function reload({ printer, messages }: Context, server: RunningServer): Promise<void> {
  try {
    await server.reload();
    printer.note(messages.serving.reloaded);
  } catch (error) {
    printer.note(messages.serving.notReloaded(error instanceof Error ? error.message : String(error)));
  }
}

function logFormat(text: string): AccessLog['format'] {
  if (text === 'common' || text === 'json') return text;
  throw new InvalidArgumentError('It is common or json.');
}

/** `500k` → 500000. */
function someBytes(text: string): number {
  const value = bytesTyped(text);
  if (value !== null) return value;
  throw new InvalidArgumentError('It must be bytes, such as 500k or 20M.');
}
