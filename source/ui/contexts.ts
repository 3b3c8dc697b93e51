import { browseContexts } from './contexts/browse.ts';
import { careContexts } from './contexts/care.ts';
import { cloneContexts } from './contexts/clone.ts';
import type { Context } from './contexts/context.ts';
import { installContexts } from './contexts/install.ts';
import { jobContexts } from './contexts/jobs.ts';
import { keyContexts } from './contexts/keys.ts';
import { mergeContexts } from './contexts/merge.ts';
import { outerContexts } from './contexts/outer.ts';
import { ownersContexts } from './contexts/owners.ts';
import { pickerContexts } from './contexts/picker.ts';
import { publishContexts } from './contexts/publish.ts';
import { sharedContexts } from './contexts/shared.ts';
import { startContexts } from './contexts/start.ts';

export type { Binding } from './contexts/context.ts';

const table = {
  ...outerContexts,
  ...sharedContexts,
  ...startContexts,
  ...careContexts,
  ...browseContexts,
  ...installContexts,
  ...cloneContexts,
  ...jobContexts,
  ...keyContexts,
  ...mergeContexts,
  ...ownersContexts,
  ...pickerContexts,
  ...publishContexts,
};

export type ContextName = keyof typeof table;

/** The one table of keys: dispatch, footer, help, palette and documents all read it. */
export const contexts: Readonly<Record<ContextName, Context>> = table;

export const contextNames = Object.keys(table) as readonly ContextName[];
