import type { Engine, EngineOptions } from './api/engine.ts';
import type { Operation, Query, Run } from './api/run.ts';
import { hostPlatform } from './domain/platform.ts';
import { openHome } from './io/home.ts';
import { openSettings } from './io/settings.ts';
import type { Context } from './operations/context.ts';
import { Reach } from './operations/reach.ts';

/**
 * An engine for one home. Opens and reads nothing yet; each operation's code is loaded when it is first used, so
 * that a command pays for its own verb only.
 */
export function createEngine(options: EngineOptions): Engine {
  const now = options.now ?? (() => new Date());
  const { ca, authFile, timeout, limitRate } = options;
  const reach = new Reach({ ca, authFile, timeout, limitRate }, now);
  const context: Context = {
    now,
    random: options.random ?? Math.random,
    home: openHome(options.home),
    settings: openSettings(options.settingsFolder),
    workingFolder: options.workingFolder ?? process.cwd(),
    platform: options.platform ?? hostPlatform(process.platform, process.arch),
    jobs: options.jobs,
    mirrorOverride: options.mirror,
    environment: options.environment ?? process.env,
    reach,
  };
  const sources = once(() => import('./operations/sources.ts'));
  const saved = once(async () => (await import('./operations/saved/saved.ts')).savedChoices(context));
  const unfinished = once(async () =>
    (await import('./operations/saved/unfinished.ts')).unfinishedChoices(context),
  );
  const guide = once(() => import('./operations/guide.ts'));
  const settings = once(() => import('./operations/settings.ts'));
  const jobs = once(async () => (await import('./jobs/jobs.ts')).jobsOf(context, options.stateFolder));
  return {
    home: options.home,
    platform: context.platform,
    init: lazy(async () => (await import('./operations/init.ts')).initOperation(context)),
    demo: lazy(async () =>
      (await import('./operations/demo/demo.ts')).demoOperation(context, options.stateFolder),
    ),
    genkey: lazy(async () => (await import('./operations/genkey.ts')).genkeyOperation(context)),
    publicKey: query(async () => (await import('./operations/public-key.ts')).publicKeyQuery(context)),
    exportPublicKey: query(async () =>
      (await import('./operations/public-key.ts')).exportPublicKeyQuery(context),
    ),
    grant: lazy(async () => (await import('./operations/grant.ts')).grantOperation(context)),
    owners: query(async () => (await import('./operations/owners.ts')).ownersQuery(context)),
    changeOwner: lazy(async () =>
      (await import('./operations/change-owner.ts')).changeOwnerOperation(context),
    ),
    publish: lazy(async () => (await import('./operations/publish/publish.ts')).publishOperation(context)),
    modify: lazy(async () => (await import('./operations/modify.ts')).modifyOperation(context)),
    renew: lazy(async () => (await import('./operations/renew/renew.ts')).renewOperation(context)),
    expiry: query(async () => (await import('./operations/expiry.ts')).expiryQuery(context)),
    waiting: query(async () => (await import('./operations/signing/waiting.ts')).waitingQuery(context)),
    giveUp: lazy(async () => (await import('./operations/signing/give-up.ts')).giveUpOperation(context)),
    roles: query(async () => (await import('./operations/roles.ts')).rolesQuery(context)),
    rotate: lazy(async () => (await import('./operations/rotate/rotate.ts')).rotateOperation(context)),
    sign: lazy(async () => (await import('./operations/sign.ts')).signOperation(context)),
    transferOwner: lazy(async () =>
      (await import('./operations/transfer-owner.ts')).transferOwnerOperation(context),
    ),
    newRoot: lazy(async () => (await import('./operations/new-root.ts')).newRootOperation(context)),
    set: lazy(async () => (await import('./operations/set.ts')).setOperation(context)),
    show: async () => await (await import('./operations/show.ts')).showMirror(context),
    clone: lazy(async () => (await import('./operations/clone/clone.ts')).cloneOperation(context)),
    merge: lazy(async () => (await import('./operations/merge/merge.ts')).mergeOperation(context)),
    verify: query(async () => (await import('./operations/verify.ts')).verifyQuery(context)),
    doctor: query(async () =>
      (await import('./operations/doctor/doctor.ts')).doctorQuery(context, async () => {
        const { servedPorts } = await import('./jobs/served-ports.ts');
        return await servedPorts(await jobs());
      }),
    ),
    keys: {
      list: query(async () => (await import('./operations/keys/list.ts')).listKeysQuery(context)),
      check: query(async () => (await import('./operations/keys/check.ts')).checkKeysQuery(context)),
      import: lazy(async () => (await import('./operations/keys/import.ts')).importKeysOperation(context)),
      export: lazy(async () => (await import('./operations/keys/export.ts')).exportKeyOperation(context)),
    },
    knownNames: query(async () => (await import('./operations/known-names.ts')).knownNamesQuery(context)),
    prune: lazy(async () => (await import('./operations/prune/prune.ts')).pruneOperation(context)),
    repair: lazy(async () => (await import('./operations/repair/repair.ts')).repairOperation(context)),
    pack: lazy(async () => (await import('./operations/package.ts')).packOperation(context)),
    inspect: query(async () => (await import('./operations/inspect.ts')).inspectQuery(context)),
    list: query(async () => (await import('./operations/list.ts')).listQuery(context)),
    install: lazy(async () => (await import('./operations/install.ts')).installOperation(context)),
    update: lazy(async () => (await import('./operations/update.ts')).updateOperation(context)),
    uninstall: lazy(async () => (await import('./operations/uninstall.ts')).uninstallOperation(context)),
    run: lazy(async () => (await import('./operations/run.ts')).runOperation(context)),
    exposure: query(async () => (await import('./operations/serve/serve.ts')).exposureQuery(context)),
    serve: query(async () => (await import('./operations/serve/serve.ts')).serveQuery(context)),
    sources: {
      list: async () => await (await sources()).listSources(context),
      add: async (request) => await (await sources()).addSource(context, request),
      remove: async (name) => await (await sources()).removeSource(context, name),
      test: async (request, run) =>
        await (await import('./operations/report.ts')).reportOn(context, request, run),
    },
    catalogue: async (request, run) =>
      await (await import('./operations/catalogue.ts')).readCatalogue(context, request, run),
    component: query(async () => (await import('./operations/component-details.ts')).componentQuery(context)),
    rate: {
      get: () => reach.traffic.state,
      set: (text) => reach.traffic.setRate(text),
    },
    jobs: {
      start: async (request) => await (await jobs()).start(request),
      list: async () => await (await jobs()).list(),
      get: async (id) => await (await jobs()).get(id),
      follow: async (id, how) => await (await jobs()).follow(id, how),
      pause: async (id) => await (await jobs()).pause(id),
      resume: async (id) => await (await jobs()).resume(id),
      cancel: async (id) => await (await jobs()).cancel(id),
      setRate: async (id, rate) => await (await jobs()).setRate(id, rate),
      log: async (id) => await (await jobs()).log(id),
      prune: async (request) => await (await jobs()).prune(request),
    },
    saved: {
      readPlan: async (file) => await (await saved()).readPlan(file),
      writePlan: async (file, plan) => await (await saved()).writePlan(file, plan),
      readDecisions: async (file) => await (await saved()).readDecisions(file),
      writeDecisions: async (file, conflicts) => await (await saved()).writeDecisions(file, conflicts),
    },
    unfinished: {
      keep: async (work, instead) => await (await unfinished()).keep(work, instead),
      setAside: async (kind) => await (await unfinished()).setAside(kind),
      drop: async (kind) => await (await unfinished()).drop(kind),
      list: async () => await (await unfinished()).list(),
      discard: async (id) => await (await unfinished()).discard(id),
    },
    guide: {
      list: async (language) => await (await guide()).guide.list(language),
      page: async (name, language) => await (await guide()).guide.page(name, language),
    },
    settings: {
      read: async () => await (await settings()).readSettings(context),
      write: async (change) => await (await settings()).writeSettings(context, change),
    },
    news: async (_request, run = {}) => await (await import('./operations/news.ts')).readNews(context, run),
    isNew: async () => await (await import('./operations/is-new.ts')).isNewHome(context),
    status: async (_request, run) => await (await import('./operations/status.ts')).readStatus(context, run),
  };
}

/** The life of a job's process; `folder` is the job's. */
export async function runJob(folder: string): Promise<void> {
  await (await import('./jobs/run-job.ts')).runJob(folder, createEngine);
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}

function lazy<Q, P, R>(load: () => Promise<Operation<Q, P, R>>): Operation<Q, P, R> {
  const operation = once(load);
  return {
    plan: async (request: Q, run?: Run) => await (await operation()).plan(request, run),
    apply: async (plan: P, run?: Run) => await (await operation()).apply(plan, run),
  };
}

function query<Q, R>(load: () => Promise<Query<Q, R>>): Query<Q, R> {
  const loaded = once(load);
  return async (request, run) => await (await loaded())(request, run);
}
