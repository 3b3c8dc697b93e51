import { counted } from './counted.ts';

/** A job on the screen. */
export const jobView = {
  id: (id: string): string => `job ${id}`,
  starting: 'Starting',
  askCancel: 'Cancel this job for good?',
  cancelKeeps: 'What is finished stays; half-fetched files are gone on with by the next run.',
  moreWarnings: (count: number): string => `${counted(count, 'earlier warning')}: see the log`,
  rate: 'Rate limit',
  limited: (rate: string): string => `at most ${rate}`,
  rateHint: 'For example 20M, or 08:00-18:00=5M; empty: no limit. Enter sets it, Esc leaves it.',
  orders: {
    pause: 'Pausing: what is being written is brought to its end',
    resume: 'Going on',
    cancel: 'Cancelling',
    rate: 'Setting the rate limit',
  },
  states: {
    queued: 'It has not begun yet.',
    running: 'It is running.',
    paused: 'It is paused.',
    done: 'It is done.',
    incomplete: 'It came to its end, and something is missing or not right.',
    failed: 'It has failed; what was there before is as it was.',
    cancelled: 'It was cancelled.',
    interrupted: 'Its process is gone before it was done.',
  },
  next: {
    queued: 'Esc goes back; it goes on by itself.',
    running: 'Esc goes back; it goes on by itself.',
    paused: 'r goes on from there, x cancels it for good.',
    done: 'Esc goes back.',
    incomplete: 'r tries what is missing again; Esc goes back.',
    failed: 'r tries again from what is there; Esc goes back.',
    cancelled: 'r goes on after all; Esc goes back.',
    interrupted: 'r goes on from what is there; nothing that was finished is done again.',
  },
};
