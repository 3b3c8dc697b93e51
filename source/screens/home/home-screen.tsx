import type { ScreenPlan } from '../room.ts';
import { Home } from './home.tsx';
import { type HomeEvent, type HomeState, homeAtStart, keptAt, pressHome, reduceHome } from './home-state.ts';
import { useHomeTasks } from './home-tasks.ts';

/** The first page: where we are, what needs doing, and the way to everything else. */
export const homeScreen: ScreenPlan<'home', HomeState, HomeEvent> = {
  route: 'home',
  start: () => homeAtStart,
  context: (state) => (state.reading !== null ? 'report' : keptAt(state) === null ? 'home' : 'home-kept'),
  title: (_, messages) => messages.home.title,
  press: pressHome,
  reduce: reduceHome,
  command: () => ['mirrordeck mirror show', 'mirrordeck doctor', 'mirrordeck jobs list'],
  use: useHomeTasks,
  view: (props) => <Home {...props} />,
};
