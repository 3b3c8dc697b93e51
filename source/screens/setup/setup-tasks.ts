import { useEffect, useEffectEvent } from 'react';
import {
  type DemoPlan,
  type Engine,
  EngineError,
  type GenkeyPlan,
  type Run,
  type SetPlan,
} from '../../engine/index.ts';
import type { World } from '../screen.ts';
import { useWork } from '../work/use-work.ts';
import { initRequest, type OwnPlan } from './setup-own.ts';
import type { SetupDone, SetupEvent, SetupState, SetupWork } from './setup-state.ts';

type Send = (event: SetupEvent) => void;

/** The key that the home has is kept; null then. */
async function planKey(engine: Engine): Promise<GenkeyPlan | null> {
  try {
    return await engine.genkey.plan({});
  } catch (error) {
    if (error instanceof EngineError && error.code === 'key-exists') return null;
    throw error;
  }
}

async function planOwn(
  engine: Engine,
  { form, made }: SetupWork & { readonly kind: 'plan-own' },
): Promise<OwnPlan> {
  const request = initRequest(form);
  const owner = form.entries.find(({ name }) => name === 'owner');
  const common = {
    days: request.days,
    owner: owner?.kind === 'text' ? owner.field.value.trim() : '',
    key: await planKey(engine),
  };
  if (made !== null && (await isMade(engine, request.path, made.path)))
    return { ...common, path: made.path, keyDir: made.keyDir, init: null };
  const init = await engine.init.plan(request);
  return { ...common, path: init.path, keyDir: init.keyDir, init };
}

/** Whether a folder, as it was typed, is the one that was made a moment ago. */
async function isMade(engine: Engine, typed: string, path: string): Promise<boolean> {
  return (await engine.set.plan({ address: typed }).catch(() => null))?.address === path;
}

/** Mirror, current mirror, key, owner: each may be there from an attempt before. */
async function makeOwn(engine: Engine, plan: OwnPlan, run: Run, send: Send): Promise<SetupDone> {
  if (plan.init !== null) send({ type: 'made', made: await engine.init.apply(plan.init, run) });
  const set = await engine.set.plan({ address: plan.path }, run);
  const { fingerprint } = await engine.set.apply(set, run);
  const { address } = await engine.show();
  if (address !== set.address) {
    throw new EngineError('usage', `TIUP_MIRRORS names ${address}: unset it to work with ${plan.path}`, {
      facts: { field: 'TIUP_MIRRORS' },
    });
  }
  if (plan.key !== null) await engine.genkey.apply(plan.key, run);
  await engine.grant.apply(await engine.grant.plan({ id: plan.owner }, run), run);
  return { kind: 'own', plan, fingerprint };
}

/** Makes the demo, or takes the one that is there, and says who it is. */
async function makeDemo(engine: Engine, plan: DemoPlan, run: Run): Promise<SetupEvent> {
  const demo = await engine.demo.apply(plan, run);
  const { mirror: address, fingerprint } = demo;
  return { type: 'demo-made', demo, plan: await engine.set.plan({ address, fingerprint }, run) };
}

/** The name of a source for an address; made up where it has none yet. Its root is the one that was agreed to. */
async function keep(engine: Engine, { identity }: SetPlan, isDemo: boolean): Promise<string> {
  const { address, fingerprint } = identity;
  const list = await engine.sources.list();
  const known = list.find((source) => source.address === address);
  if (known?.official === true || known?.fingerprint === fingerprint) return known.name;
  if (known !== undefined) {
    const { name, addresses, ca } = known;
    return (await engine.sources.add({ name, address, fingerprint, addresses, ca, replace: true })).name;
  }
  const parts = address.replace(/^https?:\/\//, '').split(/[/:]/);
  const word = (address.startsWith('http') ? parts[0] : parts.filter(Boolean).at(-1)) ?? '';
  const base = isDemo
    ? 'demo'
    : word
        .replaceAll(/[^A-Za-z0-9._-]/g, '')
        .replace(/^[^A-Za-z0-9]+/, '')
        .slice(0, 60) || 'mirror';
  const taken = new Set(list.map(({ name }) => name));
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`;
  return (await engine.sources.add({ name, address, fingerprint })).name;
}

async function carryOut(engine: Engine, what: SetupWork, run: Run, send: Send): Promise<SetupEvent> {
  switch (what.kind) {
    case 'language':
      await engine.settings.write({ language: what.language });
      return { type: 'language-kept' };
    case 'meet':
      return {
        type: 'met',
        plan: await engine.set.plan(what.reset ? { reset: true } : { address: what.address }, run),
      };
    case 'plan-demo':
      return { type: 'demo-planned', plan: await engine.demo.plan({}, run) };
    case 'make-demo':
      return await makeDemo(engine, what.plan, run);
    case 'keep': {
      const { plan, demo } = what;
      const source = await keep(engine, plan, demo !== null);
      return { type: 'done', done: { kind: 'part', plan, source, demo } };
    }
    case 'use':
      await engine.set.apply(what.plan, run);
      return { type: 'done', done: { kind: 'use', plan: what.plan, demo: what.demo } };
    case 'plan-own':
      return { type: 'own-planned', plan: await planOwn(engine, what) };
    case 'make-own':
      return { type: 'done', done: await makeOwn(engine, what.plan, run, send) };
  }
}

/** Has the engine do what the state asks for. */
export function useSetupTasks(state: SetupState, world: World, send: Send, active: boolean): void {
  const shown = useEffectEvent(() => send({ type: 'shown-in', language: world.language }));
  useEffect(() => {
    if (active) shown();
  }, [active]);
  useWork<SetupWork, SetupEvent>({
    work: state.work,
    world,
    active,
    send,
    run: (what, run) => carryOut(world.engine, what, run, send),
  });
}
