import { access } from 'node:fs/promises';
import type { DoctorFinding } from '../../api/doctor.ts';
import { isPortFree } from '../../io/free-port.ts';
import { hasProxy, networkOf } from '../../io/network.ts';
import { isHttp } from '../mirror-address.ts';
import type { Visit } from './doctor.ts';
import { note, problem } from './finding.ts';

/** What `serve` listens at when nothing else is said. */
const usualPort = 8989;
/** The smallest terminal that the screens are made for. */
const smallest = { columns: 60, rows: 20 };

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxies of the environment: can they be one, and does the mirror go through them. */
export async function proxies({ context, address }: Visit): Promise<readonly DoctorFinding[]> {
  const { environment } = context;
  const findings: DoctorFinding[] = [];
  for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY']) {
    const value = environment[name];
    if (value !== undefined && value !== '' && !isProxy(value))
      findings.push(problem('proxy', 'proxy-invalid', { name }));
  }
  if (address !== null && isHttp(address) && URL.canParse(address)) {
    const url = new URL(address);
    const network = networkOf({}, environment);
    if (hasProxy(url, network) && !isExcepted(url.hostname, network.proxy.none))
      findings.push(note('proxy', 'proxy-in-use', { address, host: url.hostname }));
  }
  return findings;
}

function isProxy(value: string): boolean {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

function isExcepted(host: string, none: string): boolean {
  return none
    .split(/[\s,]+/)
    .filter((rule) => rule !== '')
    .some((rule) => rule === '*' || host === rule || host.endsWith(rule.startsWith('.') ? rule : `.${rule}`));
}

/** Files of authorities that the environment names. Whether a server's certificate is right, opening it shows. */
export async function certificates({ context }: Visit): Promise<readonly DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  for (const name of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR']) {
    const path = context.environment[name];
    if (path === undefined || path === '') continue;
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (!isThere) findings.push(problem('certificates', 'certificates-missing', { name, path }));
  }
  return findings;
}

/** The port to serve at: a server of ours that runs there is what it is for. */
export async function port({ request, servedPorts }: Visit): Promise<readonly DoctorFinding[]> {
  const { port: asked = usualPort } = request;
  if (await isPortFree('127.0.0.1', asked)) return [];
  if ((await servedPorts()).includes(asked)) return [];
  // By default it may be a server of ours in another terminal.
  return [(request.port === undefined ? note : problem)('port', 'port-taken', { port: asked })];
}

/** The terminal that the screens would open on. */
export async function terminal({ context, request }: Visit): Promise<readonly DoctorFinding[]> {
  const { terminal: here } = request;
  if (here === undefined || here === null) return [];
  const { environment } = context;
  const { TERM = '' } = environment;
  const findings: DoctorFinding[] = [];
  if (TERM === '' || TERM === 'dumb') findings.push(problem('terminal', 'terminal-dumb', { term: TERM }));
  const locale = localeOf(environment);
  if (!/utf-?8/i.test(locale)) findings.push(problem('terminal', 'terminal-not-utf8', { locale }));
  const { columns, rows } = here;
  if (columns < smallest.columns || rows < smallest.rows) {
    const wanted = { needed: `${smallest.columns}x${smallest.rows}` };
    findings.push(problem('terminal', 'terminal-small', { columns, rows, ...wanted }));
  }
  return findings;
}

function localeOf({ LC_ALL, LC_CTYPE, LANG }: Environment): string {
  return LC_ALL || LC_CTYPE || LANG || '';
}
