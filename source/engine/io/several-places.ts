import { setTimeout as sleep } from 'node:timers/promises';
import { checkSignal, EngineError } from '../errors.ts';
import { type MirrorSource, openSource, type Place } from './mirror-source.ts';
import { SourceFault } from './source-fault.ts';

/** Milliseconds that an address may take alone to answer first. */
const headStart = 1500;
/** Tries at one address while there is another one. */
const fewAttempts = 2;

/** A source with several addresses of the same mirror. */
export type SeveralPlaces = MirrorSource & {
  /** Each address as a source of its own, in the order given. */
  readonly members: readonly MirrorSource[];
  /** This one is not asked any more. The last one stays. */
  drop(member: MirrorSource): void;
};

/**
 * One source of several addresses. The one that answers first is read from, so that what is read belongs together;
 * when it stops answering, the next one. Its `address` is the first of them: that is what it is remembered by.
 */
export function severalPlaces(places: readonly Place[]): SeveralPlaces {
  const open = ({ address, network }: Place, attempts: number) =>
    openSource(address, { workingFolder: '/', network: { ...network, attempts } });
  const members = places.map((place) => open(place, Math.min(fewAttempts, place.network.attempts)));
  const patient = places.map((place) => open(place, place.network.attempts));
  let left = members;
  let current: MirrorSource | null = null;

  async function firstToAnswer(
    name: string,
    limit: number,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array | null> {
    const stop = new AbortController();
    const all = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
    let before: Promise<unknown> = Promise.resolve();
    const tries = left.map((member, at) => {
      const turn =
        at === 0 ? before : Promise.race([before, sleep(at * headStart, undefined, { signal: all })]);
      const answer = turn.then(async () => {
        checkSignal(all);
        return { member, bytes: await member.read(name, limit, all) };
      });
      before = new Promise((resolve) => answer.catch(resolve));
      return answer;
    });
    try {
      const { member, bytes } = await Promise.any(tries);
      current = member;
      return bytes;
    } catch (error) {
      checkSignal(signal);
      throw error instanceof AggregateError ? error.errors[0] : error;
    } finally {
      stop.abort();
    }
  }

  async function goOn(
    name: string,
    limit: number,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array | null> {
    const at = current === null ? 0 : left.indexOf(current);
    let first: unknown;
    for (const member of [...left.slice(at), ...left.slice(0, at)]) {
      try {
        const bytes = await member.read(name, limit, signal);
        current = member;
        return bytes;
      } catch (error) {
        if (!isOfThePlace(error)) throw error;
        first ??= error;
      }
    }
    throw first;
  }

  return {
    address: places[0]?.address ?? '',
    kind: 'http',
    members,
    get places() {
      return places.filter((_, at) => members.some((member, index) => index === at && left.includes(member)));
    },
    drop: (member) => {
      if (left.length > 1) left = left.filter((one) => one !== member);
      if (!left.includes(current ?? member)) current = null;
    },
    read: async (name, limit, signal) => {
      try {
        return await (current === null ? firstToAnswer : goOn)(name, limit, signal);
      } catch (error) {
        if (!isOfThePlace(error)) throw error;
        // All of them fail: whatever passes by itself is waited for where it began.
        const at = current === null ? 0 : members.indexOf(current);
        return (await patient[Math.max(0, at)]?.read(name, limit, signal)) ?? null;
      }
    },
    close: async () => {
      for (const source of [...members, ...patient]) await source.close();
    },
  };
}

export function isSeveral(source: MirrorSource): source is SeveralPlaces {
  return 'members' in source;
}

/** Says something about one address only: another one may be better. */
export function isOfThePlace(error: unknown): boolean {
  return error instanceof SourceFault && error instanceof EngineError && error.code.startsWith('source-');
}
