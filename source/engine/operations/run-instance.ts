import { dirname, join } from 'node:path';
import type { RunPlan } from '../api/client.ts';
import { splitSpec } from '../domain/pick-version.ts';
import { EngineError } from '../errors.ts';
import type { Context } from './context.ts';

/** The version of the stock client that components find themselves under: some ask for it. */
const clientVersion = '1.16.5';

/** One run of a component: where its data lies and what it is called. */
export type Instance = {
  readonly tag: string;
  readonly folder: string;
  /** Nobody named it: its folder goes when the program ends. */
  readonly temporary: boolean;
};

const grammar = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** The name of an instance becomes a folder. Throws `name-invalid`. */
export function checkTag(tag: string): string {
  if (grammar.test(tag) && !tag.includes('..')) return tag;
  const shown = JSON.stringify(tag.slice(0, 80)).slice(1, -1);
  throw new EngineError('name-invalid', `"${shown}" is not a name for an instance`, {
    facts: { file: shown },
  });
}

/**
 * The instance of a run, as stock has it: the folder of TIUP_INSTANCE_DATA_DIR if the caller set one, else
 * `data/<tag>`; the tag is the one asked for, else one among the component's own arguments (`--tag`, `-T`), since
 * components name their data by it, else a new one (`now` in milliseconds makes it).
 */
export function instanceOf(context: Context, plan: RunPlan, now: Date): Instance {
  const { args } = plan.request;
  const flag = args.findIndex((arg) => arg === '--tag' || arg === '-T');
  const named = plan.request.tag ?? (flag < 0 ? undefined : args[flag + 1]);
  const given = context.environment.TIUP_INSTANCE_DATA_DIR;
  const tag = named !== undefined && grammar.test(named) ? checkTag(named) : base62(now.getTime());
  const folder = given ? given : join(context.home.path, 'data', tag);
  return { tag: named === undefined && given ? '' : tag, folder, temporary: named === undefined && !given };
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(number: number): string {
  const rest = Math.floor(number / 62);
  return `${rest === 0 ? '' : base62(rest)}${digits.charAt(number % 62)}`;
}

/** What a component is told: about the client and itself in every case, its tag as the caller has it, if he has. */
export function componentVariables(
  context: Context,
  plan: RunPlan,
  instance: Instance,
): Record<string, string> {
  return {
    TIUP_HOME: context.home.path,
    TIUP_USER_INPUT_VERSION: splitSpec(plan.request.component).version ?? '',
    TIUP_VERSION: clientVersion,
    TIUP_COMPONENT_DATA_DIR: storageOf(context, plan.component),
    TIUP_COMPONENT_INSTALL_DIR: dirname(plan.entry),
    TIUP_WORK_DIR: context.workingFolder,
    TIUP_TAG: context.environment.TIUP_TAG || instance.tag,
    TIUP_INSTANCE_DATA_DIR: instance.folder,
  };
}

/** Where a component keeps what outlives its versions. */
export function storageOf(context: Context, component: string): string {
  return join(context.home.path, 'storage', component);
}
