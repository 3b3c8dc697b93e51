import { EngineError } from '../../errors.ts';
import { encodeCanonical } from '../canonical-json.ts';
import { readCarried } from '../carried-manifest.ts';
import { malformed } from '../malformed.ts';
import { checkRotation } from '../rotation-rules.ts';
import { manifestFile } from '../sign.ts';
import { rightSignatures, rootSigning } from '../signing.ts';
import { nextRoot } from '../trust.ts';
import type { Lifetimes } from './lifetimes.ts';
import { rotationEdit } from './rotate.ts';
import type { Edit, MirrorState } from './sign-edit.ts';

/**
 * Judges the next root as somebody sent it, signed by the keys that hand over and by those that take over, and gives
 * all that changes with it. Whether the mirror's other files can be signed as it asks shows when they are.
 * @throws `mirror-changed` when the root that is there is as new; `signature-invalid`, `signature-threshold`, and what
 *   the rules of a rotation throw
 */
export function receiveRoot(state: MirrorState, bytes: Uint8Array, now: Date, lifetimes: Lifetimes): Edit {
  const current = state.root.manifest;
  const { manifest: root, signed, signatures } = readCarried(bytes, 'root.json');
  if (root._type !== 'root') throw malformed('root.json', 'signed._type', 'is not "root"');
  const file = `${root.version}.root.json`;
  if (encodeCanonical(root) !== signed)
    throw malformed(file, 'signed', 'has fields that do not belong there');
  if (root.version <= current.version) {
    const facts = { file, expected: current.version + 1, got: root.version };
    throw new EngineError('mirror-changed', `the root has version ${current.version} by now`, { facts });
  }
  // all signatures, as they came: one that is wrong, or there twice, says that something is wrong
  nextRoot(state.root, manifestFile(signed, signatures), file);
  checkRotation(current, root, { index: state.index.manifest, now, lost: [], allowEd25519: false });
  const right = rightSignatures(rootSigning(current, root), signatures);
  return {
    ...rotationEdit(state, root, now, lifetimes),
    signed: new Map([[root, manifestFile(signed, right)]]),
  };
}
