/** What a server counts, in Prometheus' text format. */
export type Metrics = {
  readonly contentType: string;
  request(method: string, status: number, bytes: number, milliseconds: number): void;
  uploaded(bytes: number): void;
  /** Something that was sent here was answered with this status. */
  published(what: 'component' | 'rotate', status: number): void;
  text(): Promise<string>;
};

export type Gauges = {
  /** Connections that are open, idle ones too. */
  connections(): Promise<number>;
  /** Days until each manifest expires, by its file, and for the nearest of all; null where the mirror can't be read. */
  expiries(): Promise<{ readonly nearest: number; readonly roles: ReadonlyMap<string, number> } | null>;
};

/** Seconds; a manifest takes a millisecond, a tarball over a slow line some minutes. */
const buckets = [0.005, 0.05, 0.5, 5, 50, 500];

/** Loads the library, which nothing but a server needs. */
export async function newMetrics(gauges: Gauges): Promise<Metrics> {
  // as CommonJS has it: its names are not seen by every bundler
  const { Counter, Gauge, Histogram, Registry } = (await import('prom-client')).default;
  const registry = new Registry();
  const registers = [registry];
  const labelNames = ['method', 'status'];
  const requests = new Counter({
    name: 'mirrordeck_requests_total',
    help: 'Requests that were answered',
    labelNames,
    registers,
  });
  const bytes = new Counter({
    name: 'mirrordeck_sent_bytes_total',
    help: 'Bytes of the bodies of answers',
    registers,
  });
  const seconds = new Histogram({
    name: 'mirrordeck_request_seconds',
    help: 'From a request to the end of its answer',
    buckets,
    registers,
  });
  const uploads = new Counter({
    name: 'mirrordeck_uploaded_bytes_total',
    help: 'Bytes of tarballs that were sent here',
    registers,
  });
  const publishes = new Counter({
    name: 'mirrordeck_publishes_total',
    help: 'Manifests that were sent here, by what they are and what came of them',
    labelNames: ['kind', 'result'],
    registers,
  });
  new Gauge({
    name: 'mirrordeck_connections',
    help: 'Connections that are open',
    registers,
    async collect() {
      this.set(await gauges.connections());
    },
  });
  new Gauge({
    name: 'mirrordeck_nearest_expiry_days',
    help: 'Days until the first manifest of the mirror expires; negative once it has',
    registers,
    async collect() {
      this.set((await gauges.expiries())?.nearest ?? Number.NaN);
    },
  });
  new Gauge({
    name: 'mirrordeck_expiry_days',
    help: 'Days until the manifest of a role expires',
    labelNames: ['role'],
    registers,
    async collect() {
      this.reset();
      for (const [role, days] of (await gauges.expiries())?.roles ?? []) this.set({ role }, days);
    },
  });
  return {
    contentType: registry.contentType,
    request: (method, status, sent, milliseconds) => {
      requests.inc({ method, status });
      bytes.inc(sent);
      seconds.observe(milliseconds / 1000);
    },
    uploaded: (count) => uploads.inc(count),
    published: (kind, status) => publishes.inc({ kind, result: resultOf(status) }),
    text: () => registry.metrics(),
  };
}

function resultOf(status: number): string {
  if (status < 300) return 'done';
  if (status === 409) return 'conflict';
  return status < 500 ? 'refused' : 'failed';
}
