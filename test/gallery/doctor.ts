import type { DoctorFinding, DoctorResult } from '../../source/engine/index.ts';
import { type FakeEngine, fakeEngine } from '../helpers/fake-engine.ts';
import type { Scene } from '../helpers/scene.ts';

const areas = [
  'home',
  'settings',
  'mirror',
  'keys',
  'disk',
  'clock',
  'proxy',
  'certificates',
  'port',
  'terminal',
  'leftovers',
] as const;

function doctorEngine(findings: readonly DoctorFinding[]): () => FakeEngine {
  const problems = findings.filter(({ state }) => state === 'problem').length;
  const result: DoctorResult = {
    home: '/home/operator/.tiup',
    mirror: '/srv/mirror',
    areas: [...areas],
    findings,
    problems,
  };
  return () => ({ ...fakeEngine(), doctor: async () => result });
}

const found = (
  area: DoctorFinding['area'],
  code: DoctorFinding['code'],
  state: DoctorFinding['state'],
  facts: DoctorFinding['facts'] = {},
): DoctorFinding => ({ area, code, state, facts, detail: '' });

const long = `/srv/${'a-very-long-folder-name-of-a-mirror/'.repeat(3)}keys/私有镜像.json\u001b[31m`;

const some: readonly DoctorFinding[] = [
  found('home', 'home-unset', 'note'),
  found('mirror', 'mirror-expiring', 'problem', { file: 'timestamp.json', expires: '2026-03-04' }),
  found('keys', 'key-exposed', 'problem', { file: long, mode: '0644' }),
  found('disk', 'disk-low', 'problem', { path: '/srv/mirror', free: 12_000_000 }),
  found('terminal', 'terminal-not-utf8', 'note', { locale: 'C' }),
];

export const scenes: readonly Scene[] = [
  {
    name: 'doctor-looking',
    start: 'doctor',
    engine: () => ({ ...fakeEngine(), doctor: () => new Promise<DoctorResult>(() => undefined) }),
    steps: [(m) => m.doctor.looking.slice(0, 12)],
  },
  { name: 'doctor-fine', start: 'doctor', engine: doctorEngine([]), steps: [(m) => m.care.noProblems] },
  { name: 'doctor', start: 'doctor', engine: doctorEngine(some), steps: [(m) => m.doctor.columns.state] },
  {
    name: 'doctor-opens',
    start: 'doctor',
    engine: doctorEngine(some),
    steps: [(m) => m.doctor.columns.state, 'end', (m) => m.doctor.opens(m.rooms.settings.label)],
  },
  {
    name: 'doctor-details',
    start: 'doctor',
    engine: doctorEngine(some),
    steps: [(m) => m.doctor.columns.state, 'd', (m) => m.care.areas.settings],
  },
  {
    name: 'doctor-many',
    start: 'doctor',
    engine: doctorEngine(
      Array.from({ length: 500 }, (_, at) =>
        found('keys', 'key-unusable', 'problem', { file: `/keys/${at}` }),
      ),
    ),
    steps: [(m) => m.doctor.columns.state, 'end', () => '/keys/499'],
  },
  {
    name: 'doctor-failed',
    start: 'doctor',
    engine: () => ({ ...fakeEngine(), doctor: () => Promise.reject(new Error('no such thing')) }),
    steps: [() => 'no such thing'],
  },
];
