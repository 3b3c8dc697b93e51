import type { JobServeRequest } from '../../engine/index.ts';
import { bytesTyped } from '../../messages/measure.ts';
import { shellWord } from '../../messages/shell-word.ts';
import { withoutTilde } from '../../ui/form/complete-path.ts';
import {
  type FormEntry,
  type FormState,
  isTicked,
  textEntry,
  textOf,
  withProblems,
} from '../../ui/form/form-state.ts';
import { brokenCommand } from '../command-rows.ts';

export type ServeField =
  | 'path'
  | 'host'
  | 'port'
  | 'rate'
  | 'publish'
  | 'tokens'
  | 'upload'
  | 'cert'
  | 'key'
  | 'log'
  | 'json';
export type ServeProblem =
  | 'empty'
  | 'port'
  | 'taken'
  | 'together'
  | 'publishOnly'
  | 'bytes'
  | 'logMissing'
  | 'absent'
  | 'noMirror';
export type ServeForm = FormState<ServeField, ServeProblem>;

/** What `serve` takes where nothing is said. */
const usual = { host: '127.0.0.1', port: '8989' };

/** A server of a folder as it begins: for this machine alone, for reading alone. */
export function serveForm(path: string): ServeForm {
  const tick = (name: ServeField): FormEntry<ServeField, ServeProblem> => ({ kind: 'tick', name, on: false });
  return {
    entries: [
      textEntry('path', path, true),
      textEntry('host', usual.host),
      textEntry('port', usual.port),
      textEntry('rate'),
      tick('publish'),
      textEntry('tokens', '', true),
      textEntry('upload'),
      textEntry('cert', '', true),
      textEntry('key', '', true),
      textEntry('log', '', true),
      tick('json'),
    ],
    focus: 0,
  };
}

/** What is wrong in the form, per field. The engine looks into the files themselves. */
export function checkedServe(form: ServeForm): ServeForm {
  const port = textOf(form, 'port');
  const [cert, key, log] = [textOf(form, 'cert'), textOf(form, 'key'), textOf(form, 'log')];
  const needless = (name: 'tokens' | 'upload'): boolean =>
    textOf(form, name) !== '' && !isTicked(form, 'publish');
  const noBytes = (name: 'rate' | 'upload'): boolean =>
    textOf(form, name) !== '' && bytesTyped(textOf(form, name)) === null;
  return withProblems(form, {
    path: textOf(form, 'path') === '' ? 'empty' : null,
    host: textOf(form, 'host') === '' ? 'empty' : null,
    port: /^\d{1,5}$/.test(port) && Number(port) <= 65_535 ? null : 'port',
    rate: noBytes('rate') ? 'bytes' : null,
    tokens: needless('tokens') ? 'publishOnly' : null,
    upload: noBytes('upload') ? 'bytes' : needless('upload') ? 'publishOnly' : null,
    cert: cert === '' && key !== '' ? 'together' : null,
    key: key === '' && cert !== '' ? 'together' : null,
    log: log === '' && isTicked(form, 'json') ? 'logMissing' : null,
  });
}

export function serveRequest(form: ServeForm): JobServeRequest {
  const file = (name: 'tokens' | 'cert' | 'key' | 'log'): string | undefined => {
    const text = withoutTilde(textOf(form, name));
    return text === '' ? undefined : text;
  };
  const [tokens, cert, key, log] = [file('tokens'), file('cert'), file('key'), file('log')];
  const limitRate = bytesTyped(textOf(form, 'rate'));
  const maxUpload = bytesTyped(textOf(form, 'upload'));
  return {
    path: withoutTilde(textOf(form, 'path')),
    host: textOf(form, 'host'),
    port: Number(textOf(form, 'port')),
    ...(limitRate === null ? {} : { limitRate }),
    ...(isTicked(form, 'publish') ? { publish: true } : {}),
    ...(tokens === undefined ? {} : { tokens }),
    ...(maxUpload === null ? {} : { maxUpload }),
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
    ...(log === undefined
      ? {}
      : { accessLog: { format: isTicked(form, 'json') ? 'json' : 'common', file: log } as const }),
  };
}

/** Whether only programs of this machine can reach what listens there. */
export function isLoopback(host: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|localhost|\[?::1\]?)$/i.test(host);
}

/** The command that does the same. */
export function serveCommand(form: ServeForm, width: number): readonly string[] {
  const { path, host, port, publish, tokens, cert, key, accessLog, limitRate, maxUpload } =
    serveRequest(form);
  const parts = ['mirrordeck serve', ...(path === '' ? [] : [shellWord(path)])];
  const say = (flag: string, value: string | undefined): void => {
    if (value !== undefined) parts.push(`${flag} ${shellWord(value)}`);
  };
  if (host !== usual.host) say('--host', host);
  if (String(port) !== usual.port) say('--port', String(port));
  if (limitRate !== undefined) say('--limit-rate', textOf(form, 'rate'));
  if (publish === true) parts.push('--publish');
  say('--tokens', tokens);
  if (maxUpload !== undefined) say('--max-upload', textOf(form, 'upload'));
  if (cert !== undefined && key !== undefined)
    parts.push(`--cert ${shellWord(cert)} --key ${shellWord(key)}`);
  say('--access-log', accessLog?.file);
  if (accessLog?.format === 'json') say('--log-format', 'json');
  return brokenCommand([...parts, '--detach'], width);
}
