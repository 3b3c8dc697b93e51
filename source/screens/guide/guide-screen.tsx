import { useEffect, useEffectEvent } from 'react';
import type { Language } from '../../messages/index.ts';
import type { ScreenPlan } from '../room.ts';
import type { World } from '../screen.ts';
import { useWork } from '../work/use-work.ts';
import { Guide } from './guide.tsx';
import {
  type GuideEvent,
  type GuideState,
  type GuideWork,
  guideAtStart,
  guideContext,
  pressGuide,
  reduceGuide,
} from './guide-state.ts';

function useGuideTasks(
  { work }: GuideState,
  world: World,
  send: (event: GuideEvent) => void,
  active: boolean,
): void {
  const { language } = world;
  const shownIn = useEffectEvent((now: Language) => send({ type: 'language', language: now }));
  useEffect(() => {
    if (active) shownIn(language);
  }, [active, language]);
  useWork<GuideWork, GuideEvent>({
    work,
    world,
    active,
    send,
    run: async (what) => {
      const { guide } = world.engine;
      return what.kind === 'list'
        ? { type: 'listed', list: await guide.list(what.language) }
        : { type: 'read', page: await guide.page(what.name, what.language) };
    },
  });
}

/** The guide that comes with the program, page by page. */
export const guideScreen: ScreenPlan<'guide', GuideState, GuideEvent> = {
  route: 'guide',
  start: () => guideAtStart,
  context: guideContext,
  title: ({ page }, messages) =>
    page === null ? messages.guide.title : `${messages.guide.title} / ${page.title}`,
  press: pressGuide,
  reduce: reduceGuide,
  command: () => ['mirrordeck --help'],
  use: useGuideTasks,
  view: (props) => <Guide {...props} />,
};
