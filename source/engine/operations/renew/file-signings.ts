import type { FileSigners } from '../../api/renew.ts';
import { ownerOf } from '../../domain/edits/owners.ts';
import type { Edit, EditedFile } from '../../domain/edits/sign-edit.ts';
import type { Component, Index, Root, Signature } from '../../domain/manifest.ts';
import { versionedName } from '../../domain/names.ts';
import type { PrivateKey } from '../../domain/private-key.ts';
import { own } from '../../domain/record.ts';
import { componentSigning, type Quorum, roleSigning, type Signing } from '../../domain/signing.ts';
import type { OpenMirror } from '../open-mirror.ts';
import { plannedQuorums } from '../signing/way.ts';

/** A manifest that is renewed and can be signed elsewhere: all that it says is settled. */
export type FileSigning = {
  /** Its name in the mirror. */
  readonly file: string;
  readonly manifest: Root | Index | Component;
  readonly quorum: Quorum;
  /** Only those that others sign are put into words. */
  readonly signing: () => Signing;
};

/** Of an edit that renews: no keys and owners change with it. A served mirror's roles are signed by its server. */
export function fileSignings(
  mirror: OpenMirror,
  { root, index, components = [] }: Edit,
  isServed: boolean,
): FileSigning[] {
  const { roles } = mirror.root.manifest;
  const current = mirror.index.manifest;
  const ofRoles = [root, index].flatMap((manifest): FileSigning[] => {
    if (manifest === undefined || isServed) return [];
    const { _type: name, version } = manifest;
    return [
      {
        file: versionedName(version, `/${name}.json`),
        manifest,
        quorum: { name, ...roles[name] },
        signing: () => roleSigning(manifest, roles[name]),
      },
    ];
  });
  const ofComponents = components.map((manifest): FileSigning => {
    const { id, version } = manifest;
    const { owner = '', url = `/${id}.json` } = own(current.components, id) ?? {};
    const { keys, threshold } = ownerOf(current, owner);
    return {
      file: versionedName(version, url),
      manifest,
      quorum: { name: owner, keys, threshold },
      signing: () => componentSigning(manifest, owner, ownerOf(current, owner)),
    };
  });
  return [...ofRoles, ...ofComponents];
}

/** Whose signatures each of the files needs, also those that are made of the others. */
export function fileSigners(
  mirror: OpenMirror,
  written: readonly Pick<EditedFile, 'name' | 'role'>[],
  signings: readonly FileSigning[],
  keys: readonly PrivateKey[],
  handed: ReadonlyMap<string, readonly Signature[]>,
): FileSigners[] {
  const quorums = new Map(signings.map(({ file, quorum }) => [file, quorum]));
  return written.flatMap(({ name: file, role }): FileSigners[] => {
    const last = role === 'snapshot' || role === 'timestamp';
    const quorum = last ? { name: role, ...mirror.root.manifest.roles[role] } : quorums.get(file);
    if (quorum === undefined) return [];
    const signing = { file, signed: '', quorums: [quorum] };
    return [{ file, quorums: plannedQuorums(signing, handed.get(file) ?? [], keys) }];
  });
}
