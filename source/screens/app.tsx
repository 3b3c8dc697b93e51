import { useApp, useWindowSize } from 'ink';
import { useEffect, useEffectEvent, useReducer } from 'react';
import { type Language, messagesFor } from '../messages/index.ts';
import { foldersLike } from '../ui/form/complete-path.ts';
import { useKeyboard } from '../ui/keyboard.ts';
import { Pager } from '../ui/pager.tsx';
import { keepPace } from '../ui/publisher.ts';
import { bodyOf, Shell } from '../ui/shell.tsx';
import { lendTerminal, repaintAfter, suspendToShell } from '../ui/suspend.ts';
import { useTask } from '../ui/task.ts';
import type { Terminal } from '../ui/terminal-stream.ts';
import { cleanText } from '../ui/text.ts';
import { showAs } from '../ui/theme.ts';
import { reduceApp } from './app-reducer.ts';
import { type Appearance, type AppState, appAtStart, contextOf, roomOfApp } from './app-state.ts';
import { badgesOf } from './badges.ts';
import { routes } from './doors.ts';
import { useJobsAtWork } from './jobs-at-work.ts';
import type { Keeper } from './keeper.ts';
import { overlayLines, wholeCommands } from './overlay-lines.ts';
import { Palette } from './palette/palette.tsx';
import type { Room } from './room.ts';
import type { Going, Route, World } from './screen.ts';

type AppProps = {
  readonly outside: Omit<World, 'messages' | 'language' | 'status' | 'surroundings' | 'routes' | 'lend'>;
  readonly keeper: Keeper;
  readonly terminal: Terminal;
  readonly language: Language;
  readonly start: Going;
  readonly appearance: Appearance;
};

/** The workstation: one state, one reducer, one place for keys; screens only show. */
export function App({ outside, keeper, terminal, language, start, appearance }: AppProps) {
  const { exit, suspendTerminal } = useApp();
  const size = useWindowSize();
  const [state, send] = useReducer(reduceApp, null, () => appAtStart(size, language, start, appearance));
  const messages = messagesFor(state.language);
  // before anything below is painted
  showAs(state.look);
  keepPace(state.look.animations);
  const { status, surroundings } = state;
  const lend: World['lend'] = (lent) => lendTerminal(suspendTerminal, terminal, lent);
  const world: World = { ...outside, messages, language: state.language, status, surroundings, routes, lend };
  const room = roomOfApp(state);
  useKeyboard(send);
  useEffect(() => send({ type: 'resize', size }), [size]);
  useTask(`status ${state.status.asked}`, {
    run: (signal) => world.engine.status(undefined, { signal }),
    done: (status) => send({ type: 'status', status }),
    failed: (problem) => send({ type: 'status-failed', problem }),
  });
  useEffect(() => {
    for (const { route, keeps, arrival } of state.rooms.values())
      if (keeps !== null) keeper.note(route, keeps, arrival);
  }, [state.rooms, keeper]);
  useJobsAtWork(state.status.jobsAsked, world, (jobs) => send({ type: 'jobs', jobs }));
  const { wanted } = room;
  useTask(wanted === null ? null : `folders ${wanted}`, {
    run: () => foldersLike(wanted ?? ''),
    done: (found) => send({ type: 'folders', text: wanted ?? '', found }),
    failed: () => send({ type: 'folders', text: wanted ?? '', found: [] }),
  });
  useEffect(() => {
    if (state.leaving === null) return;
    if (state.leaving === 'for-good') keeper.forget();
    exit();
  }, [state.leaving, keeper, exit]);
  const suspend = useEffectEvent(() => suspendToShell(suspendTerminal, terminal));
  useEffect(() => {
    if (state.suspends > 0) void suspend();
  }, [state.suspends]);
  const redraw = useEffectEvent(() => repaintAfter(suspendTerminal, terminal, async () => {}));
  useEffect(() => {
    if (state.redraws > 0) void redraw();
  }, [state.redraws]);
  const print = useEffectEvent(() =>
    lend({
      meanwhile: async () => {
        terminal.output.write(`${wholeCommands(state, messages).join('\r\n')}\r\n`);
      },
      ended: () => messages.shell.command.copied,
    }),
  );
  useEffect(() => {
    if (state.prints > 0) void print();
  }, [state.prints]);
  return (
    <Shell
      size={size}
      messages={messages}
      heading={{
        title: state.overlay === 'help' ? messages.shell.help.title : room.title(messages),
        subject: cleanText(room.subject ?? state.status.status?.address ?? ''),
        badges: badgesOf(world),
      }}
      context={contextOf(state)}
      notice={state.notice === null ? null : messages.shell.reasons[state.notice]}
    >
      {[...state.rooms.values()].map((one) => (
        <Tasks
          key={one.route}
          room={one}
          world={world}
          active={one === room}
          send={(route, event) => send({ type: 'room', route, event })}
        />
      ))}
      {state.overlay === null ? room.view(bodyOf(size), world) : <Over state={state} world={world} />}
    </Shell>
  );
}

type TasksProps = {
  readonly room: Room;
  readonly world: World;
  readonly active: boolean;
  readonly send: (route: Route, event: unknown) => void;
};

/** Shows nothing: what a screen has the engine do goes on behind others. */
function Tasks({ room, world, active, send }: TasksProps) {
  room.use(world, (event) => send(room.route, event), active);
  return null;
}

/** What lies over the screen. */
function Over({ state, world }: { readonly state: AppState; readonly world: World }) {
  const { messages } = world;
  const { width, height } = bodyOf(state.size);
  if (state.overlay === 'palette' && state.palette !== null)
    return <Palette state={state.palette} body={{ width, height }} messages={messages} />;
  const lines = overlayLines(state, messages);
  return <Pager lines={lines} top={state.top} height={height} width={width} more={messages.shell.more} />;
}
