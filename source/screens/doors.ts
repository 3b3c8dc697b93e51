import type { Arrivals } from './arrivals.ts';
import { browseScreen } from './browse/browse-screen.tsx';
import { cloneScreen } from './clone/clone-screen.tsx';
import { doctorScreen } from './doctor/doctor-screen.tsx';
import { expiryScreen } from './expiry/expiry-screen.tsx';
import { guideScreen } from './guide/guide-screen.tsx';
import { homeScreen } from './home/home-screen.tsx';
import { installScreen } from './install/install-screen.tsx';
import { jobsScreen } from './jobs/jobs-screen.tsx';
import { mergeScreen } from './merge/merge-screen.tsx';
import { ownersScreen } from './owners/owners-screen.tsx';
import { packageScreen } from './package/package-screen.tsx';
import { pruneScreen } from './prune/prune-screen.tsx';
import { publishScreen } from './publish/publish-screen.tsx';
import { type Room, roomOf, type ScreenPlan } from './room.ts';
import { rotateScreen } from './rotate/rotate-screen.tsx';
import type { Going, Route } from './screen.ts';
import { serveScreen } from './serve/serve-screen.tsx';
import { settingsScreen } from './settings/settings-screen.tsx';
import { setupScreen } from './setup/setup-screen.tsx';
import { sourcesScreen } from './sources/sources-screen.tsx';
import { verifyScreen } from './verify/verify-screen.tsx';

type Doors = { readonly [R in Route]: (arrival: Arrivals[R] | null) => Room };

function door<R extends Route, State, Event>(
  plan: ScreenPlan<R, State, Event>,
): (arrival: Arrivals[R] | null) => Room {
  return (arrival) => roomOf(plan, plan.start(arrival), arrival);
}

/** Every screen of the workstation. */
const doors: Doors = {
  browse: door(browseScreen),
  clone: door(cloneScreen),
  doctor: door(doctorScreen),
  expiry: door(expiryScreen),
  guide: door(guideScreen),
  home: door(homeScreen),
  install: door(installScreen),
  merge: door(mergeScreen),
  package: door(packageScreen),
  publish: door(publishScreen),
  owners: door(ownersScreen),
  rotate: door(rotateScreen),
  settings: door(settingsScreen),
  setup: door(setupScreen),
  sources: door(sourcesScreen),
  verify: door(verifyScreen),
  prune: door(pruneScreen),
  jobs: door(jobsScreen),
  serve: door(serveScreen),
};

export const routes = Object.keys(doors) as readonly Route[];

type Told<R extends Route> = { readonly [K in R]: { readonly route: K; readonly with: Arrivals[K] } }[R];

function openTold<R extends Route>(going: Told<R>): Room {
  const open: (arrival: Arrivals[R] | null) => Room = doors[going.route];
  return open(going.with);
}

/** A screen at its beginning. */
export function openRoom(going: Going): Room {
  return typeof going === 'string' ? doors[going](null) : openTold(going);
}
