import type { AccessEntry, Exposure, JobServing } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes, humanRate, localSecond, localTime } from '../../messages/measure.ts';
import { shellWord } from '../../messages/shell-word.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { serveRequest } from './serve-request.ts';
import { opensUp, type ServeState } from './serve-state.ts';

/** What is given to whom, in a line each. */
function exposureLines(
  { local, encrypted, publish, tokens }: Exposure,
  { serve, serving, units }: Messages,
): readonly ReportLine[] {
  const takes =
    tokens === null ? serving.takesSigned : serving.takesTokens(cleanText(tokens.join(units.listJoin)));
  return [
    local ? { text: serve.local, tone: 'good' } : { text: serve.open, tone: 'warn' },
    encrypted
      ? { text: serve.encrypted, tone: 'good' }
      : { text: serve.plain, tone: local ? 'quiet' : 'warn' },
    publish
      ? { text: takes, tone: tokens === null && !local ? 'warn' : 'plain', indent: 2 }
      : { text: serve.readOnly, tone: 'good' },
  ];
}

function keyLines({ keys }: Exposure, { serve }: Messages): readonly ReportLine[] {
  return keys.map((file) => ({ text: serve.keysThere(cleanText(file)), tone: 'warn', indent: 2 }));
}

/** Before it starts: what is exposed to whom. */
export function exposureReview(state: ServeState, messages: Messages): readonly ReportLine[] {
  const { exposure } = state;
  if (exposure === null) return [];
  const { serve } = messages;
  const { path, host, port, limitRate, accessLog } = serveRequest(state.form);
  const open = opensUp(state);
  return [
    { text: serve.folder(cleanText(path)), tone: 'title', indent: 2 },
    { text: serve.listens(cleanText(host ?? ''), port ?? 0) },
    ...(limitRate === undefined ? [] : [{ text: serve.slowed(humanRate(limitRate, messages)) }]),
    ...(accessLog?.file === undefined ? [] : [{ text: serve.logged(cleanText(accessLog.file)), indent: 2 }]),
    { text: '' },
    ...exposureLines(exposure, messages),
    ...keyLines(exposure, messages),
    { text: '' },
    { text: serve.goesOn, tone: 'quiet' },
    { text: '' },
    open ? { text: serve.askOpen, tone: 'warn' } : { text: serve.start, tone: 'accent' },
  ];
}

/** What listens everywhere is reached by this machine's name, which others know better than it. */
function addressForClients(address: string, { serve }: Messages): string {
  return cleanText(address).replace(/\/\/(?:0\.0\.0\.0|\[::\])/, `//${serve.thisMachine}`);
}

function entryLine({ at, client, method, path, status, bytes }: AccessEntry, messages: Messages): ReportLine {
  const size = humanBytes(bytes, messages);
  return {
    text: cleanText(`  ${localSecond(at).slice(11)}  ${client}  ${status}  ${method} ${path}  ${size}`),
    tone: status >= 400 ? 'warn' : 'plain',
    indent: 4,
  };
}

/** So many requests are shown: what is exposed still stands below them. */
const shownRequests = 8;

function trafficLines(serving: JobServing, messages: Messages): readonly ReportLine[] {
  const { serve } = messages;
  const { clients, recent, publishes } = serving;
  return [
    { text: serve.clients, tone: 'title' },
    ...(clients.length === 0 ? [{ text: `  ${serve.nobody}`, tone: 'quiet' as const }] : []),
    ...clients.slice(0, 5).map(({ client, requests, bytes, last }) => ({
      text: `  ${serve.client(cleanText(client), requests, humanBytes(bytes, messages), localTime(last))}`,
    })),
    ...(publishes.length === 0 ? [] : [{ text: '' }, { text: serve.publishes, tone: 'title' as const }]),
    ...publishes
      .slice(-5)
      .reverse()
      .map((entry) => {
        const line = entryLine(entry, messages);
        return entry.note === null ? line : { ...line, text: `${line.text}  ${cleanText(entry.note)}` };
      }),
    ...(recent.length === 0 ? [] : [{ text: '' }, { text: serve.recent, tone: 'title' as const }]),
    ...recent
      .slice(-shownRequests)
      .reverse()
      .map((entry) => entryLine(entry, messages)),
  ];
}

/** A server at work: what to tell clients, and who comes. */
export function servingLines({ watched }: ServeState, messages: Messages): readonly ReportLine[] {
  const { serve } = messages;
  const serving = watched.summary?.serving ?? null;
  if (serving === null) return [];
  const { exposure, requests, bytes, publishes } = serving;
  const address = addressForClients(serving.address, messages);
  // who reaches it stands at the top, the rest of it at the end
  const [reach, ...exposed] = exposureLines(exposure, messages);
  return [
    { text: serve.folder(cleanText(watched.summary?.title.target ?? '')), tone: 'title', indent: 2 },
    ...(reach === undefined ? [] : [reach]),
    { text: serve.counts(requests, serving.clients.length, humanBytes(bytes, messages), publishes.length) },
    { text: '' },
    { text: serve.address(address), tone: 'accent', indent: 2 },
    { text: serve.forClients, tone: 'title' },
    { text: `  tiup mirror set ${shellWord(address)}`, indent: 4 },
    { text: `  mirrordeck mirror set ${shellWord(address)}`, indent: 4 },
    ...(exposure.local ? [{ text: `  ${serve.onlyHere}`, tone: 'quiet' as const, indent: 2 }] : []),
    { text: '' },
    ...trafficLines(serving, messages),
    { text: '' },
    ...exposed,
    ...keyLines(exposure, messages),
  ];
}
