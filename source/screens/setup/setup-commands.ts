import type { DemoPlan, DemoResult } from '../../engine/index.ts';
import { shellWord } from '../../messages/shell-word.ts';
import { initRequest, type OwnPlan } from './setup-own.ts';
import { originOf, purposeOf, type SetupDone, type SetupState } from './setup-state.ts';

const words = (...parts: readonly string[]): string => parts.map(shellWord).join(' ');

/** An own mirror, from nothing to where somebody can publish. */
function ownCommands({ path, keyDir, days, owner, key }: Omit<OwnPlan, 'init'>): readonly string[] {
  const init = ['mirrordeck', 'mirror', 'init', path];
  const keys = keyDir === '' || keyDir === `${path}/keys` ? [] : ['--key-dir', keyDir];
  return [
    words(...init, ...keys, ...(days === undefined ? [] : ['--days', String(days)])),
    words('mirrordeck', 'mirror', 'set', path),
    ...(key === null ? [] : ['mirrordeck mirror genkey']),
    words('mirrordeck', 'mirror', 'grant', owner),
  ];
}

const demoCommand = 'mirrordeck mirror demo';

/** What takes the demo away again, and what was set for it. */
export function removeCommands({ path }: DemoPlan | DemoResult, done: SetupDone | null): readonly string[] {
  const folder = words('rm', '-r', path);
  if (done?.kind === 'part') return [folder, words('mirrordeck', 'source', 'remove', done.source)];
  return done?.kind === 'use' ? [folder, 'mirrordeck mirror set --reset'] : [folder];
}

/** The commands for what was set. */
export function doneCommands(done: SetupDone): readonly string[] {
  if (done.kind === 'own') return ownCommands(done.plan);
  const { address, fingerprint, trust } = done.plan.identity;
  const known = trust === 'official' ? [] : ['--fingerprint', fingerprint];
  const made = done.demo === null ? [] : [demoCommand];
  if (done.kind === 'use')
    return [
      ...made,
      trust === 'official'
        ? 'mirrordeck mirror set --reset'
        : words('mirrordeck', 'mirror', 'set', address, ...known),
    ];
  return [
    ...made,
    ...(trust === 'official' ? [] : [words('mirrordeck', 'source', 'add', done.source, address, ...known)]),
    words('mirrordeck', 'mirror', 'clone', '/srv/mirror', '--source', done.source),
  ];
}

/** The same, as far as it is known what will be done. */
export function setupCommands(state: SetupState): readonly string[] {
  if (state.done !== null && state.step === 'done') return doneCommands(state.done);
  if (state.plan !== null) return ownCommands(state.plan);
  if (state.met !== null) {
    const kind = purposeOf(state) === 'use' ? 'use' : 'part';
    const { met: plan, demo } = state;
    const source = originOf(state) === 'official' ? 'official' : demo === null ? plan.address : 'demo';
    return doneCommands(kind === 'use' ? { kind, plan, demo } : { kind, plan, source, demo });
  }
  if (state.step === 'demo') return [demoCommand];
  const { path, keyDir = '', days } = initRequest(state.own);
  if (state.step !== 'own' || path === '') return [];
  return ownCommands({ path, keyDir, days, owner: 'OWNER', key: null });
}
