import type { PublishPlan, PublishRequest, PublishResult } from '../../api/mirror.ts';
import type { Operation, Run } from '../../api/run.ts';
import { stockLifetimes } from '../../domain/edits/lifetimes.ts';
import { outlineEdit } from '../../domain/edits/sign-edit.ts';
import { signComponent } from '../../domain/edits/signers.ts';
import { clientTarballName, versionedName } from '../../domain/names.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import { own } from '../../domain/record.ts';
import { isNightly } from '../../domain/version.ts';
import { EngineError } from '../../errors.ts';
import type { EngineWarning } from '../../events.ts';
import { uploadRelease } from '../../io/publish-client.ts';
import type { Context } from '../context.ts';
import { changeFolderMirror, withMirror } from '../folder-mirror.ts';
import { isHttp } from '../mirror-address.ts';
import type { OpenMirror } from '../open-mirror.ts';
import { networkFor } from '../open-reached.ts';
import { plannedSignatures } from '../planned.ts';
import { platformWarnings } from '../platform-warnings.ts';
import { sumOf } from '../progress.ts';
import {
  draftPublish,
  ownerKeys,
  platformOf,
  type SettledRequest,
  settle,
  signingKeyOf,
  tarballOf,
} from './draft.ts';
import { inspectTarball, type TarballFacts, tarballFacts } from './tarball.ts';

/** Publishes one version of a component for one platform: to a mirror in a folder, or to a served one. */
export function publishOperation(context: Context): Operation<PublishRequest, PublishPlan, PublishResult> {
  return {
    plan: (request, run) => planPublish(context, request, run ?? {}),
    apply: (plan, run) => applyPublish(context, plan, run ?? {}),
  };
}

async function planPublish(context: Context, asked: PublishRequest, run: Run): Promise<PublishPlan> {
  const now = context.now();
  const request = settle(context, asked);
  const key = await signingKeyOf(request);
  const facts = await inspectTarball(request.tarball, request.entry, run);
  return await withMirror(context, undefined, run, async (mirror) => {
    const { address, kind } = mirror.identity;
    const draft = await draftPublish(mirror, request, facts, key.id, now, run);
    const edit = { index: draft.next.index, components: [draft.next.component] };
    const files = outlineEdit(mirror, edit, now, stockLifetimes);
    return {
      request,
      mirror: address,
      component: request.component,
      version: request.version,
      platform: platformOf(request),
      owner: draft.owner,
      file: tarballOf(request),
      length: facts.length,
      sha256: facts.sha256,
      creates: draft.creates,
      replaces: draft.replaces,
      timestampVersion: mirror.timestamp.manifest.version,
      // The rest is signed by the server.
      signs: plannedSignatures(kind === 'folder' ? files : files.filter((file) => file.role === 'component')),
      warnings: [
        ...warningsOf(own(mirror.index.manifest.components, request.component)?.yanked === true, request),
        ...platformWarnings(facts.program, request.entry, platformOf(request)),
      ],
    };
  });
}

function warningsOf(yanked: boolean, { component }: SettledRequest): EngineWarning[] {
  return yanked ? [{ code: 'component-unusable', facts: { component, file: `${component}.json` } }] : [];
}

async function applyPublish(context: Context, plan: PublishPlan, run: Run): Promise<PublishResult> {
  const request = settle(context, plan.request);
  run.onEvent?.({ type: 'phase', phase: 'check', detail: request.tarball });
  const facts = await tarballFacts(request.tarball, run);
  if (facts.sha256 !== plan.sha256) {
    throw new EngineError('source-changed', `${request.tarball} is another file than when this was planned`, {
      facts: { file: request.tarball, expected: plan.sha256, got: facts.sha256 },
    });
  }
  const key = await signingKeyOf(request);
  const work = { context, plan, request, facts, key, now: context.now(), run };
  await (isHttp(plan.mirror) ? toServer(work) : toFolder(work));
  return { component: plan.component, version: plan.version, platform: plan.platform };
}

type Work = {
  readonly context: Context;
  readonly plan: PublishPlan;
  readonly request: SettledRequest;
  readonly facts: TarballFacts;
  readonly key: PrivateKey;
  readonly now: Date;
  readonly run: Run;
};

/** What is to be signed, worked out anew; anything but what was planned is refused. */
async function redraft({ context, plan, request, facts, key, now, run }: Work, mirror: OpenMirror) {
  const draft = await draftPublish(mirror, request, facts, key.id, now, run);
  const file = versionedName(draft.next.component.version, `${plan.component}.json`);
  if (!plan.signs.some((planned) => planned.file === file) || draft.owner !== plan.owner) {
    throw new EngineError('mirror-changed', `${plan.component} was changed since this was planned`, {
      facts: { component: plan.component, path: plan.mirror },
    });
  }
  const keys = await ownerKeys(context, mirror.index.manifest, draft.owner, key);
  return { draft, keys };
}

async function toFolder(work: Work): Promise<void> {
  const { context, plan, request, run } = work;
  const { sha256, length } = plan;
  await changeFolderMirror(
    context,
    {
      folder: plan.mirror,
      holder: `publish ${plan.component} ${plan.version}`,
      timestampVersion: plan.timestampVersion,
      edit: async (mirror) => {
        const { draft, keys } = await redraft(work, mirror);
        return { edit: { index: draft.next.index, components: [draft.next.component] }, keys };
      },
      files: async (transaction) => {
        // A file of that name may be another component's, or what is left of a nightly that was dropped.
        const replace = plan.replaces || isNightly(plan.version);
        const { signal } = run;
        await transaction.copy(request.tarball, plan.file, { sha256, length, replace, signal });
        if (plan.component !== 'tiup') return;
        const client = clientTarballName(plan.platform);
        await transaction.copy(request.tarball, client, { sha256, length, replace: true, signal });
      },
    },
    run,
  );
}

async function toServer(work: Work): Promise<void> {
  const { context, plan, request, run } = work;
  await withMirror(context, plan.mirror, run, async (mirror) => {
    const { draft, keys } = await redraft(work, mirror);
    run.onEvent?.({ type: 'phase', phase: 'sign' });
    const { component, index } = draft.next;
    const manifest = signComponent(component, index, keys);
    run.onEvent?.({ type: 'phase', phase: 'commit' });
    const progress = sumOf(run, plan.file, plan.length);
    const changes = index !== mirror.index.manifest;
    const item = own(index.components, plan.component);
    await uploadRelease(
      plan.mirror,
      {
        component: plan.component,
        manifest,
        tarball: { path: request.tarball, name: plan.file },
        ...(changes ? { standalone: item?.standalone, hidden: item?.hidden } : {}),
      },
      { network: await networkFor(context, plan.mirror), signal: run.signal, onBytes: progress.add },
    );
    progress.done();
  });
}
