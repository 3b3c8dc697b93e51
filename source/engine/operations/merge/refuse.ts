import type { MergeConflict, MergePlan } from '../../api/merge.ts';
import { sameJson } from '../../domain/clone-manifests.ts';
import { openConflicts } from '../../domain/merge-plan.ts';
import { EngineError } from '../../errors.ts';
import { checkNoneMissing } from '../keys-at-hand.ts';

/**
 * Throws for a plan that can't be carried out, naming everything that stands against it: `merge-conflict` for what
 * nobody decided, `owner-keys-missing`, `target-keys-missing`, `plan-corrupt` for another thing than a plan.
 */
export function refuseUndecided(plan: MergePlan): void {
  if (plan.schema !== 'mirrordeck/merge-plan/1') {
    throw new EngineError('plan-corrupt', 'this is no plan of a merge that this version understands');
  }
  const missing = plan.missingKeys.map(
    ({ owner, component }) => `missing owner keys for owner ${owner} on component ${component}`,
  );
  // An owner whom nobody knows is told by its components, as the stock client does.
  const open = openConflicts(plan.conflicts).filter(({ kind }) => kind !== 'owner-unknown');
  const told = open.slice(0, mostTold).map(tell);
  if (open.length > mostTold) told.push(`and ${open.length - mostTold} more`);
  if (open.length > 0) {
    throw new EngineError('merge-conflict', [...told, ...missing].join('\n'), {
      facts: { path: plan.target.path, got: open.length },
    });
  }
  const [first] = plan.missingKeys;
  if (first !== undefined) {
    throw new EngineError('owner-keys-missing', missing.join('\n'), {
      facts: { path: plan.target.path, ...first },
    });
  }
  checkNoneMissing(plan.target.path, plan.missingRoles);
}

const mostTold = 20;

function tell({ kind, component, version, platform, name, source, here, there }: MergeConflict): string {
  const about = [component, version, platform, name].filter((part) => part !== null).join(' ');
  return `${about === '' ? kind : `${about}: ${kind}`}; here ${short(here)}, in ${source} ${short(there)}`;
}

/** Hashes by their beginning. */
function short(text: string): string {
  return text === '' ? 'none' : text.replace(/\b[0-9a-f]{64}\b/g, (hash) => hash.slice(0, 16));
}

/** A plan is carried out exactly, or not at all. Throws `mirror-changed`, `source-changed`. */
export function refuseMoved(plan: MergePlan, now: MergePlan): void {
  const { path, timestampVersion, fingerprint } = plan.target;
  const facts = { path };
  if (now.target.timestampVersion !== timestampVersion || now.target.fingerprint !== fingerprint) {
    throw new EngineError('mirror-changed', `${path} was changed since this was planned`, { facts });
  }
  if (sameJson(promised(plan), promised(now))) return;
  throw new EngineError('source-changed', 'merging comes to something else than when this was planned', {
    facts,
  });
}

/** What a plan promises, and of whom; free space and how much lies here already may have changed. */
function promised(plan: MergePlan): object {
  const { components, files, clients, owners, defaultComponents, conflicts, unchanged } = plan;
  // An address seen for the first time shows whatever root it likes: it is to be the one that was confirmed.
  const sources = plan.sources.map(({ address, fingerprint }) => ({ address, fingerprint }));
  return { sources, components, files, clients, owners, defaultComponents, conflicts, unchanged };
}
