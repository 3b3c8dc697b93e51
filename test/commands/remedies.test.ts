import { expect, test } from 'vitest';
import { EngineError } from '../../source/engine/index.ts';
import { languages, messagesFor } from '../../source/messages/index.ts';
import { mirrordeck } from './run-program.ts';

test.each(languages)('a lock names the mirror and not our file in it, in %s', (language) => {
  const { title } = messagesFor(language).errors['lock-held'];
  const text = title({ path: '/srv/mirror/.mirrordeck/staging/lock.json' });
  expect(text).toContain('/srv/mirror');
  expect(text).not.toContain('.mirrordeck');
});

test.each(languages)('a path that a person gave is no reason to check a mirror, in %s', (language) => {
  const { remedy } = messagesFor(language).errors['file-missing'];
  expect(remedy({ file: '/home/me/rooot.json' })).not.toContain('mirror verify');
  expect(remedy({ file: '1.hello.json', address: '/srv/mirror' })).toContain('mirror verify');
});

test('what the engine calls wrong use is of that command, too', async () => {
  const refuse = () => {
    throw new EngineError('usage', 'what is to change?', { facts: { field: 'root' } });
  };
  for (const [line, command, answer] of [
    ['mirror modify hello --yank', 'mirror modify', 'modify.plan'],
    ['mirror owner revoke jdoe', 'mirror owner revoke', 'changeOwner.plan'],
    ['update hello', 'update', 'update.plan'],
    ['hello --its-own', 'run', 'run.plan'],
  ] as const) {
    const { code, stderr, stdout } = await mirrordeck([...line.split(' ')], {
      answers: { [answer]: refuse },
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`→ \`mirrordeck ${command} --help\``);
  }
  const answers = { 'modify.plan': refuse };
  const json = await mirrordeck(['mirror', 'modify', 'hello', '--yank', '--json'], { answers });
  expect(JSON.parse(json.stdout).error.facts).toEqual({ field: 'root', command: 'mirror modify' });
});
