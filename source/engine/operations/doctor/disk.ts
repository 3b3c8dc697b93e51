import { constants } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DoctorFinding } from '../../api/doctor.ts';
import { hasLeftovers } from '../../io/commit-journal.ts';
import { freeBytes } from '../../io/free-space.ts';
import { ownFolder } from '../../io/lock.ts';
import { openStore } from '../../io/mirror-store.ts';
import { isHttp } from '../mirror-address.ts';
import type { Visit } from './doctor.ts';
import { failureOf, note, problem } from './finding.ts';

/** Bytes below which a disk is called nearly full: no component of any size fits any more. */
const fewBytes = 1_000_000_000;

/** The home: can it be read and written, and is a mirror set. */
export async function home({ context }: Visit): Promise<readonly DoctorFinding[]> {
  const { path } = context.home;
  const failure = await failureOf(() => context.home.mirror());
  if (failure !== null)
    return [problem('home', 'home-unreadable', { path, ...failure.facts }, failure.message)];
  if (!(await isWritable(path))) return [problem('home', 'home-unwritable', { path })];
  const isSet = Boolean(context.mirrorOverride) || (await context.home.mirror()) !== null;
  return isSet ? [] : [note('home', 'home-unset', { path })];
}

/** Whether something can be written there, or where it is going to be made. */
async function isWritable(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const isThere = await stat(folder).then(
      () => true,
      () => false,
    );
    if (isThere || folder === dirname(folder)) {
      return await access(folder, constants.W_OK | constants.X_OK).then(
        () => true,
        () => false,
      );
    }
  }
}

/** Our own settings. */
export async function settings({ context }: Visit): Promise<readonly DoctorFinding[]> {
  const failure = await failureOf(() => context.settings.read());
  if (failure === null) return [];
  return [
    problem(
      'settings',
      'settings-corrupt',
      { file: context.settings.file, ...failure.facts },
      failure.message,
    ),
  ];
}

/** The disks of the home and of a mirror in a folder. */
export async function disk({ context, address }: Visit): Promise<readonly DoctorFinding[]> {
  const folders = [context.home.path, ...(address === null || isHttp(address) ? [] : [address])];
  const findings: DoctorFinding[] = [];
  for (const path of folders) {
    const free = await freeBytes(path);
    if (free !== null && free < fewBytes)
      findings.push(problem('disk', 'disk-low', { path, free, needed: fewBytes }));
  }
  return findings;
}

/** What work that was interrupted has left: most of it is gone on with by the next run of the same command. */
export async function leftovers({ context, address }: Visit): Promise<readonly DoctorFinding[]> {
  const own = join(context.home.path, ownFolder);
  const findings: DoctorFinding[] = [];
  const isThere = (path: string) =>
    stat(path).then(
      () => true,
      () => false,
    );
  if (await isThere(join(own, 'set.json')))
    findings.push(problem('leftovers', 'leftover-set', { path: own }));
  for (const name of ['downloads', 'unpacking', 'replaced']) {
    const bytes = await bytesIn(join(own, name));
    if (bytes > 0) findings.push(note('leftovers', 'leftover-downloads', { path: join(own, name), bytes }));
  }
  if (address === null || isHttp(address)) return findings;
  const { staging } = openStore(address);
  if (await hasLeftovers(address).catch(() => false))
    findings.push(problem('leftovers', 'leftover-commit', { path: address }));
  const staged = await bytesIn(staging);
  if (staged > 0) findings.push(note('leftovers', 'leftover-downloads', { path: staging, bytes: staged }));
  const commits = join(address, 'commits');
  if ((await readdir(commits).catch(() => [])).length > 0)
    findings.push(note('leftovers', 'leftover-stock-commit', { path: commits }));
  return findings;
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  let bytes = 0;
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile())
      bytes += await stat(path).then(
        (found) => found.size,
        () => 0,
      );
  }
  return bytes;
}
