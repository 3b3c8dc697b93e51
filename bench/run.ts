/**
 * `npm run bench [-- section…]`: prints a markdown table of ratios, mirrordeck against other programs in the same
 * run. Sections: startup, package, scale, clone, server. TIUP_BIN names a stock client to compare with as well.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchClone } from './clone-section.ts';
import { machine, markdown, type Row } from './measure.ts';
import { benchPackage } from './package-section.ts';
import { benchScale } from './scale-section.ts';
import { benchServer } from './server-section.ts';
import { benchStartup } from './startup-section.ts';

const sections: Readonly<Record<string, (folder: string) => Promise<Row[]>>> = {
  startup: benchStartup,
  package: benchPackage,
  scale: benchScale,
  clone: benchClone,
  server: benchServer,
};

/** Memory-backed where there is room, so that programs are measured and not a disk. */
async function placeForFiles(): Promise<string> {
  const memory = '/dev/shm';
  if (existsSync(memory)) {
    const { bavail, bsize } = await statfs(memory);
    if (bavail * bsize > 8e9) return memory;
  }
  return tmpdir();
}

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => sections[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(`no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}\n`);
  process.exit(2);
}

const place = await placeForFiles();
const folder = await mkdtemp(join(place, 'mirrordeck-bench-'));
const rows: Row[] = [];
try {
  for (const [name, section] of Object.entries(sections)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    process.stderr.write(`${name} `);
    rows.push(...(await section(folder)));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
const stock = process.env.TIUP_BIN ? '' : ' Without TIUP_BIN: no stock client.';
process.stdout.write(
  `${machine()}; files in ${place}; medians of alternating runs.${stock}\n\n${markdown(rows)}\n`,
);
