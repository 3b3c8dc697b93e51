import { withFolders } from '../../ui/form/form-state.ts';
import type { ScreenPlan } from '../room.ts';
import { Sources } from './sources.tsx';
import { sourcesCommand } from './sources-command.ts';
import { pressSources } from './sources-press.ts';
import {
  reduceSources,
  type SourcesEvent,
  type SourcesState,
  sourcesAtStart,
  sourcesContext,
} from './sources-state.ts';
import { useSourcesTasks } from './sources-tasks.ts';

/** Mirrors by name: list, add, test, make current. */
export const sourcesScreen: ScreenPlan<'sources', SourcesState, SourcesEvent> = {
  route: 'sources',
  start: () => sourcesAtStart,
  entered: (state) => reduceSources(state, { type: 'list' }),
  context: sourcesContext,
  title: (_, messages) => messages.sources.title,
  press: pressSources,
  reduce: reduceSources,
  changes: (event) => event.type === 'changed',
  wanted: ({ form }) => (form?.completion?.found === null ? form.completion.text : null),
  found: (state, text, found) =>
    state.form === null ? state : { ...state, form: withFolders(state.form, text, found) },
  command: (state, { body }) => sourcesCommand(state, body.width - 2),
  unsaved: ({ form, drafts }) => form !== null || drafts.size > 0,
  use: (state, { engine }, send, active) => useSourcesTasks(state, engine, send, active),
  view: (props) => <Sources {...props} />,
};
