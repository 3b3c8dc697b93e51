import { describe, expect, test } from 'vitest';
import type { EngineEvent, Run } from '../../source/engine/index.ts';
import { type Around, mirrordeck } from './run-program.ts';

/** What a command line asks the engine for first, without what was not asked for. */
async function requestOf(line: string, around: Around = {}): Promise<{ name: string; request: unknown }> {
  const { calls, stderr } = await mirrordeck(line.split(' '), around);
  const first = calls[0];
  if (first === undefined) throw new Error(`the engine was not asked: ${stderr}`);
  return { name: first.name, request: JSON.parse(JSON.stringify(first.request)) };
}

const [a, b, c] = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)];
const signing = {
  mirror: '/m',
  file: '2.root.json',
  signed: '{}',
  signatures: [],
  quorums: [
    { name: 'old', needed: 2, signed: [], here: [a], elsewhere: [b] },
    { name: 'new', needed: 1, signed: [], here: [a], elsewhere: [] },
  ],
  way: { kind: 'server', path: '/work space/rotation-2.json', host: '127.0.0.1', port: 8080 },
  keys: [],
  signs: [{ file: '2.root.json', version: 2, expires: '2030-01-01T00:00:00Z' }],
};
const rotatePlan = {
  ...signing,
  kind: 'folder',
  root: { version: 2 },
  expires: { from: '2027-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z' },
  changes: [{ role: 'root', added: [a], removed: [b], threshold: { from: 3, to: 2 } }],
  stores: [{ role: 'index', key: a }],
  missing: [],
};
const rotated = { version: 2, saved: null, signedBy: [a, b], fingerprint: 'f'.repeat(64) };
const signer: EngineEvent = {
  type: 'signing',
  addresses: ['http://127.0.0.1:8080/rotate/c0ffee'],
  file: '2.root.json',
  path: '/work space/rotation-2.json',
  signed: [a],
  quorums: [{ name: 'old', needed: 2, got: 1, missing: [b] }],
};

describe('what the command lines ask for', () => {
  test.each<[string, string, object]>([
    [
      'mirror rotate --add-key f --add-key g --role=index --threshold 2',
      'rotate',
      { addKeys: ['f', 'g'], role: 'index', threshold: 2 },
    ],
    [
      'mirror rotate --remove-key 01234567 --replace-key 89abcdef=k=y.json --lost-key 01234567',
      'rotate',
      {
        removeKeys: ['01234567'],
        replaceKeys: [{ key: '89abcdef', by: 'k=y.json' }],
        lostKeys: ['01234567'],
      },
    ],
    [
      'mirror rotate --expires 90 --allow-ed25519 -k f --key g --key-dir d --addr 0.0.0.0:8080',
      'rotate',
      { days: 90, allowEd25519: true, keys: ['f', 'g'], keyDir: 'd', listen: '0.0.0.0:8080' },
    ],
    ['mirror rotate --file e.json --out o.json', 'rotate', { file: 'e.json', out: 'o.json' }],
    ['mirror rotate --from o.json', 'rotate', { from: 'o.json' }],
    ['mirror rotate --give-up x.json', 'giveUp', { path: 'x.json' }],
    ['mirror rotate', 'rotate', { editor: 'vi' }],
    ['mirror rotate --addr :8080', 'rotate', { editor: 'vi', listen: ':8080' }],
    ['mirror sign m.json', 'sign', { target: 'm.json' }],
    [
      'mirror sign http://h/rotate/x -k f -k=g --timeout 5',
      'sign',
      { target: 'http://h/rotate/x', keys: ['f', 'g'], timeout: 5 },
    ],
    ['mirror transfer-owner c o', 'transferOwner', { component: 'c', owner: 'o' }],
    [
      'mirror transfer-owner c o --addr h:1 -k f --key-dir d --out x --from y',
      'transferOwner',
      { component: 'c', owner: 'o', listen: 'h:1', keys: ['f'], keyDir: 'd', out: 'x', from: 'y' },
    ],
    ['mirror new-root --yes --key-dir d', 'newRoot', { keyDir: 'd' }],
  ])('%s', async (line, name, request) => {
    expect(await requestOf(line)).toEqual({ name: `${name}.plan`, request });
  });

  test('the editor is the one of the environment, with its arguments', async () => {
    const environment = { EDITOR: 'code --wait' };
    expect((await requestOf('mirror rotate', { environment })).request).toEqual({ editor: 'code --wait' });
  });

  test.each([
    'mirror rotate --role owner',
    'mirror rotate --replace-key abc',
    'mirror rotate --replace-key =f',
    'mirror rotate --threshold 0',
    'mirror rotate --expires soon',
    'mirror rotate file',
    'mirror rotate --give-up x --from x',
    'mirror rotate --give-up x --expires 9',
    'mirror sign',
    'mirror sign a b',
    'mirror sign a --timeout 0',
    'mirror transfer-owner c',
    'mirror new-root now',
  ])('%s is wrong use', async (line) => {
    expect((await mirrordeck(line.split(' '))).code).toBe(2);
  });
});

