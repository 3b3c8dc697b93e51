import type { Engine, KeyEntry, KeyImport, Run } from '../../engine/index.ts';
import type { KeyAnswer, KeyAsk, OfferedKey } from './key-choice-state.ts';

/** Has the engine read, make or take in keys. */
export async function answerKeyAsk(ask: KeyAsk, engine: Engine, run: Run): Promise<KeyAnswer> {
  switch (ask.kind) {
    case 'ring': {
      const { keys } = await engine.keys.list({}, run);
      // a key of one owner can be no other's, nor a role's
      const free = keys.filter(({ uses }) => uses.every(({ kind }) => kind !== 'owner'));
      return { kind: 'ring', keys: free.map(ofRing) };
    }
    case 'generate': {
      const plan = await engine.genkey.plan({ name: ask.name }, run);
      const { path, keyId } = await engine.genkey.apply(plan, run);
      return { kind: 'added', keys: [{ file: path, id: keyId, half: 'private', uses: '' }] };
    }
    case 'paste': {
      const plan = await engine.keys.import.plan({ files: [], texts: [ask.text] }, run);
      const { imported } = await engine.keys.import.apply(plan, run);
      return { kind: 'added', keys: imported.map(ofImport) };
    }
    case 'files': {
      // planned only: that reads the files, and leaves them where they lie
      const { imports } = await engine.keys.import.plan({ files: ask.files, public: true }, run);
      return { kind: 'added', keys: imports.map((one) => ({ ...ofImport(one), file: one.from ?? one.to })) };
    }
  }
}

function ofRing({ file, id, half, uses }: KeyEntry): OfferedKey {
  return { file, id, half, uses: uses.map(({ name }) => name).join(' ') };
}

function ofImport({ to, id, half }: KeyImport): OfferedKey {
  return { file: to, id, half, uses: '' };
}
