import type { Context } from '../context.ts';
import type { Verb } from '../verb.ts';

type Makers = Readonly<Partial<Record<string, (context: Context) => Verb>>>;

/** The commands that there are: those after `mirror`, and those that are a first word. */
export type VerbTables = { readonly mirror: Makers; readonly top: Makers };
