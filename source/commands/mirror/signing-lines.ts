import type { EngineEvent, PlannedQuorum, SigningPlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { shellWord } from '../../messages/shell-word.ts';
import type { Context } from '../context.ts';

/** Digits of a key's id that are shown, as in the names of key files. */
const shownDigits = 16;

/** Ids of keys as a person compares them. */
export function shortKeys(ids: readonly string[], { units }: Messages): string {
  return ids.map((id) => id.slice(0, shownDigits)).join(units.listJoin);
}

/** Whose signatures a quorum is of. */
export function whose(quorum: string, { rotation }: Messages): string {
  if (quorum === 'old') return rotation.oldKeys;
  return quorum === 'new' ? rotation.newKeys : rotation.keysOf(quorum);
}

/** Who has to sign, who has, and who is left to be asked. */
export function tellQuorums({ printer, messages }: Context, quorums: readonly PlannedQuorum[]): void {
  const { rotation } = messages;
  for (const { name, needed, signed, here, elsewhere } of quorums) {
    printer.line(rotation.quorum(whose(name, messages), needed, signed.length, here.length));
    const enough = signed.length + here.length >= needed;
    if (!enough) printer.line(rotation.toBeAsked(shortKeys(elsewhere, messages)));
  }
}

type Signing = Extract<EngineEvent, { readonly type: 'signing' }>;

/**
 * The context in which a signing server tells its address, also where there is no terminal, and who has signed.
 * @param command what goes on with a saved file, without its name: `mirrordeck mirror rotate`
 * @param several whether there may be several files: then each line names its own
 */
export function listeningContext(
  context: Context,
  command: string,
  way: () => SigningPlan['way'] | null,
  several = false,
): Context {
  const { printer, messages, run } = context;
  const told = new Set<string>();
  const tell = (event: Signing): void => {
    printer.close();
    const named = (line: string) => printer.line(several ? messages.rotation.ofFile(event.file, line) : line);
    if (told.has(event.file)) tellProgress(context, event, named);
    else {
      for (const address of event.addresses) named(messages.rotation.waiting(address));
      if (told.size === 0) tellServer(context, event, command, way());
    }
    told.add(event.file);
  };
  const onEvent = (event: EngineEvent): void => {
    run.onEvent?.(event);
    if (event.type === 'signing') tell(event);
  };
  return { ...context, printer, messages, run: { ...run, onEvent } };
}

/** Who reaches the server, and how it is gone on with after an interruption. */
function tellServer(
  { printer, messages }: Context,
  { path }: Signing,
  command: string,
  way: SigningPlan['way'] | null,
): void {
  const { rotation } = messages;
  if (way?.kind !== 'server') return;
  const { host, port } = way;
  const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.');
  printer.line(isLocal ? rotation.onlyHere(`0.0.0.0:${port}`) : rotation.whoReaches);
  const addr = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const resume = `${command} --from ${shellWord(path)} --addr ${addr}`;
  printer.line(rotation.keptIn(path, resume));
}

function tellProgress(
  { messages }: Context,
  { signed, quorums }: Signing,
  line: (text: string) => void,
): void {
  const { rotation, units } = messages;
  const standing = quorums.map(({ name, got, needed }) =>
    rotation.standing(whose(name, messages), got, needed),
  );
  line(rotation.hasSigned(shortKeys(signed, messages), standing.join(units.listJoin)));
}

/** What to do with a manifest that was saved unsigned; `withKeys`: keys are still to be brought then. */
export function tellSaved(
  { printer, messages }: Context,
  path: string,
  command: string,
  withKeys = false,
): void {
  const { rotation } = messages;
  const keys = withKeys ? ' --key-dir <folder>' : '';
  printer.line(rotation.saved(path));
  printer.line(rotation.nowSign(`mirrordeck mirror sign ${shellWord(path)} -k <key>`));
  printer.line(rotation.thenTakeIn(`${command} --from ${shellWord(path)}${keys}`));
}
