import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../source/engine/errors.ts';
import { createEngine } from '../../source/engine/index.ts';
import type { Mutation } from '../../source/engine/io/files.ts';
import { fingerprint } from '../helpers/fingerprint.ts';
import { makeTempFolder, removeFolder } from '../helpers/temp.ts';
import type { Outcome } from './child.ts';
import type { Children } from './children.ts';
import type { Fault } from './faults.ts';
import type { Scenario } from './scenarios.ts';
import { bareReading, namesIn, stateOf } from './state.ts';
import { makeWorld, type World, worldNow } from './world.ts';

/** How a scenario goes when nothing goes wrong. */
export type Course = {
  readonly mutations: readonly Mutation[];
  readonly before: string;
  readonly after: string;
  readonly names: readonly string[];
};

export type Verdict = {
  /** What is not as it must be. */
  readonly wrongs: readonly string[];
  readonly outcome: Outcome | null;
  /** The change was there, or decided, before the command was run again. */
  readonly decided: boolean;
  /** A reader who finishes nobody's commit was refused: it came between the two last renames. */
  readonly between: boolean;
};

/** Worlds for one scenario after the other, and what is found in them. */
export class Judge {
  readonly #golden: string;
  readonly #children: Children;
  readonly #courses = new Map<string, Promise<Course>>();

  constructor(golden: string, children: Children) {
    this.#golden = golden;
    this.#children = children;
  }

  /** Found out once. */
  course(scenario: Scenario): Promise<Course> {
    const known = this.#courses.get(scenario.name) ?? this.#findCourse(scenario);
    this.#courses.set(scenario.name, known);
    return known;
  }

  async #findCourse(scenario: Scenario): Promise<Course> {
    return await this.#inWorld(scenario, async (world) => {
      const before = await stateOf(world);
      const outcome = await this.#run(scenario, world, { kind: 'none', at: 0 });
      if (outcome?.error !== null) throw new Error(`${scenario.name}: ${outcome?.error.message}`);
      return {
        mutations: outcome.mutations,
        before,
        after: await stateOf(world),
        names: namesIn(world),
      };
    });
  }

  /** Runs it with a fault, looks at what is there, runs it again, and looks again. */
  async trial(scenario: Scenario, course: Course, fault: Fault): Promise<Verdict> {
    return await this.#inWorld(scenario, async (world) => {
      const untouched = mirrorsOf(world).map((mirror) => fingerprint(mirror).join());
      // A mirror that nothing was written to is as right as it was.
      const touched = () =>
        mirrorsOf(world).filter((mirror) => !untouched.includes(fingerprint(mirror).join()));
      const outcome = await this.#run(scenario, world, fault);
      const bare = [await bareReading(world.mirror), await bareReading(world.target)];
      const between = bare.some((code) => code !== null);
      const found = await wrongsOf(async (wrongs) => {
        const state = await stateOf(world);
        if (state !== course.before && state !== course.after)
          wrongs.push(`neither the old state nor the new: ${difference(state, course)}`);
        const isMended = scenario.isBroken !== true || state === course.after;
        for (const mirror of isMended ? touched() : []) {
          wrongs.push(...(await faultsOf(world, mirror)));
          wrongs.push(...(await clientFaults(world, mirror)));
        }
        return state === course.after;
      });
      const again = await wrongsOf(async (wrongs) => {
        const isOver = scenario.repeats === true && found.result === true;
        const rerun = isOver ? null : await this.#run(scenario, world, { kind: 'none', at: 0 });
        const error = rerun?.error ?? null;
        if (error !== null && !(found.result === true && error.code === scenario.done))
          wrongs.push(`run again: ${error.code} ${error.message}`);
        const state = await stateOf(world);
        if (state !== course.after) wrongs.push(`run again: not the new state: ${difference(state, course)}`);
        wrongs.push(...litterIn(world, scenario, course));
        for (const mirror of touched()) wrongs.push(...(await faultsOf(world, mirror)));
      });
      return {
        wrongs: [...found.wrongs, ...again.wrongs],
        outcome,
        decided: found.result === true,
        between,
      };
    });
  }

  async #run(scenario: Scenario, { folder }: World, fault: Fault): Promise<Outcome | null> {
    return await this.#children.run({ scenario: scenario.name, folder, fault });
  }

  async #inWorld<T>(scenario: Scenario, work: (world: World) => Promise<T>): Promise<T> {
    const folder = makeTempFolder();
    try {
      const world = await makeWorld(folder, this.#golden, scenario.golden ?? 'origin-published');
      await scenario.prepare?.(world, this.#golden);
      return await work(world);
    } finally {
      removeFolder(folder);
    }
  }
}

async function wrongsOf<T>(
  work: (wrongs: string[]) => Promise<T>,
): Promise<{ readonly wrongs: readonly string[]; readonly result: T | undefined }> {
  const wrongs: string[] = [];
  try {
    return { wrongs, result: await work(wrongs) };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { wrongs: [...wrongs, `can't be looked at: ${error.code} ${error.message}`], result: undefined };
  }
}

function mirrorsOf({ mirror, target }: World): string[] {
  return [mirror, target].filter((folder) => existsSync(join(folder, 'timestamp.json')));
}

/** Every signature, hash and reference, as somebody sees it who has no home here. */
async function faultsOf({ folder }: World, mirror: string): Promise<readonly string[]> {
  const nobody = join(folder, 'client');
  const engine = createEngine({ home: nobody, settingsFolder: join(nobody, 'config'), now: () => worldNow });
  const { problems } = await engine.verify({ address: mirror });
  return problems.map(
    ({ file, code, reason }) => `${mirror.slice(folder.length)}/${file}: ${code} ${reason}`,
  );
}

/** Somebody new sets the mirror, lists it and installs from it. */
async function clientFaults({ folder }: World, address: string): Promise<readonly string[]> {
  const home = join(folder, 'client');
  const client = createEngine({
    ...{ home, settingsFolder: join(home, 'config'), platform: 'linux/amd64', jobs: 1, now: () => worldNow },
  });
  try {
    await client.set.apply(await client.set.plan({ address }));
    const listed = await client.list({ all: true });
    const some = listed.kind === 'components' && listed.components.some(({ id }) => id === 'hello');
    if (some) await client.install.apply(await client.install.plan({ components: ['hello'] }));
    return [];
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return [`a client of ${address.slice(folder.length)}: ${error.code} ${error.message}`];
  } finally {
    removeFolder(home);
  }
}

function litterIn(world: World, scenario: Scenario, course: Course): readonly string[] {
  const left = [...course.names];
  const litter: string[] = [];
  for (const name of namesIn(world)) {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    else if (scenario.leaves?.test(name) !== true) litter.push(`litter: ${name}`);
  }
  const missing = left.filter((name) => scenario.mayGo?.test(name) !== true);
  return [...litter, ...missing.map((name) => `missing: ${name}`)];
}

/** Where two texts begin to differ. */
function difference(state: string, { before, after }: Course): string {
  return [before, after]
    .map((wanted) => {
      const at = [...state].findIndex((letter, index) => letter !== wanted[index]);
      return `${state.slice(Math.max(0, at - 60), at + 60)} ≠ ${wanted.slice(Math.max(0, at - 60), at + 60)}`;
    })
    .join(' | ');
}
