import type {
  Catalogue,
  CatalogueComponent,
  ClonePlan,
  CloneRequest,
  CloneResult,
  Engine,
  ListedSource,
  MirrorIdentity,
  PlannedFile,
  Run,
  SourceReport,
} from '../../source/engine/index.ts';

import { fakeJobs } from './fake-jobs.ts';

const platforms = ['darwin/amd64', 'darwin/arm64', 'linux/amd64', 'linux/arm64'];

/** The moment at which everything in the fake world happens. */
export const fakeNow = new Date('2026-03-01T12:00:00Z');

export const fakeIdentity: MirrorIdentity = {
  address: 'https://mirror.example.com/',
  kind: 'http',
  fingerprint: '0123456789abcdef'.repeat(4),
  trust: 'remembered',
  rootVersion: 2,
  rootKeys: ['a'.repeat(64)],
  owners: ['pingcap', 'plant'],
};

/** A component with releases v1.0.0 … newest first, on every platform, a megabyte each. */
export function fakeComponent(
  id: string,
  versions: readonly string[],
  length = 1_000_000,
): CatalogueComponent {
  return {
    id,
    owner: 'pingcap',
    description: `What ${id} is for`,
    standalone: false,
    hidden: false,
    nightly: null,
    versions: versions.map((version) => ({
      version,
      nightly: version.includes('nightly'),
      prerelease: version.includes('-'),
      releases: platforms.map((platform) => ({ platform, length, released: '2026-01-15T00:00:00Z' })),
    })),
  };
}

export const fakeCatalogue: Catalogue = {
  identity: fakeIdentity,
  platforms,
  components: ['alertmanager', 'cdc', 'grafana', 'pd', 'prometheus', 'tidb', 'tikv', 'tiup'].map((id) =>
    fakeComponent(id, ['v8.5.1', 'v8.5.0', 'v8.4.0', 'v8.4.0-rc.1', 'v7.5.0']),
  ),
  clusters: ['v8.5.1', 'v8.5.0'].map((version) => ({
    name: `cluster:${version}`,
    components: [
      { id: 'tidb', versions: [version], reason: 'database' },
      { id: 'tikv', versions: [version], reason: 'database' },
      { id: 'pd', versions: [version], reason: 'database' },
      { id: 'tiup', versions: ['latest'], reason: 'client' },
      { id: 'prometheus', versions: [version], reason: 'monitoring' },
    ],
    absent: [{ id: 'tiflash', wanted: version, reason: 'analytics' }],
  })),
};

/** A catalogue of many components, to see that a screen stays quick. */
export function bigCatalogue(count: number): Catalogue {
  const ids = Array.from({ length: count }, (_, at) => `component-${String(at).padStart(5, '0')}`);
  return { ...fakeCatalogue, components: ids.map((id) => fakeComponent(id, ['v1.0.0'])) };
}

function planOf(request: CloneRequest, catalogue: Catalogue): ClonePlan {
  const wanted = platforms.filter((platform) => {
    const [os = '', arch = ''] = platform.split('/');
    return (request.oses?.includes(os) ?? true) && (request.archs?.includes(arch) ?? true);
  });
  const files = Object.keys(request.components ?? {}).flatMap((id) =>
    wanted.map(
      (platform): PlannedFile => ({
        name: `${id}-v8.5.1-${platform.replace('/', '-')}.tar.gz`,
        component: id,
        version: 'v8.5.1',
        platform,
        length: catalogue.components.find((one) => one.id === id)?.versions[0]?.releases[0]?.length ?? 0,
        sha256: 'ab'.repeat(32),
        action: 'fetch',
        from: `/${id}-v8.5.1-${platform.replace('/', '-')}.tar.gz`,
      }),
    ),
  );
  const bytes = files.reduce((sum, file) => sum + file.length, 0);
  return {
    schema: 'mirrordeck/clone-plan/1',
    request,
    source: { identity: catalogue.identity, timestampVersion: 77, manifests: {} },
    target: { path: `/srv/${request.target}`, state: 'new', timestampVersion: 0 },
    platforms: wanted,
    presets: [],
    components: Object.keys(request.components ?? {}).map((id) => ({
      id,
      owner: 'pingcap',
      versions: Object.fromEntries(wanted.map((platform) => [platform, ['v8.5.1']])),
      manifest: 'new',
    })),
    files,
    missing: [{ component: 'tidb', platform: 'darwin/arm64', wanted: 'v8.5.1', instead: 'v8.5.0' }],
    dropped: [],
    keys: ['root', 'index', 'snapshot', 'timestamp', 'pingcap'].map((name) => ({
      name,
      count: name === 'root' ? 3 : 1,
      action: 'new',
    })),
    signs: ['root.json', 'index.json', 'snapshot.json', 'timestamp.json'].map((file) => ({
      file,
      version: 1,
      expires: '2076-03-01T00:00:00Z',
    })),
    bytes: { total: bytes, fetch: bytes, keep: 0, free: 500_000_000_000 },
    warnings: [],
    unchanged: false,
  };
}

