import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { interceptMutations, type Mutation } from '../../source/engine/io/files.ts';

/**
 * What happens at the mutation of a number, counted from 1. `kill`: the process ends by SIGKILL before it. `torn`: in
 * the middle of what it writes. `short`: half of it is written, then the disk is full, and stays so. `ENOSPC`,
 * `EACCES`: it fails, and all that follow but for what only removes, since such a thing lasts. `EIO`: it alone fails.
 */
export type FaultKind = 'none' | 'kill' | 'torn' | 'short' | 'ENOSPC' | 'EACCES' | 'EIO';
export type Fault = { readonly kind: FaultKind; readonly at: number };

const writing: readonly Mutation['name'][] = ['write', 'create', 'copy', 'unpack'];

/** Whether a mutation can be cut in its middle. */
export function isWriting({ name }: Mutation): boolean {
  return writing.includes(name);
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;); // it ends here
}

const failure = (code: string): Error => Object.assign(new Error(`${code}: injected`), { code });

/** Set while the next bytes that are written are to be cut in half. */
let cut: 'torn' | 'short' | null = null;

function halve<T extends ArrayLike<unknown>>(bytes: T): number {
  return Math.floor(bytes.length / 2);
}

function afterHalf(): never {
  if (cut === 'torn') die();
  cut = null;
  throw failure('ENOSPC');
}

/** Teaches node's own writing to stop half-way. For the process in which faults are put. */
export async function prepareFaults(): Promise<void> {
  const handle = await fs.promises.open('/dev/null', 'w');
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  const { writeFile } = prototype;
  prototype.writeFile = async function (bytes: Uint8Array | string) {
    if (cut === null) return await writeFile.call(this, bytes);
    await writeFile.call(this, bytes.slice(0, halve(bytes)));
    return afterHalf();
  };
  const { writeSync } = fs;
  Object.assign(fs, {
    writeSync: (descriptor: number, bytes: Uint8Array, ...rest: readonly never[]) => {
      if (cut === null || typeof bytes === 'string') return writeSync(descriptor, bytes, ...rest);
      writeSync(descriptor, bytes.subarray(0, halve(bytes)), ...rest);
      return afterHalf();
    },
  });
  syncBuiltinESMExports();
}

/** Puts a fault into this process; the list fills with the mutations that are met. */
export function arm(fault: Fault): Mutation[] {
  const seen: Mutation[] = [];
  cut = null;
  interceptMutations((mutation) => {
    seen.push(mutation);
    const { kind, at } = fault;
    const now = seen.length;
    cut = null;
    if (kind === 'none' || now < at) return;
    if (kind === 'EIO') {
      if (now === at) throw failure('EIO');
    } else if (kind === 'torn' || kind === 'short') {
      if (now === at) cut = kind;
      else if (kind === 'short' && mutation.name !== 'remove') throw failure('ENOSPC');
    } else if (kind === 'kill') die();
    else if (mutation.name !== 'remove') throw failure(kind);
  });
  return seen;
}

export function disarm(): void {
  cut = null;
  interceptMutations(null);
}
