import { describe, expect, test } from 'vitest';
import { EngineError } from '../../source/engine/index.ts';
import { clonePlan } from './clone-values.ts';
import { mirrordeck } from './run-program.ts';

const lab = {
  name: 'lab',
  address: 'https://a.test/',
  fingerprint: 'ab'.repeat(32),
  addresses: ['https://b.test/'],
  ca: '/etc/ca.pem',
  auth: ['bearer'],
  current: true,
  official: false,
};

describe('source', () => {
  test('list shows where sources are and how they are reached', async () => {
    const answers = { 'sources.list': [lab] };
    const { code, stdout } = await mirrordeck(['source', 'list'], { answers });
    expect(code).toBe(0);
    expect(stdout).toContain('lab *  https://a.test/ https://b.test/  abababababababab  ca,bearer');
    const json = await mirrordeck(['source', 'list', '--json'], { answers });
    expect(JSON.parse(json.stdout)).toEqual({ sources: [lab] });
  });

  test('add takes several addresses and how they are reached', async () => {
    const words = 'source add lab https://a.test/ https://b.test/ --ca ca.pem --auth-file t --fingerprint ab';
    const { code, calls } = await mirrordeck(words.split(' '), { answers: { 'sources.add': lab } });
    expect(code).toBe(0);
    expect(calls).toEqual([
      {
        name: 'sources.add',
        request: {
          name: 'lab',
          address: 'https://a.test/',
          addresses: ['https://b.test/'],
          fingerprint: 'ab',
          ca: 'ca.pem',
          authFile: 't',
        },
      },
    ]);
    expect((await mirrordeck(['source', 'add', 'lab'])).code).toBe(2);
  });

  test('remove forgets one', async () => {
    const { code, calls } = await mirrordeck(['source', 'remove', 'lab'], {
      answers: { 'sources.remove': undefined },
    });
    expect([code, calls]).toEqual([0, [{ name: 'sources.remove', request: 'lab' }]]);
  });

  test('alone shows its commands', async () => {
    const { stdout } = await mirrordeck(['source']);
    for (const name of ['list', 'add', 'remove', 'test'])
      expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  });
});

test.each([
  ['source test lab', 'sources.test'],
  ['install tidb', 'install.plan'],
  ['update tidb', 'update.plan'],
  ['list', 'list'],
  ['mirror set lab', 'set.plan'],
  ['mirror clone W --source lab', 'clone.plan'],
  ['mirror verify W', 'verify'],
  ['mirror expiry W', 'expiry'],
  ['mirror publish hello v1.0.0 t.tar.gz hello', 'publish.plan'],
  ['mirror modify hello --hide', 'modify.plan'],
  ['mirror renew --all', 'renew.plan'],
])('%s hands on how sources are reached', async (words, asked) => {
  const flags = '--ca ca.pem --auth-file t --timeout connect=5s'.split(' ');
  const { calls, engineOptions } = await mirrordeck([...words.split(' '), ...flags], {
    answers: { [asked]: new Error('far enough') },
  });
  expect(calls.map(({ name }) => name)).toEqual([asked]);
  expect(engineOptions[0]).toMatchObject({ ca: 'ca.pem', authFile: 't', timeout: 'connect=5s' });
  expect(JSON.stringify(calls)).not.toContain('ca.pem');
});

test('a rate and the hours of its timetable may be said one by one', async () => {
  const words = 'mirror clone W --limit-rate 20M --limit-rate 08:00-18:00=5M --also http://b.test/'.split(
    ' ',
  );
  const { calls, engineOptions } = await mirrordeck(words, {
    answers: { 'clone.plan': new Error('enough') },
  });
  expect(engineOptions[0]).toMatchObject({ limitRate: '20M,08:00-18:00=5M' });
  expect(calls[0]?.request).toMatchObject({ source: { also: ['http://b.test/'] } });
});

test('a clone whose source was published before it could be carried out is planned again, thrice at most', async () => {
  const plan = clonePlan();
  const answers = { 'clone.plan': plan, 'clone.apply': new EngineError('source-changed', 'moved') };
  const { code, calls } = await mirrordeck(['mirror', 'clone', 'W', '--json'], { answers });
  expect([code, calls.filter(({ name }) => name === 'clone.plan').length]).toEqual([1, 3]);
});
