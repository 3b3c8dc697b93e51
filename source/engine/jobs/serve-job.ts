import type { JobServeRequest, JobServing } from '../api/jobs.ts';
import type { AccessEntry } from '../api/serve.ts';
import { interrupted } from '../errors.ts';
import type { Outcome, Task } from './work.ts';

/** Serves until somebody stops it: a server has no other end. */
export async function serveUntilStopped(task: Task, request: JobServeRequest): Promise<Outcome> {
  const { engine, journal, run } = task;
  const visitors = new Visitors();
  const server = await engine.serve({ ...request, onRequest: (entry) => seen(entry) }, run);
  const { address, port, exposure } = server;
  const tell = (): void => journal.serving(() => ({ address, port, exposure, ...visitors.summary() }));
  function seen(entry: AccessEntry): void {
    visitors.add(entry);
    tell();
  }
  tell();
  // as of a server in a terminal: certificate, tokens and log are read anew
  const reload = (): void => {
    server.reload().catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      journal.event({ type: 'file', name: request.path, state: 'failed', total: 0, done: 0, reason });
    });
  };
  process.on('SIGHUP', reload);
  try {
    if (run.signal?.aborted !== true)
      await new Promise((resolve) => run.signal?.addEventListener('abort', resolve, { once: true }));
  } finally {
    process.off('SIGHUP', reload);
    await server.close();
  }
  throw interrupted(run.signal?.reason);
}

const most = { clients: 50, recent: 20 };

/** Who came and what for, as far as somebody wants to look at it: a server may run for months. */
class Visitors {
  #requests = 0;
  #bytes = 0;
  readonly #clients = new Map<string, { requests: number; bytes: number; last: string }>();
  readonly #recent: AccessEntry[] = [];
  readonly #publishes: AccessEntry[] = [];

  add(entry: AccessEntry): void {
    this.#requests += 1;
    this.#bytes += entry.bytes;
    this.#count(entry);
    keep(this.#recent, entry);
    if (entry.note !== null) keep(this.#publishes, entry);
  }

  summary(): Pick<JobServing, 'requests' | 'bytes' | 'clients' | 'recent' | 'publishes'> {
    const clients = [...this.#clients].map(([client, of]) => ({ client, ...of }));
    return {
      requests: this.#requests,
      bytes: this.#bytes,
      clients: clients.sort((a, b) => b.bytes - a.bytes || b.requests - a.requests),
      recent: [...this.#recent],
      publishes: [...this.#publishes],
    };
  }

  /** The one that was away longest makes room. */
  #count({ client, bytes, at }: AccessEntry): void {
    const before = this.#clients.get(client) ?? { requests: 0, bytes: 0 };
    this.#clients.delete(client);
    this.#clients.set(client, { requests: before.requests + 1, bytes: before.bytes + bytes, last: at });
    const [oldest] = this.#clients.keys();
    if (this.#clients.size > most.clients && oldest !== undefined) this.#clients.delete(oldest);
  }
}

function keep(list: AccessEntry[], entry: AccessEntry): void {
  list.push(entry);
  if (list.length > most.recent) list.shift();
}