describe('rotate', () => {
  const answers = {
    'rotate.plan': rotatePlan,
    'rotate.apply': (_: unknown, run: Run) => {
      run.onEvent?.(signer);
      run.onEvent?.({ ...signer, signed: [a, b] });
      return rotated;
    },
  };

  test('tells what changes, who has to sign, where, and that it was done', async () => {
    const { code, stdout } = await mirrordeck(['mirror', 'rotate', '--expires', '99'], { answers });
    expect(code).toBe(0);
    expect(stdout).toContain(a);
    expect(stdout).toContain('Waiting all key holders to sign http://127.0.0.1:8080/rotate/c0ffee\n');
    expect(stdout).toContain("mirror rotate --from '/work space/rotation-2.json' --addr 127.0.0.1:8080");
    expect(stdout).toContain('0.0.0.0:8080');
    expect(stdout).toContain(rotated.fingerprint);
  });

  test('says what it exposes when others can reach it', async () => {
    const open = { ...rotatePlan, way: { ...signing.way, host: '0.0.0.0' } };
    const around = { answers: { ...answers, 'rotate.plan': open } };
    const local = await mirrordeck(['mirror', 'rotate', '--expires', '99'], { answers });
    const { stdout } = await mirrordeck(['mirror', 'rotate', '--expires', '99'], around);
    expect(stdout).not.toBe(local.stdout);
    expect(stdout).toContain('one time');
  });

  test('a dry run shows every signature and changes nothing; --json is the plan', async () => {
    const dry = await mirrordeck(['mirror', 'rotate', '--expires', '99', '--dry-run'], { answers });
    expect(dry.calls.map(({ name }) => name)).toEqual(['rotate.plan']);
    expect(dry.stdout).toContain('2.root.json');
    const json = await mirrordeck(['mirror', 'rotate', '--expires', '99', '--dry-run', '--json'], {
      answers,
    });
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(JSON.stringify(rotatePlan)));
  });

  test('with --json the addresses are events on stderr', async () => {
    const { stdout, stderr } = await mirrordeck(['mirror', 'rotate', '--from', 'f', '--json'], { answers });
    expect(JSON.parse(stdout)).toEqual(rotated);
    const events = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events).toContainEqual(JSON.parse(JSON.stringify(signer)));
  });

  test('what was saved is told with the commands that come next', async () => {
    const around = {
      answers: { ...answers, 'rotate.apply': { ...rotated, saved: '/x.json', signedBy: [] } },
    };
    const { stdout } = await mirrordeck(['mirror', 'rotate', '--expires', '99', '--out', 'x.json'], around);
    expect(stdout).toContain('mirrordeck mirror sign /x.json -k <key>');
    expect(stdout).toContain('mirrordeck mirror rotate --from /x.json\n');
  });

  test('keys that have to be brought in the end are named at once, and in the command that comes last', async () => {
    const signer = { name: 'timestamp', kind: 'role', needed: 1, got: 0, keys: [c], components: [] };
    const around = {
      answers: {
        'rotate.plan': { ...rotatePlan, way: { kind: 'file', path: '/x.json' }, missing: [signer] },
        'rotate.apply': { ...rotated, saved: '/x.json', signedBy: [] },
      },
    };
    const words = ['mirror', 'rotate', '--expires', '99', '--out', 'x.json'];
    for (const line of [words, [...words, '--dry-run']])
      expect((await mirrordeck(line, around)).stderr).toMatch(
        new RegExp(`timestamp.*${c.slice(0, 16)}[^]*--key-dir`),
      );
    const { stdout } = await mirrordeck(words, around);
    expect(stdout).toContain('mirrordeck mirror rotate --from /x.json --key-dir <folder>\n');
  });
});

