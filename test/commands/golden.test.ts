import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mirrorVerbs } from '../../source/commands/registry.ts';
import type { ListedVersion } from '../../source/engine/index.ts';
import { clonePlan } from './clone-values.ts';
import { mirrordeck } from './run-program.ts';

const transcript = readFileSync(join(import.meta.dirname, '..', 'golden', 'transcript.txt'), 'utf8')
  .replaceAll('`tiup ', '`mirrordeck ')
  .split('\n');

/** What stock printed for a command, up to the next command. `nth` counts repeated ones from 0. */
function printedBy(command: string, nth = 0): readonly string[] {
  const starts = transcript.flatMap((line, at) => (line === `$ ${command}` ? [at + 1] : []));
  const start = starts[nth];
  if (start === undefined) throw new Error(`the transcript has no ${command}`);
  const end = transcript.findIndex((line, at) => at >= start && line.startsWith('$ '));
  return transcript.slice(start, end < 0 ? undefined : end);
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').slice(0, -1);
}

describe('what stock prints', () => {
  test('list', async () => {
    const stock = printedBy('tiup list --all');
    const components = stock.slice(3).map((line) => {
      const [id = '', owner = '', ...description] = line.split(/ +/);
      return { id, owner, description: description.join(' '), hidden: false, standalone: false };
    });
    const answers = {
      list: {
        kind: 'components',
        warnings: [],
        components: components.map((item) => ({ ...item, installed: [], platforms: [] })),
      },
    };
    expect(linesOf((await mirrordeck(['list', '--all'], { answers })).stdout)).toEqual(stock);
  });

  test('list of a component', async () => {
    const stock = printedBy('tiup list tidb');
    const versions = stock.slice(3).map((line): ListedVersion => {
      const [version = '', released = '', platforms = ''] = line.replace('nightly -> ', '').split(/ +/);
      const alias = line.startsWith('nightly -> ') ? 'nightly' : null;
      return { version, alias, installed: false, released, platforms: platforms.split(',') };
    });
    const answers = { list: { kind: 'versions', component: 'tidb', versions, warnings: [] } };
    expect(linesOf((await mirrordeck(['list', 'tidb'], { answers })).stdout)).toEqual(stock);
  });

  test('init, set, genkey, grant', async () => {
    const paths = { path: 'W/origin', keyDir: 'W/origin/keys' };
    const init = await mirrordeck(['mirror', 'init', 'W/origin'], {
      answers: {
        'init.plan': { ...paths, creates: true, signs: [] },
        'init.apply': { ...paths, fingerprint: 'abc' },
      },
    });
    const lines = linesOf(init.stdout).filter((line) => !line.startsWith('Fingerprint'));
    expect(lines).toEqual(printedBy('tiup mirror init W/origin'));

    const set = await mirrordeck(['mirror', 'set', 'W/origin'], {
      answers: { 'set.plan': {}, 'set.apply': { address: 'W/origin', fingerprint: 'abc' } },
    });
    expect(linesOf(set.stdout)).toEqual(printedBy('tiup mirror set W/origin'));

    const genkey = await mirrordeck(['mirror', 'genkey'], {
      answers: { 'genkey.plan': {}, 'genkey.apply': { path: 'W/home/keys/private.json', keyId: 'abc' } },
    });
    expect(linesOf(genkey.stdout)).toEqual(printedBy('tiup mirror genkey'));

    const keyId = 'd70818f3e475b7257108f0e84158fcee0289e1c67bf36ceaf018eac1048a2228';
    const grant = await mirrordeck(['mirror', 'grant', 'jdoe', '--key', 'W/home/keys/jdoe.json'], {
      answers: {
        'grant.plan': {},
        'grant.apply': { id: 'jdoe', name: 'jdoe', threshold: 1, keyIds: [keyId] },
      },
    });
    expect(linesOf(grant.stdout)).toEqual(printedBy('tiup mirror grant jdoe --key W/home/keys/jdoe.json'));
  });

  test('the public half of a key', async () => {
    const stock = printedBy('tiup mirror genkey --name jdoe --public');
    const key: unknown = JSON.parse(stock.slice(2).join('\n'));
    const keyId = stock[0]?.replace('KeyID: ', '');
    const shown = await mirrordeck(['mirror', 'genkey', '--name', 'jdoe', '--public'], {
      answers: { publicKey: { keyId, path: 'p', key } },
    });
    expect(linesOf(shown.stdout)).toEqual(stock);
  });

  test('publish', async () => {
    const file = 'W/hello-v0.0.2-linux-amd64.tar.gz';
    const stock = transcript.slice(transcript.findIndex((line) => line.startsWith(`uploading ${file}`)));
    const sha256 = /sha256: (\w+)/.exec(stock[0] ?? '')?.[1];
    const published = await mirrordeck(['mirror', 'publish', 'hello', 'v0.0.2', file, 'hello.sh'], {
      answers: {
        'publish.plan': { length: 160, sha256, creates: true, component: 'hello', warnings: [], signs: [] },
        'publish.apply': { component: 'hello', version: 'v0.0.2', platform: 'linux/amd64' },
      },
    });
    expect(linesOf(published.stdout).slice(0, 2)).toEqual(stock.slice(0, 2));
  });

  test('a clone: its start and what is replaced', async () => {
    const stock = printedBy('tiup mirror clone W/clone-v2 v2.0.0 --os linux --arch amd64');
    const missing = stock
      .filter((line) => line.includes(' not found, using '))
      .map((line) => {
        const [component = '', platform = '', wanted = '', , , , instead = ''] = line.split(' ');
        return { component, platform, wanted, instead };
      });
    expect(missing).toHaveLength(6);
    const request = { target: 'W/clone-v2', versions: ['v2.0.0'], oses: ['linux'], archs: ['amd64'] };
    const plan = clonePlan({ request, missing });
    const { stdout } = await mirrordeck(['mirror', 'clone', 'W/clone-v2', 'v2.0.0', '--dry-run'], {
      answers: { 'clone.plan': plan },
    });
    const wanted = stock.filter((line) => !line.startsWith('If this does not meet'));
    expect(linesOf(stdout).slice(0, wanted.length)).toEqual(wanted);
  });

  test('running a component that is not there yet', async () => {
    const stock = printedBy('tiup notes').slice(-3);
    const plan = {
      request: { component: 'notes', args: [] },
      component: 'notes',
      version: 'v1.0.0',
      entry: 'W/home/components/notes/v1.0.0/notes.sh',
      install: { mirror: 'm', items: [], bytes: 0, warnings: [] },
    };
    const { stdout, stderr } = await mirrordeck(['notes'], {
      answers: { 'run.plan': plan, 'install.apply': {}, 'run.apply': { exitCode: 0 } },
    });
    expect(linesOf(stderr)).toEqual(stock.slice(0, 2));
    expect(stdout).toBe('');
  });

  test('mirror --help lists the commands as the documents do', async () => {
    const { stdout, code } = await mirrordeck(['mirror', '--help']);
    expect(code).toBe(0);
    const names = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map((match) => match[1]);
    const documented = ['init', 'genkey', 'clone', 'publish', 'show', 'set', 'modify', 'renew', 'grant'];
    expect(names).toEqual(expect.arrayContaining(documented));
    expect(names).toEqual(Object.keys(mirrorVerbs));
    expect(stdout).toContain('Usage:\n  mirrordeck mirror <command> [flags]');
    expect(stdout).toContain(
      'Use "mirrordeck mirror [command] --help" for more information about a command.',
    );
  });
});
