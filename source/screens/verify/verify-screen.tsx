import { withFolders } from '../../ui/form/form-state.ts';
import { cleanText } from '../../ui/text.ts';
import type { ScreenPlan } from '../room.ts';
import { Verify } from './verify.tsx';
import { reduceVerify, type VerifyEvent } from './verify-events.ts';
import { pressVerify } from './verify-press.ts';
import { verifyCommand } from './verify-request.ts';
import { type VerifyState, verifyAtStart, verifyContext } from './verify-state.ts';
import { useVerifyTasks } from './verify-tasks.ts';

/** From a mirror that is looked at to one that is right again. */
export const verifyScreen: ScreenPlan<'verify', VerifyState, VerifyEvent> = {
  route: 'verify',
  start: verifyAtStart,
  context: verifyContext,
  title: ({ step }, { verify }) => `${verify.title} / ${verify.steps[step]}`,
  subject: ({ address, result }) => {
    const known = result?.identity.address ?? address;
    return known === null ? null : cleanText(known);
  },
  press: pressVerify,
  reduce: reduceVerify,
  changes: (event) => event.type === 'job-ended' && event.detail.kind === 'repair',
  wanted: ({ form }) => (form?.completion?.found === null ? form.completion.text : null),
  found: (state, text, found) =>
    state.form === null ? state : { ...state, form: withFolders(state.form, text, found) },
  command: (state, { body }) => verifyCommand(state, body.width - 2),
  use: useVerifyTasks,
  view: (props) => <Verify {...props} />,
};
