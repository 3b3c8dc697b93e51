import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EngineError } from '../../source/engine/errors.ts';
import { fakeEngine } from '../helpers/fake-engine.ts';
import { Screen } from '../helpers/screen.ts';
import { tempFolder } from '../helpers/temp.ts';

test('a source is added, tested, made current after its fingerprint was shown, and removed', async () => {
  const screen = new Screen();
  await screen.press('s');
  await screen.see('plant');
  await screen.press('a');
  await screen.see('A new source');
  await screen.press('plant', 'enter', 'enter', 'enter', 'enter', 'enter', 'enter');
  await screen.see('There is a source of this name already.');
  await screen.press('-b', 'tab');
  await screen.press('http://b:8000', 'enter', 'enter', 'enter', 'enter', 'enter');
  await screen.see(/> +plant-b/);
  await screen.press('t');
  await screen.see('plant-b is in order (42 ms)');
  await screen.press('u');
  await screen.see('Make http://b:8000 the current mirror?');
  await screen.see('01234567 89abcdef');
  await screen.press('y');
  await screen.see(/> \* +plant-b/);
  await screen.press('u');
  await screen.see('This is the current mirror already.');
  await screen.press('g', 'd');
  await screen.see('The official mirror is built in and stays.');
  await screen.press('j', 'd');
  await screen.see('Forget the source plant?');
  await screen.press('y');
  await screen.see('1-2 of 2');
  expect(screen.text()).not.toContain('mirror.example.com');
  expect(screen.engine.calls).toEqual([
    'sources.add plant-b http://b:8000',
    'sources.test http://b:8000',
    'set.plan http://b:8000',
    'set.apply http://b:8000',
    'sources.remove plant',
  ]);
  await screen.leave();
});

test('an error is shown with its title and what to do, and can be tried again', async () => {
  let tries = 0;
  const engine = fakeEngine({
    test: () => {
      tries += 1;
      return Promise.reject(
        new EngineError('source-unreachable', 'connection refused \u001b[2J', {
          facts: { address: 'http://b:8000' },
        }),
      );
    },
  });
  const screen = new Screen({ engine });
  await screen.press('s');
  await screen.see('plant');
  await screen.press('enter');
  await screen.see('source-unreachable');
  await screen.see('connection refused');
  await screen.press('r');
  await screen.see(() => tries === 2);
  await screen.see('source-unreachable');
  await screen.press('escape');
  await screen.see('Enter tests the source');
  await screen.leave();
});

test('a current mirror without a name is in the list too', async () => {
  const sources = [
    { name: 'plant', address: 'http://b:8000', fingerprint: null, current: false, official: false },
  ];
  const engine = { ...fakeEngine({ sources }), show: async () => ({ address: '/srv/mirror' }) };
  const screen = new Screen({ engine });
  await screen.press('c');
  await screen.see(/ \* +current mirror +\/srv\/mirror/);
  // a folder of this machine is what others are cloned into
  await screen.see(/> +plant/);
  await screen.press('k', 'enter');
  await screen.see('What do you want to take?');
  await screen.press('enter');
  await screen.see('Which components?');
  expect(engine.calls).toContain('catalogue /srv/mirror');
  await screen.leave();
});

test('Tab completes a folder in the address, shows several, and goes on where there are none', async () => {
  const top = tempFolder();
  for (const name of ['mirror-one', 'mirror-two']) mkdirSync(join(top, name));
  const screen = new Screen({ columns: 120 });
  await screen.press('s');
  await screen.see('plant');
  await screen.press('a');
  await screen.see('A new source');
  await screen.press('b', 'enter', `${top}/m`, 'tab');
  await screen.see('mirror-one/  mirror-two/');
  await screen.press('o', 'tab');
  await screen.see(`${top}/mirror-one/`);
  await screen.press('tab');
  await screen.see(/> Fingerprint/);
  await screen.press('enter', 'enter', 'enter', 'enter');
  await screen.see(/> +b /);
  expect(screen.engine.calls).toEqual([`sources.add b ${top}/mirror-one/`]);
  await screen.leave();
});

test('a source is changed in place: everything but its name', async () => {
  const screen = new Screen();
  await screen.press('s');
  await screen.see('plant');
  await screen.press('m');
  await screen.see('The official mirror is built in and stays.');
  await screen.press('j', 'm');
  await screen.see('Change the source plant');
  await screen.see('https://mirror.example.com/');
  await screen.press('enter', 'enter', 'https://b.example.com/', 'enter', 'enter', 'enter');
  await screen.see('Enter tests the source');
  expect(screen.engine.calls).toContain('sources.add plant https://mirror.example.com/ replace');
  await screen.leave();
});

test('what was typed is there again after Esc, and leaving the program asks for it', async () => {
  const screen = new Screen({ start: 'sources' });
  await screen.see('plant');
  await screen.press('a', 'lab', 'down', '/srv/lab', 'escape');
  await screen.see(/> +\* +official/);
  await screen.press('q');
  await screen.see('What was entered here is not carried out yet');
  await screen.press('n', 'a');
  await screen.see('/srv/lab');
  await screen.see(/Name +lab/);
  await screen.press('escape', 'j', 'm');
  await screen.see('Change the source plant');
  await screen.press('escape', 'e');
  await screen.see('mirrordeck source test plant');
  await screen.press('escape', 'u');
  await screen.see('Make https://mirror.example.com');
  await screen.press('e');
  await screen.see('mirrordeck mirror set https://mirror.example.com');
  await screen.press('escape', 'n');
  await screen.leave();
});
