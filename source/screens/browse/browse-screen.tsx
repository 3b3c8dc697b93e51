import { shellWord } from '../../messages/shell-word.ts';
import { withFolders } from '../../ui/form/form-state.ts';
import { cleanText } from '../../ui/text.ts';
import type { ScreenPlan } from '../room.ts';
import { reading, workContext } from '../work/work-state.ts';
import { Browse } from './browse.tsx';
import { type BrowseEvent, reduceBrowse } from './browse-events.ts';
import { pressBrowse } from './browse-press.ts';
import { type BrowseState, browseAtStart, browseContext } from './browse-state.ts';
import { useBrowseTasks } from './browse-tasks.ts';

/** What is in a mirror: components, versions, platforms and files. */
export const browseScreen: ScreenPlan<'browse', BrowseState, BrowseEvent> = {
  route: 'browse',
  start: browseAtStart,
  // what is installed may have changed on another screen
  entered(state) {
    if (workContext(state.work) !== null) return state;
    if (state.catalogue === null) return browseAtStart(state.arrival);
    return { ...state, work: reading(state.work, { kind: 'installed' }) };
  },
  context: browseContext,
  title({ component, version, choosing }, messages) {
    const deep = choosing === null ? [component, version].filter((part) => part !== null) : [];
    return [messages.rooms.browse.label, ...deep.map(cleanText)].join(' / ');
  },
  subject: ({ catalogue }) => catalogue?.identity.address ?? null,
  press: pressBrowse,
  reduce: reduceBrowse,
  wanted: ({ address }) => (address?.completion?.found === null ? address.completion.text : null),
  found: (state, text, found) =>
    state.address === null ? state : { ...state, address: withFolders(state.address, text, found) },
  command({ component, source, catalogue }) {
    if (catalogue === null) return [];
    const elsewhere = source === undefined ? '' : `TIUP_MIRRORS=${shellWord(catalogue.identity.address)} `;
    const verb = component === null ? 'list --all' : `list ${shellWord(component)}`;
    return [`${elsewhere}mirrordeck ${verb}`];
  },
  use: useBrowseTasks,
  view: (props) => <Browse {...props} />,
};
