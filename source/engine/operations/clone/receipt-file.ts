import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Receipt } from '../../api/clone.ts';

/** Beside the mirror's files, and no name that a manifest can have: those carry a version in front. */
export const receiptName = 'receipt.json';

type KnownReceipt = {
  readonly platforms: readonly { readonly platform: string; readonly client: string | null }[];
};

/**
 * What the last receipt says of the clients in a mirror; null where there is none that can be read. It only saves
 * reading a tarball again, so that a damaged one costs a download and nothing else.
 */
export async function readReceipt(mirror: string): Promise<KnownReceipt | null> {
  const value = await readDocument(mirror);
  return isReceipt(value) ? value : null;
}

/** What the last clone was made from, and the newest version that each of its components has on each platform. */
export type Cloned = {
  readonly madeAt: string;
  readonly source: Receipt['source'];
  readonly newest: readonly {
    readonly component: string;
    readonly platform: string;
    readonly version: string;
  }[];
};

/** What the receipt tells of that; null where there is none that can be read. */
export async function readCloned(mirror: string): Promise<Cloned | null> {
  const value = await readDocument(mirror);
  if (!isReceipt(value) || !('source' in value) || !isSource(value.source)) return null;
  if (!('madeAt' in value) || typeof value.madeAt !== 'string') return null;
  const newest = value.platforms.flatMap((one) =>
    ('components' in one && Array.isArray(one.components) ? one.components : []).flatMap((item: unknown) => {
      if (typeof item !== 'object' || item === null || !('id' in item) || !('latest' in item)) return [];
      const { id, latest } = item;
      if (typeof id !== 'string' || typeof latest !== 'string') return [];
      return [{ component: id, platform: one.platform, version: latest }];
    }),
  );
  return { madeAt: value.madeAt, source: value.source, newest };
}

async function readDocument(mirror: string): Promise<unknown> {
  const text = await readFile(join(mirror, receiptName), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isSource(value: unknown): value is Receipt['source'] {
  if (typeof value !== 'object' || value === null) return false;
  const { address, fingerprint, timestampVersion }: Partial<Record<string, unknown>> = { ...value };
  return (
    typeof address === 'string' &&
    typeof fingerprint === 'string' &&
    /^[0-9a-f]{64}$/.test(fingerprint) &&
    Number.isSafeInteger(timestampVersion)
  );
}

function isReceipt(value: unknown): value is KnownReceipt {
  if (typeof value !== 'object' || value === null || !('schema' in value) || !('platforms' in value))
    return false;
  const schema: Receipt['schema'] = 'mirrordeck/receipt/1';
  return value.schema === schema && Array.isArray(value.platforms) && value.platforms.every(isPlatform);
}

function isPlatform(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('platform' in value) || !('client' in value))
    return false;
  return typeof value.platform === 'string' && (value.client === null || typeof value.client === 'string');
}

/** The receipt's file: indented, for people. */
export function encodeReceipt(receipt: Receipt): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(receipt, null, 2)}\n`);
}
