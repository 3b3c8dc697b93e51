import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ChosenWork, Unfinished, UnfinishedChoices } from '../../api/unfinished.ts';
import { clearAway, makeFolder, removeEmptyFolder, removeFile, rename } from '../../io/files.ts';
import { ownFolder } from '../../io/lock.ts';
import { isAbandoned, processMark } from '../../io/process-mark.ts';
import { summedFile } from '../../io/summed-file.ts';
import { type Context, resolvePath } from '../context.ts';
import { whereWritable } from '../keep-in-home.ts';
import { currentAddress, officialName, settledAddress } from '../mirror-address.ts';

const schema = 'mirrordeck/unfinished/2';

/** Milliseconds after which choices are taken to be of no use to anybody. */
const longest = 30 * 24 * 60 * 60_000;

/** Milliseconds without a change after which choices of a process that can't be asked after are offered. */
const quiet = 10 * 60_000;

type Kept = { readonly work: ChosenWork; readonly when: string; readonly mirror: string };

/** Choices in the home, a file each: `.mirrordeck/unfinished/<kind>-<mark of the process>.json`. */
export function unfinishedChoices(context: Context): UnfinishedChoices {
  const folder = join(context.home.path, ownFolder, 'unfinished');
  const mark = processMark();
  const aside = new Set<string>();
  const pathOf = (id: string): string => join(folder, `${id}.json`);
  const fileOf = (id: string) => summedFile<Kept>(pathOf(id), schema);
  const discard = async (id: string): Promise<void> => {
    if (markOf(id) === null) return;
    await whereWritable(() => removeFile(pathOf(id)));
    // what is empty is of no use to anybody
    await clearAway(async () => {
      if (await removeEmptyFolder(folder)) await removeEmptyFolder(dirname(folder));
    });
  };
  return {
    keep: async (work, instead) => {
      await whereWritable(async () => {
        await makeFolder(context.home.path);
        await makeFolder(folder, 0o700);
        const when = context.now().toISOString();
        const mirror = await currentAddress(context);
        const kept = { work: await settled(work, context), when, mirror };
        await fileOf(`${work.kind}-${mark}`).write(kept);
        // what could not be kept, on a full disk, takes the place of nothing
        if (instead) await discard(instead);
      });
    },
    setAside: async (kind) => {
      const id = `${kind}-${processMark()}`;
      await whereWritable(() => rename(pathOf(`${kind}-${mark}`), pathOf(id)));
      aside.add(id);
    },
    drop: (kind) => discard(`${kind}-${mark}`),
    list: async () => {
      const found: Unfinished[] = [];
      for (const id of await idsIn(folder)) {
        const isLeft = aside.has(id) || (await isAbandoned(pathOf(id), markOf(id) ?? '', quiet));
        if (!isLeft) continue;
        const kept = await fileOf(id).read();
        const age = kept === null ? 0 : context.now().getTime() - Date.parse(kept.when);
        if (age > longest) await discard(id);
        else if (kept !== null && (await isFor(context, kept)))
          found.push({ ...kept.work, id, when: kept.when });
      }
      return found.sort((a, b) => (a.when < b.when ? 1 : a.when > b.when ? -1 : 0));
    },
    discard,
  };
}

/** With absolute paths, so that they mean the same from whatever folder they are gone on with. */
async function settled(work: ChosenWork, context: Context): Promise<ChosenWork> {
  if (work.kind === 'clone') {
    const { target } = work.request;
    return target === ''
      ? work
      : { ...work, request: { ...work.request, target: resolvePath(context, target) } };
  }
  const saved = (await context.settings.read()).sources;
  const names = new Set<string | undefined>([officialName, ...saved.map(({ name }) => name)]);
  const sources = work.request.sources.map((source) =>
    !source.address || names.has(source.address)
      ? source
      : { ...source, address: settledAddress(source.address, context.workingFolder) },
  );
  return { ...work, request: { ...work.request, sources } };
}

/** A merge is into the current mirror: into another one it would be another merge. */
async function isFor(context: Context, { work, mirror }: Kept): Promise<boolean> {
  return work.kind !== 'merge' || mirror === (await currentAddress(context));
}

function markOf(id: string): string | null {
  return /^(?:clone|merge)-([0-9a-f-]+)$/.exec(id)?.[1] ?? null;
}

async function idsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => {
    const id = name.endsWith('.json') ? name.slice(0, -'.json'.length) : '';
    return markOf(id) === null ? [] : [id];
  });
}
