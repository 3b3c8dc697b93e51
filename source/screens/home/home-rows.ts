import type { Messages } from '../../messages/index.ts';
import type { Route } from '../screen.ts';
import { type HomeFacts, type Need, needsOf } from './home-needs.ts';

type RoomName = keyof Messages['rooms'];
export type GroupName = keyof Messages['home']['groups'];

/** Every screen, by what it is for. */
const groups: readonly { readonly name: GroupName; readonly rooms: readonly RoomName[] }[] = [
  { name: 'take', rooms: ['clone', 'browse', 'install'] },
  { name: 'offer', rooms: ['serve', 'jobs'] },
  { name: 'fill', rooms: ['package', 'publish', 'merge', 'owners'] },
  { name: 'care', rooms: ['expiry', 'rotate', 'verify', 'prune', 'doctor'] },
  { name: 'around', rooms: ['sources', 'settings', 'guide', 'setup'] },
];

/** A row of the first page: a heading, something that needs doing, or a screen. */
export type HomeRow =
  | { readonly kind: 'heading'; readonly id: string; readonly name: GroupName | 'needs' }
  | { readonly kind: 'need'; readonly id: string; readonly need: Need }
  | { readonly kind: 'room'; readonly id: string; readonly route: Route };

export type HomeEntry = Exclude<HomeRow, { readonly kind: 'heading' }>;

/** Stays the same while its row moves, so that the cursor stays on what it was on. */
function idOf(need: Need): string {
  if (need.kind === 'waiting') return `waiting ${need.change.path}`;
  if (need.kind === 'unfinished') return `unfinished ${need.chosen.id}`;
  return need.kind === 'interrupted' || need.kind === 'running' ? `job ${need.job.id}` : `need ${need.kind}`;
}

/** All rows, from top to bottom. */
export function rowsOf(facts: HomeFacts): readonly HomeRow[] {
  const needs = needsOf(facts).map((need) => ({ kind: 'need', id: idOf(need), need }) as const);
  const rooms = groups.flatMap(({ name, rooms: names }): readonly HomeRow[] => {
    const found = names.flatMap((room) => facts.routes.filter((route) => route === room));
    if (found.length === 0) return [];
    const rows = found.map((route) => ({ kind: 'room', id: route, route }) as const);
    return [{ kind: 'heading', id: `heading ${name}`, name }, ...rows];
  });
  return [{ kind: 'heading', id: 'heading needs', name: 'needs' }, ...needs, ...rooms];
}

/** The rows that can be opened. */
export function entriesOf(facts: HomeFacts): readonly HomeEntry[] {
  return rowsOf(facts).filter((row) => row.kind !== 'heading');
}
