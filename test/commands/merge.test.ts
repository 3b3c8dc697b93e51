import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MergeComponent, MergeConflict, MergePlan, MergeResult } from '../../source/engine/index.ts';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { tempFolder } from '../helpers/temp.ts';
import { mirrordeck } from './run-program.ts';

const conflict: MergeConflict = {
  kind: 'version',
  source: '/data/custom',
  component: 'hello',
  version: 'v1.0.0',
  platform: 'linux/amd64',
  name: null,
  here: 'a'.repeat(64),
  there: 'b'.repeat(64),
  allowed: ['fail', 'keep', 'take', 'rename'],
  decision: 'fail',
  to: null,
};

const extra: MergeComponent = {
  id: 'extra',
  owner: 'jdoe',
  action: 'new',
  version: 1,
  signedBy: 'source',
  from: [],
  added: ['v1.0.0 linux/amd64'],
  replaced: [],
  dropped: [],
  description: null,
};

function mergePlan(more: Partial<MergePlan> = {}): MergePlan {
  return {
    schema: 'mirrordeck/merge-plan/1',
    request: { sources: [{ address: '/data/custom' }] },
    target: { path: '/data/mirror', fingerprint: 'f'.repeat(64), timestampVersion: 7 },
    sources: [
      {
        address: '/data/custom',
        kind: 'folder',
        fingerprint: 'e'.repeat(64),
        trust: 'local',
        rootVersion: 1,
        rootKeys: [],
        owners: ['jdoe'],
      },
    ],
    components: [extra],
    files: [],
    clients: [],
    owners: [],
    defaultComponents: null,
    identical: 0,
    alike: [],
    compared: [],
    left: [],
    conflicts: [],
    missingKeys: [],
    missingRoles: [],
    signs: [],
    bytes: { fetch: 0, keep: 0, free: null },
    warnings: [],
    unchanged: false,
    ...more,
  };
}

const result: MergeResult = {
  target: '/data/mirror',
  changed: true,
  components: ['extra'],
  versions: 1,
  fetchedFiles: 1,
  fetchedBytes: 160,
  keptFiles: 0,
  milliseconds: 1000,
};

