import {
  type Engine,
  EngineError,
  type KeysCheckResult,
  type KeysImportRequest,
  type Run,
} from '../../engine/index.ts';
import { usePicker } from '../../ui/picker/use-picker.ts';
import { problemOf } from '../../ui/problem.ts';
import { answerKeyAsk } from '../key-choice/key-choice-tasks.ts';
import type { World } from '../screen.ts';
import { useWork } from '../work/use-work.ts';
import type { Asked, Listed } from './owners-asked.ts';
import type { OwnersEvent, OwnersState } from './owners-state.ts';

/** Owners and keys are told apart: a home has keys also where its mirror can't be read. */
async function listAll(engine: Engine, run: Run): Promise<Listed> {
  const home = await engine.keys.check({}, run);
  const mirror = await checkMirror(engine, run);
  try {
    const owners = await engine.owners({}, run);
    return { owners, problem: null, roles: await engine.roles({}, run), home, mirror };
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'interrupted') throw error;
    return { owners: null, problem: problemOf(error), roles: null, home, mirror };
  }
}

/** A mirror of the network, or none at all, has no keys here. */
async function checkMirror(engine: Engine, run: Run): Promise<KeysCheckResult | null> {
  try {
    return await engine.keys.check({ mirror: true }, run);
  } catch (error) {
    if (!(error instanceof EngineError) || error.code === 'interrupted') throw error;
    return null;
  }
}

async function answer(asked: Asked, engine: Engine, run: Run): Promise<OwnersEvent> {
  switch (asked.kind) {
    case 'list':
      return { type: 'listed', listed: await listAll(engine, run) };
    case 'key':
      return { type: 'keys', answer: await answerKeyAsk(asked.ask, engine, run) };
    case 'plan-grant':
      return {
        type: 'planned',
        planned: { kind: 'grant', plan: await engine.grant.plan(asked.request, run) },
      };
    case 'grant': {
      const { id } = await engine.grant.apply(asked.plan, run);
      return { type: 'done', done: { kind: 'granted', name: id } };
    }
    case 'plan-change':
      return {
        type: 'planned',
        planned: { kind: 'change', plan: await engine.changeOwner.plan(asked.request, run) },
      };
    case 'change': {
      const { id, owner } = await engine.changeOwner.apply(asked.plan, run);
      return { type: 'done', done: { kind: owner === null ? 'revoked' : 'changed', name: id } };
    }
    case 'generate':
      return { type: 'done', done: { kind: 'generated', name: await generated(engine, asked.name, run) } };
    case 'import': {
      const { file, name } = asked;
      const named = name === '' ? {} : { name };
      return await imported(engine, { files: [file], public: asked.public, ...named }, run);
    }
    case 'paste':
      return await imported(engine, { files: [], texts: [asked.text] }, run);
    case 'export': {
      const plan = await engine.keys.export.plan({ key: asked.key, to: asked.to }, run);
      return {
        type: 'done',
        done: { kind: 'exported', name: (await engine.keys.export.apply(plan, run)).path },
      };
    }
  }
}

async function imported(engine: Engine, request: KeysImportRequest, run: Run): Promise<OwnersEvent> {
  const plan = await engine.keys.import.plan(request, run);
  const [first] = (await engine.keys.import.apply(plan, run)).imported;
  const kind = first?.present === true ? 'present' : 'imported';
  return { type: 'done', done: { kind, name: first?.to ?? '' } };
}

/** A new key of the home; its path. */
async function generated(engine: Engine, name: string, run: Run): Promise<string> {
  const { path } = await engine.genkey.apply(await engine.genkey.plan({ name }, run), run);
  return path;
}

/** Has the engine do what the state asks for. */
export function useOwnersTasks(
  state: OwnersState,
  world: World,
  send: (event: OwnersEvent) => void,
  active: boolean,
): void {
  useWork<Asked, OwnersEvent>({
    work: state.work,
    world,
    active,
    run: (asked, run) => answer(asked, world.engine, run),
    send,
  });
  usePicker({ picker: state.picker ?? state.change?.choice.picker ?? null, active, send });
}