describe('giving up', () => {
  const plan = {
    ...{ mirror: '/m', path: '/x.json', kind: 'rotation', version: 2, component: null, owner: null },
    ...{ signedBy: [a], removes: ['/x.json'] },
  };
  const answers = { 'giveUp.plan': plan, 'giveUp.apply': { path: '/x.json', removed: ['/x.json'] } };
  const words = ['mirror', 'rotate', '--give-up', '/x.json'];

  test('says what goes, and that it went', async () => {
    const { code, stdout, calls } = await mirrordeck(words, { answers });
    expect(code).toBe(0);
    expect(calls.map(({ name }) => name)).toEqual(['giveUp.plan', 'giveUp.apply']);
    expect(stdout).toMatch(/root 2 is given up[\s\S]*\/x\.json[\s\S]*root 2 does not wait/);
  });

  test('a dry run only says it', async () => {
    const { stdout, calls } = await mirrordeck([...words, '--dry-run'], { answers });
    expect(calls.map(({ name }) => name)).toEqual(['giveUp.plan']);
    expect(stdout).toContain('/x.json');
  });
});

test('nobody signs a root without having seen its keys', async () => {
  const plan = {
    target: '/x.json',
    kind: 'file',
    type: 'root',
    version: 2,
    expires: '2030-01-01T00:00:00Z',
    id: null,
    roles: [{ role: 'timestamp', threshold: 1, keys: [b] }],
    keys: [
      { file: '/k.json', key: a, signature: 'replaced', counts: false },
      { file: '/old.json', key: c, signature: 'new', counts: null },
    ],
    warnings: [{ code: 'key-unlisted', facts: { key: a, file: '/k.json' } }],
  };
  const standing = [{ name: 'new', needed: 2, got: 1, missing: [b] }];
  const answers = { 'sign.plan': plan, 'sign.apply': { target: '/x.json', signedBy: [a], standing } };
  const words = ['mirror', 'sign', '/x.json', '-k', '/k.json'];
  const { code, stdout, stderr } = await mirrordeck(words, { answers });
  expect(code).toBe(0);
  expect(stderr).toContain(`Warning: The key ${a} (/k.json)`);
  for (const part of ['timestamp', b.slice(0, 16), a.slice(0, 16), '/k.json']) expect(stdout).toContain(part);
  // a key that may be one of the outgoing ones is no reason to warn
  expect(stderr).not.toContain('/old.json');
  expect(stdout).toContain(`${c.slice(0, 16)} is not a key of the next root`);
  expect(stdout).toContain(`1 still needed, of ${b.slice(0, 16)}`);
});

test('a transfer tells the new owner and what goes on with a saved file', async () => {
  const plan = { ...signing, component: 'c', from: 'p', to: 'o' };
  const apply = (_: unknown, run: Run) => {
    run.onEvent?.(signer);
    return { component: 'c', owner: 'o', saved: null, signedBy: [a] };
  };
  const answers = { 'transferOwner.plan': plan, 'transferOwner.apply': apply };
  const { code, stdout } = await mirrordeck(['mirror', 'transfer-owner', 'c', 'o'], { answers });
  expect(code).toBe(0);
  expect(stdout).toContain('p → o');
  expect(stdout).toContain('mirrordeck mirror transfer-owner c o --from');
});

describe('new-root', () => {
  const plan = {
    mirror: '/my mirror',
    keyDir: '/k',
    version: 3,
    signs: signing.signs,
    removes: [],
    previous: 'e'.repeat(64),
  };
  const done = { mirror: '/my mirror', keyDir: '/k', version: 3, fingerprint: 'f'.repeat(64) };
  const answers = { 'newRoot.plan': plan, 'newRoot.apply': done };

  test('does nothing without --yes', async () => {
    const { code, calls } = await mirrordeck(['mirror', 'new-root'], { answers });
    expect(code).toBe(2);
    expect(calls.map(({ name }) => name)).toEqual(['newRoot.plan']);
    expect((await mirrordeck(['mirror', 'new-root', '--dry-run'], { answers })).code).toBe(0);
  });

  test('tells every client what to do', async () => {
    const { code, stdout } = await mirrordeck(['mirror', 'new-root', '--yes'], { answers });
    expect(code).toBe(0);
    expect(stdout).toContain(done.fingerprint);
    expect(stdout).toContain("mirrordeck mirror set '/my mirror'");
    expect(stdout).toContain('tiup mirror set <address> --root <address>/root.json');
  });
});
