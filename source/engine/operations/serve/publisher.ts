import type { Run } from '../../api/run.ts';
import { stockLifetimes } from '../../domain/edits/lifetimes.ts';
import { type Received, receiveComponent } from '../../domain/edits/receive.ts';
import { receiveRoot } from '../../domain/edits/receive-root.ts';
import { clientTarballName } from '../../domain/names.ts';
import { own } from '../../domain/record.ts';
import { EngineError } from '../../errors.ts';
import type { Publisher, SentComponent } from '../../io/server/publish-api.ts';
import { Turns } from '../../io/turns.ts';
import type { Context } from '../context.ts';
import { changeFolderMirror, withMirror } from '../folder-mirror.ts';
import type { OpenMirror } from '../open-mirror.ts';
import { checkTarballs, isFree } from './received-tarball.ts';

/** Tarballs that are read through at once. */
const readings = 2;

/** Takes into a mirror what its owners send. */
export type MirrorPublisher = Publisher & {
  /** Resolves when everything that was taken is done. */
  idle(): Promise<void>;
};

/** @param folder the mirror's, absolute */
export function mirrorPublisher(context: Context, folder: string, run: Run): MirrorPublisher {
  const reading = new Turns(readings);
  // the store's lock is for all processes; here nobody need wait for it by trying again
  const writing = new Turns(1);
  const tools = { context, folder, run };
  return {
    component: async (sent) => {
      await reading.take(async () => {
        const received = await withMirror(
          context,
          folder,
          run,
          (mirror) => judge(context, mirror, sent, run),
          {
            allowExpired: true,
            remember: false,
          },
        );
        await checkTarballs(folder, received, sent.upload);
      });
      return await writing.take(() => commitComponent(tools, sent));
    },
    rotate: (body) => writing.take(() => commitRoot(tools, body)),
    idle: async () => {
      await reading.idle();
      await writing.idle();
    },
  };
}

type Tools = { readonly context: Context; readonly folder: string; readonly run: Run };

/** What comes of a manifest on what the mirror is now. */
async function judge(context: Context, mirror: OpenMirror, sent: SentComponent, run: Run): Promise<Received> {
  const { id, body, yanked, standalone, hidden, owner } = sent;
  const [expired] = mirror.expired;
  if (expired !== undefined) {
    throw new EngineError(
      'upload-refused',
      `this mirror has expired (${expired.file}): its operator has to renew it`,
      {
        facts: { file: expired.file, expires: expired.expires },
      },
    );
  }
  const isKnown = own(mirror.index.manifest.components, id) !== undefined;
  const before = isKnown ? await mirror.component(id, run.signal) : null;
  const flags = { yanked, standalone, hidden };
  const received = receiveComponent(
    mirror,
    before,
    { id, bytes: body, flags },
    context.now(),
    stockLifetimes,
  );
  if (owner === null || owner === received.owner) return received;
  throw new EngineError('upload-refused', `${id} belongs to ${received.owner}, the token to ${owner}`, {
    facts: { component: id, owner: received.owner },
  });
}

async function commitComponent({ context, folder, run }: Tools, sent: SentComponent): Promise<string> {
  const { id, upload } = sent;
  let done = '';
  let platforms: readonly string[] = [];
  await changeFolderMirror(
    context,
    {
      folder,
      holder: `publish ${id} over http`,
      allowExpired: true,
      edit: async (mirror) => {
        const received = await judge(context, mirror, sent, run);
        const { component, file, index, owner, needed } = received;
        platforms = needed.map(({ platform }) => platform);
        const versions = needed.map(({ version, platform }) => `${version} for ${platform}`).join(', ');
        done = `${component.version}.${id}.json by ${owner}${versions === '' ? '' : `: ${versions}`}`;
        const edit = { index, components: [component], signed: new Map([[component, file]]) };
        return { edit, keys: [] };
      },
      files: async (transaction) => {
        if (upload === null) return;
        const options = { sha256: upload.sha256, length: upload.length };
        if (id === 'tiup') {
          for (const platform of platforms)
            await transaction.copy(upload.path, clientTarballName(platform), { ...options, replace: true });
        }
        // asked for again: another publisher may have been quicker
        if (await isFree(folder, upload)) await transaction.adopt(upload.path, upload.name);
      },
    },
    run,
  );
  return done;
}

async function commitRoot({ context, folder, run }: Tools, body: Buffer): Promise<string> {
  let done = '';
  const change = {
    folder,
    holder: 'rotate over http',
    allowExpired: true,
    edit: async (mirror: OpenMirror) => {
      const edit = receiveRoot(mirror, body, context.now(), stockLifetimes);
      done = `${edit.root?.version}.root.json`;
      return { edit, keys: [] };
    },
  };
  try {
    await changeFolderMirror(context, change, run);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'target-keys-missing') throw error;
    // not this server's trouble: a root that leaves the mirror without signers is a wrong one
    throw new EngineError(
      'threshold-unreachable',
      `the mirror can't be signed by this root: ${error.message}`,
      {
        facts: error.facts,
        cause: error,
      },
    );
  }
  return done;
}
