import { withFolders } from '../../ui/form/form-state.ts';
import { cleanText } from '../../ui/text.ts';
import type { ScreenPlan } from '../room.ts';
import { Serve } from './serve.tsx';
import { pressServe } from './serve-press.ts';
import { serveCommand } from './serve-request.ts';
import { reduceServe, type ServeEvent, type ServeState, serveAtStart, serveContext } from './serve-state.ts';
import { useServeTasks } from './serve-tasks.ts';

/** A mirror for other machines: what is exposed to whom, then what clients need, and who comes. */
export const serveScreen: ScreenPlan<'serve', ServeState, ServeEvent> = {
  route: 'serve',
  start: serveAtStart,
  context: serveContext,
  title: ({ step }, { serve }) => `${serve.title} / ${serve.steps[step]}`,
  subject: ({ step, watched }) =>
    step === 'serving' && watched.summary !== null ? cleanText(watched.summary.title.target) : null,
  press: pressServe,
  reduce: reduceServe,
  wanted: ({ step, form }) =>
    step === 'form' && form.completion?.found === null ? form.completion.text : null,
  found: (state, text, found) => ({ ...state, form: withFolders(state.form, text, found) }),
  command(state, { body }) {
    const { job } = state.watched;
    if (state.step === 'serving')
      return job === null ? [] : [`mirrordeck jobs attach ${job}`, `mirrordeck jobs cancel ${job}`];
    return serveCommand(state.form, body.width - 2);
  },
  use: useServeTasks,
  view: (props) => <Serve {...props} />,
};