describe('mirror merge', () => {
  test.each([
    ['mirror merge A', { sources: [{ address: 'A' }] }],
    [
      'mirror merge A B --on-conflict=keep',
      { sources: [{ address: 'A' }, { address: 'B' }], onConflict: 'keep' },
    ],
    [
      'mirror merge A B --fingerprint 1,2 --dry-run',
      {
        sources: [
          { address: 'A', fingerprint: '1' },
          { address: 'B', fingerprint: '2' },
        ],
      },
    ],
  ])('%s', async (line, request) => {
    const { calls } = await mirrordeck(line.split(' '));
    expect(calls.map(({ name, request: asked }) => [name, JSON.parse(JSON.stringify(asked))])).toEqual([
      ['merge.plan', request],
    ]);
  });

  test.each(['mirror merge', 'mirror merge A --on-conflict win', 'mirror merge A B --fingerprint 1'])(
    '%s is wrong use',
    async (line) => {
      const { code, calls } = await mirrordeck(line.split(' '));
      expect(code).toBe(2);
      expect(calls).toEqual([]);
    },
  );

  test('takes the decisions that a dry run printed and somebody edited', async () => {
    const workingFolder = tempFolder();
    const answers = { 'merge.plan': mergePlan({ conflicts: [conflict] }), 'merge.apply': result };
    const dry = await mirrordeck(['mirror', 'merge', 'A', '--dry-run', '--json'], { answers });
    const edited = dry.stdout.replace('"decision": "fail"', '"decision": "take"');
    writeFileSync(join(workingFolder, 'merge.json'), edited);
    const words = ['mirror', 'merge', 'A', '--decisions', 'merge.json'];
    const { calls, code } = await mirrordeck(words, { answers, workingFolder });
    expect(code).toBe(0);
    expect(calls[0]?.request).toMatchObject({ decisions: [{ ...conflict, decision: 'take' }] });
    const bare = JSON.stringify([conflict]);
    writeFileSync(join(workingFolder, 'merge.json'), bare);
    expect((await mirrordeck(words, { answers, workingFolder })).code).toBe(0);
  });

  test.each(['no json', '{}', '[{"decision":"win"}]', '{"conflicts":[1]}'])(
    'refuses another file than that: %s',
    async (text) => {
      const workingFolder = tempFolder();
      writeFileSync(join(workingFolder, 'merge.json'), text);
      const words = ['mirror', 'merge', 'A', '--decisions', 'merge.json'];
      const { code, calls, stderr } = await mirrordeck(words, { workingFolder });
      expect([code, calls]).toEqual([1, []]);
      // and says how one is made, and not how a plan of a clone is
      expect(stderr).toContain('mirror merge <mirror> --dry-run --json');
    },
  );

  test.each(languages)('tells in %s what comes in, what stays out and what is undecided', async (lang) => {
    const kinds = [
      'version',
      'owner',
      'owner-keys',
      'owner-unknown',
      'nightly',
      'platform',
      'file',
      'default-components',
    ] as const;
    const reasons = ['kept', 'undecided', 'yanked-here', 'old-nightly', 'unusable', 'reserved'] as const;
    const plan = mergePlan({
      conflicts: kinds.map((kind, at) => ({
        ...conflict,
        kind,
        name: `name${at}`,
        here: at === 0 ? '' : 'x',
      })),
      left: reasons.map((reason, at) => ({
        source: '/data/custom',
        component: `left${at}`,
        version: null,
        platform: null,
        reason,
      })),
      components: [
        { ...extra, added: ['v1', 'v2', 'v3', 'v4', 'v5', 'v6'].map((one) => `${one} linux/amd64`) },
      ],
      owners: [{ id: 'jdoe', name: 'J', keys: [], source: '/data/custom' }],
      missingKeys: [{ owner: 'jdoe', component: 'hello', needed: 1, got: 0 }],
    });
    const dry = await mirrordeck(['mirror', 'merge', 'A', '--dry-run', '--lang', lang], {
      answers: { 'merge.plan': plan },
    });
    expect(dry.code).toBe(0);
    const lines = dry.stdout.split('\n');
    for (const part of ['extra', 'left0', 'left5', 'name6', 'b'.repeat(16)])
      expect(dry.stdout).toContain(part);
    expect(dry.stdout).not.toContain('b'.repeat(17));
    expect(dry.stdout).toContain('v4 linux/amd64');
    expect(dry.stdout).not.toContain('v5 linux/amd64');
    expect(lines.filter((line) => line.includes('/data/custom')).length).toBeGreaterThanOrEqual(kinds.length);
    expect(dry.stderr).toContain('jdoe');
    expect(dry.stdout).not.toMatch(/undefined|null/);
    const done = await mirrordeck(['mirror', 'merge', 'A', '--lang', lang], {
      answers: { 'merge.plan': mergePlan(), 'merge.apply': result },
    });
    expect(done.stdout.trim().split('\n').at(-1)).toContain('/data/mirror');
  });

  test.each(languages)(
    'says in %s whether nothing is new, or what is new stays out by decision',
    async (lang) => {
      const { merging } = messagesFor(lang);
      const said = async (more: Partial<MergePlan>) => {
        const answers = {
          'merge.plan': mergePlan({ components: [], unchanged: true, ...more }),
          'merge.apply': { ...result, changed: false },
        };
        const { stdout } = await mirrordeck(['mirror', 'merge', 'A', '--lang', lang], { answers });
        return stdout.trim().split('\n').at(-1);
      };
      const decided = (decision: MergeConflict['decision']) => ({ conflicts: [{ ...conflict, decision }] });
      expect(await said({})).toBe(merging.unchanged('/data/mirror'));
      expect(await said(decided('take'))).toBe(merging.unchanged('/data/mirror'));
      expect(await said(decided('keep'))).toBe(merging.unchangedByDecision('/data/mirror'));
    },
  );

  test("a missing owner's key is said in stock's words", async () => {
    const transcript = readFileSync(join(import.meta.dirname, '..', 'golden', 'transcript.txt'), 'utf8');
    const plan = mergePlan({ missingKeys: [{ owner: 'jdoe', component: 'extra', needed: 1, got: 0 }] });
    const { stderr } = await mirrordeck(['mirror', 'merge', 'A', '--dry-run'], {
      answers: { 'merge.plan': plan },
    });
    expect(transcript).toContain(`Error: ${stderr.trim().split('\n').at(-1)}\n`);
  });
});