/** What a clone of that plan brings when nothing fails. */
export function resultOf(plan: ClonePlan): CloneResult {
  return {
    target: plan.target.path,
    changed: true,
    fetchedFiles: plan.files.length,
    fetchedBytes: plan.bytes.fetch,
    keptFiles: 0,
    milliseconds: 12_000,
    failures: [],
    receipt: {
      schema: 'mirrordeck/receipt/1',
      madeAt: fakeNow.toISOString(),
      source: { address: fakeIdentity.address, fingerprint: fakeIdentity.fingerprint, timestampVersion: 77 },
      mirror: {
        fingerprint: 'fedcba9876543210'.repeat(4),
        timestampVersion: 1,
        expires: '2076-03-01T00:00:00Z',
      },
      platforms: plan.platforms.map((platform) => ({
        platform,
        client: 'v1.16.5',
        components: plan.components.map(({ id, owner }) => ({
          id,
          owner,
          versions: ['v8.5.1'],
          latest: 'v8.5.1',
          nightly: null,
        })),
        files: plan.components.length,
        bytes: plan.bytes.total / plan.platforms.length,
      })),
      missing: plan.missing,
      failures: [],
      walk: {
        manifests: 4 + plan.components.length,
        problems: [],
        platforms: plan.platforms.map((platform) => ({
          platform,
          verdict: 'fine',
          installs: plan.components.length,
          client: true,
          problems: [],
        })),
      },
    },
  };
}

export type FakeParts = {
  readonly catalogue?: Catalogue;
  readonly sources?: readonly ListedSource[];
  /** How a clone goes; default: at once and well. */
  readonly apply?: (plan: ClonePlan, run: Run) => Promise<CloneResult>;
  readonly test?: () => Promise<SourceReport>;
};

export type FakeEngine = Engine & { readonly calls: string[] };

