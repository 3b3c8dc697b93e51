import type { Catalogue, ComponentDetails } from '../../source/engine/index.ts';
import { type FakeEngine, fakeCatalogue, fakeComponent, fakeEngine, fakeIdentity } from './fake-engine.ts';

/** A mirror with something of everything: hidden, yanked, nightly, standalone, long names and names in Japanese. */
export const motley: Catalogue = {
  ...fakeCatalogue,
  components: [
    fakeComponent('tidb', ['v8.5.1', 'v8.5.0', 'v7.5.0']),
    { ...fakeComponent('pd', ['v8.5.1']), hidden: true },
    {
      ...fakeComponent('ctl', ['v2.0.0', 'v1.0.0']),
      versions: fakeComponent('ctl', ['v2.0.0', 'v1.0.0']).versions.map((version) =>
        version.version === 'v1.0.0'
          ? { ...version, releases: version.releases.map((one) => ({ ...one, yanked: true as const })) }
          : version,
      ),
    },
    { ...fakeComponent('bench', ['v1.0.0-nightly-20260101']), nightly: 'v1.0.0-nightly-20260101' },
    {
      ...fakeComponent(`a-name-of-sixty-characters-${'x'.repeat(33)}`, ['v1.0.0']),
      description:
        '日本語の説明\u001b[2J とても長い説明がここに入ります。分散データベースのためのツールです。',
      standalone: true,
    },
    { ...fakeComponent('gone', ['v1.0.0']), yanked: true },
  ],
};

export function fakeDetails(id: string): ComponentDetails {
  return {
    mirror: fakeIdentity.address,
    id,
    owner: 'pingcap',
    description: `What ${id} is for`,
    standalone: false,
    hidden: false,
    yanked: false,
    nightly: null,
    version: 12,
    expires: '2027-01-01T00:00:00Z',
    files: ['v8.5.1', 'v8.5.0', 'v7.5.0'].flatMap((version) =>
      ['darwin/amd64', 'darwin/arm64', 'linux/amd64', 'linux/arm64'].map((platform) => ({
        version,
        platform,
        file: `${id}-${version}-${platform.replace('/', '-')}.tar.gz`,
        length: 1_000_000,
        sha256: 'ab'.repeat(32),
        sha512: 'cd'.repeat(64),
        entry: `bin/${id}-server`,
        released: '2026-01-15T00:00:00Z',
        yanked: false,
      })),
    ),
  };
}

/** An engine for looking through a mirror; tidb v8.5.0 is installed, and clones hold tidb v8.5.1. */
export function browseEngine(catalogue: Catalogue = motley): FakeEngine {
  const engine = fakeEngine({ catalogue });
  const clone = { ...fakeCatalogue, components: [fakeComponent('tidb', ['v8.5.1'])] };
  return {
    ...engine,
    list: async () => ({
      kind: 'components',
      warnings: [],
      components: [
        {
          id: 'tidb',
          owner: 'pingcap',
          description: '',
          hidden: false,
          standalone: false,
          installed: ['v8.5.0'],
          platforms: [],
        },
      ],
    }),
    async catalogue(request) {
      engine.calls.push(`catalogue ${request.address}`);
      if (request.address === undefined || /^https?:/.test(request.address)) return catalogue;
      return { ...clone, identity: { ...fakeIdentity, address: request.address } };
    },
    component: async ({ component }) => fakeDetails(component),
  };
}
