import type { PlannedSignature } from '../api/clone.ts';
import type { EditedFile } from '../domain/edits/sign-edit.ts';

/** How a plan shows what will be signed. */
export function plannedSignatures(files: readonly EditedFile[]): PlannedSignature[] {
  return files.map(({ name, version, expires }) => ({ file: name, version, expires }));
}
