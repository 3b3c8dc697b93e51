/** A process that runs scenarios, with a fault in them, until it is killed: started and told by `children.ts`. */
import { EngineError } from '../../source/engine/errors.ts';
import type { Mutation } from '../../source/engine/io/files.ts';
import { arm, disarm, type Fault, prepareFaults } from './faults.ts';
import { scenarios } from './scenarios.ts';
import { worldIn } from './world.ts';

export type Task = { readonly scenario: string; readonly folder: string; readonly fault: Fault };
export type Outcome = {
  readonly mutations: readonly Mutation[];
  /** Null when the command ended well. */
  readonly error: { readonly code: string; readonly exitCode: number; readonly message: string } | null;
};

async function carryOut({ scenario, folder, fault }: Task): Promise<Outcome> {
  const found = scenarios.find(({ name }) => name === scenario);
  if (found === undefined) throw new Error(`no scenario ${scenario}`);
  const world = worldIn(folder);
  const mutations = arm(fault);
  try {
    await found.run(world);
    return { mutations, error: null };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { code, exitCode, message } = error;
    return { mutations, error: { code, exitCode, message } };
  } finally {
    disarm();
  }
}

// what writes the settings is loaded before anything is cut
await import('conf');
await prepareFaults();
process.on('message', (task: Task) => {
  carryOut(task).then(
    (outcome) => process.send?.(outcome),
    (error: unknown) => {
      process.send?.({ broken: error instanceof Error ? String(error.stack) : String(error) });
    },
  );
});
process.send?.('ready');