/** An engine for screens: answers at once, keeps a list of what was asked of it, touches nothing. */
export function fakeEngine(parts: FakeParts = {}): FakeEngine {
  const catalogue = parts.catalogue ?? fakeCatalogue;
  const calls: string[] = [];
  let sources: readonly ListedSource[] = parts.sources ?? [
    {
      name: 'official',
      address: 'https://tiup-mirrors.pingcap.com/',
      fingerprint: null,
      current: true,
      official: true,
    },
    {
      name: 'plant',
      address: fakeIdentity.address,
      fingerprint: fakeIdentity.fingerprint,
      current: false,
      official: false,
    },
  ];
  const report: SourceReport = {
    identity: fakeIdentity,
    milliseconds: 42,
    components: catalogue.components.length,
    versions: 40,
    expires: [
      { file: 'timestamp.json', expires: '2026-03-04T00:00:00Z' },
      { file: 'root.json', expires: '2027-01-01T00:00:00Z' },
    ],
    clientVersion: 'v1.16.5',
  };
  const never = (name: string) => () => Promise.reject(new Error(`the fake engine has no ${name}`));
  const operation = (name: string) => ({ plan: never(`${name}.plan`), apply: never(`${name}.apply`) });
  return {
    calls,
    home: '/home/operator/.tiup',
    platform: 'linux/amd64',
    init: operation('init'),
    demo: operation('demo'),
    genkey: operation('genkey'),
    publicKey: never('publicKey'),
    exportPublicKey: never('exportPublicKey'),
    grant: operation('grant'),
    owners: never('owners'),
    changeOwner: operation('changeOwner'),
    publish: operation('publish'),
    modify: operation('modify'),
    renew: operation('renew'),
    expiry: never('expiry'),
    roles: never('roles'),
    rotate: operation('rotate'),
    waiting: async () => ({ mirror: '/srv/mirror', waiting: [] }),
    giveUp: operation('giveUp'),
    sign: operation('sign'),
    transferOwner: operation('transferOwner'),
    newRoot: operation('newRoot'),
    show: never('show'),
    merge: operation('merge'),
    verify: async () => ({
      identity: fakeIdentity,
      manifests: 12,
      files: 0,
      listed: 20,
      bytes: 0,
      problems: [],
      warnings: [],
    }),
    doctor: never('doctor'),
    keys: {
      list: never('keys.list'),
      check: never('keys.check'),
      import: operation('keys.import'),
      export: operation('keys.export'),
    },
    knownNames: never('knownNames'),
    prune: operation('prune'),
    repair: operation('repair'),
    pack: operation('pack'),
    inspect: never('inspect'),
    list: never('list'),
    install: operation('install'),
    update: operation('update'),
    uninstall: operation('uninstall'),
    run: operation('run'),
    serve: never('serve'),
    exposure: async ({ host = '127.0.0.1', publish = false, cert }) => ({
      local: host.startsWith('127.'),
      encrypted: cert !== undefined,
      publish,
      tokens: null,
      keys: [],
    }),
    set: {
      async plan({ address = '' }) {
        calls.push(`set.plan ${address}`);
        return { address, previous: 'https://tiup-mirrors.pingcap.com/', identity: fakeIdentity };
      },
      async apply({ address }) {
        calls.push(`set.apply ${address}`);
        sources = sources.map((source) => ({ ...source, current: source.address === address }));
        return { address, fingerprint: fakeIdentity.fingerprint };
      },
    },
    clone: {
      async plan(request, run) {
        calls.push(`clone.plan ${JSON.stringify(request)}`);
        run?.onEvent?.({ type: 'phase', phase: 'plan' });
        return planOf(request, catalogue);
      },
      apply: never('clone.apply'),
    },
    sources: {
      list: async () => sources,
      async add({ name, address, fingerprint = null, replace = false }) {
        calls.push(`sources.add ${name} ${address}${replace ? ' replace' : ''}`);
        const added = { name, address, fingerprint, current: false, official: false };
        sources = [...sources.filter((one) => one.name !== name), added];
        return added;
      },
      async remove(name) {
        calls.push(`sources.remove ${name}`);
        sources = sources.filter((source) => source.name !== name);
      },
      async test({ address }) {
        calls.push(`sources.test ${address}`);
        return (parts.test ?? (async () => report))();
      },
    },
    jobs: fakeJobs(async (request, run) => {
      if (request.kind !== 'clone') throw new Error(`the fake engine has no job ${request.kind}`);
      calls.push('clone.apply');
      const apply = parts.apply ?? (async (plan: ClonePlan) => resultOf(plan));
      return { kind: 'clone', result: await apply(request.plan, run) };
    }),
    unfinished: {
      keep: async () => undefined,
      setAside: async () => undefined,
      drop: async () => undefined,
      list: async () => [],
      discard: async () => undefined,
    },
    saved: {
      async readPlan(file) {
        calls.push(`saved.readPlan ${file}`);
        return planOf({ target: 'saved', components: { tidb: ['v8.5.1'] } }, catalogue);
      },
      async writePlan(file) {
        calls.push(`saved.writePlan ${file}`);
      },
      readDecisions: never('saved.readDecisions'),
      writeDecisions: never('saved.writeDecisions'),
    },
    async catalogue({ address }) {
      calls.push(`catalogue ${address}`);
      return catalogue;
    },
    component: never('component'),
    rate: { get: () => ({ limitRate: null, bytesPerSecond: 0 }), set: () => undefined },
    settings: {
      read: async () => ({ language: null }),
      write: async () => ({ language: null }),
    },
    news: async () => null,
    guide: { list: async () => [], page: never('guide.page') },
    isNew: async () => false,
    status: async () => ({
      home: '/home/operator/.tiup',
      address: 'https://tiup-mirrors.pingcap.com/',
      problem: null,
      report,
      diskFree: 123_000_000_000,
      installed: [{ component: 'tidb', versions: ['v8.5.1'] }],
    }),
  };
}
