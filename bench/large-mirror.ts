import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create } from 'tar';
import { createEngine, type Engine } from '../source/engine/index.ts';

const block = randomBytes(1_000_000);

/** A program of `bytes` bytes that does not compress, in a tarball that did not try to. */
export async function makeTarball(folder: string, name: string, bytes: number): Promise<string> {
  const parts = [Buffer.from('#!/bin/sh\nexit 0\n')];
  for (let size = 0; size < bytes; size += block.length) {
    const part = Buffer.from(block.subarray(0, bytes - size));
    part.write(`${name} ${size} `, 0, 'latin1');
    parts.push(part);
  }
  await writeFile(join(folder, 'program'), Buffer.concat(parts));
  await chmod(join(folder, 'program'), 0o755);
  const file = join(folder, `${name}.tar.gz`);
  await create({ file, cwd: folder, gzip: { level: 0 } }, ['program']);
  return file;
}

async function publish(
  engine: Engine,
  folder: string,
  component: string,
  version: string,
  bytes: number,
): Promise<void> {
  const tarball = await makeTarball(folder, `${component}-${version}`, bytes);
  const plan = await engine.publish.plan({ component, version, tarball, entry: 'program' });
  await engine.publish.apply(plan);
  await rm(tarball);
}

/** A mirror of 12 tarballs of 100 MB and 60 of half a MB, for linux/amd64. Returns its path. */
export async function makeLargeMirror(folder: string): Promise<string> {
  const path = join(folder, 'large');
  const home = join(folder, 'large-operator');
  const work = join(folder, 'large-work');
  await mkdir(home, { recursive: true });
  await mkdir(work, { recursive: true });
  const engine = createEngine({ home, settingsFolder: join(home, 'settings'), workingFolder: work });
  await engine.init.apply(await engine.init.plan({ path }));
  await engine.set.apply(await engine.set.plan({ address: path }));
  await engine.genkey.apply(await engine.genkey.plan({}));
  await engine.grant.apply(await engine.grant.plan({ id: 'pingcap' }));
  for (let index = 0; index < 12; index++)
    await publish(engine, work, `large-${index % 4}`, `v1.0.${index}`, 100e6);
  for (let index = 0; index < 60; index++)
    await publish(engine, work, `small-${index % 10}`, `v1.0.${index}`, 500_000);
  await rm(work, { recursive: true });
  return path;
}
