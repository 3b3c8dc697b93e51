/** A mirror wide enough to be read in threads: the same comes out of it as over http, where one thread reads it all. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { makeWideMirror } from '../../../bench/wide-mirror.ts';
import { type Catalogue, createEngine, type EngineEvent } from '../../../source/engine/index.ts';
import { makeTempFolder, removeFolder, tempFolder } from '../../helpers/temp.ts';
import { serveMirror } from './mirror-server.ts';

let mirror: string;
beforeAll(async () => {
  const folder = makeTempFolder();
  mirror = await makeWideMirror(folder, 90, 200);
  return () => removeFolder(folder);
});

function engineHere() {
  const home = tempFolder();
  return createEngine({ home, settingsFolder: join(home, 'settings') });
}

async function read(address: string) {
  const warnings: unknown[] = [];
  const onEvent = (event: EngineEvent) => {
    if (event.type === 'warning') warnings.push(event.warning);
  };
  const { identity, ...catalogue }: Catalogue = await engineHere().catalogue({ address }, { onEvent });
  return { catalogue, warnings, kind: identity.kind };
}

test('a wide mirror of a folder is listed whole, as it is over http', async () => {
  const server = await serveMirror(mirror);
  const here = await read(mirror);
  const there = await read(server.address);
  expect([here.kind, there.kind]).toEqual(['folder', 'http']);
  expect(here.catalogue).toEqual(there.catalogue);
  expect(here.catalogue.components).toHaveLength(90);
  const [first] = here.catalogue.components;
  expect(first?.versions).toHaveLength(200);
  expect(first?.versions[0]?.releases.map(({ platform }) => platform)).toEqual([
    'darwin/amd64',
    'darwin/arm64',
    'linux/amd64',
    'linux/arm64',
  ]);
});

test('a component that was tampered with is left out of a wide mirror, and said', async () => {
  const path = join(mirror, '1.component-7.json');
  const right = readFileSync(path);
  writeFileSync(path, right.toString().replace('"yanked":false', '"yanked":true '));
  try {
    const { catalogue, warnings } = await read(mirror);
    expect(catalogue.components).toHaveLength(89);
    expect(warnings).toMatchObject([
      { code: 'component-unusable', facts: { component: 'component-7', code: 'signature-invalid' } },
    ]);
  } finally {
    writeFileSync(path, right);
  }
});

test('a component that the snapshot lacks is left out of a wide mirror, and said', async () => {
  const lacking = await makeWideMirror(tempFolder(), 90, 200, undefined, ['lost']);
  const server = await serveMirror(lacking);
  const here = await read(lacking);
  const there = await read(server.address);
  expect(here.catalogue.components).toHaveLength(90);
  expect(here.catalogue).toEqual(there.catalogue);
  expect(here.warnings).toMatchObject([{ code: 'component-unusable', facts: { component: 'lost' } }]);
  expect(here.warnings).toEqual(there.warnings);
});

test('reading a wide mirror can be stopped', async () => {
  const stop = new AbortController();
  const onEvent = (event: EngineEvent) => {
    if (event.type === 'phase' && event.phase === 'manifests') stop.abort();
  };
  const reading = engineHere().catalogue({ address: mirror }, { onEvent, signal: stop.signal });
  await expect(reading).rejects.toMatchObject({ code: 'interrupted' });
});
