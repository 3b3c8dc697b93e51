import { smallest } from '../../ui/shell.tsx';
import type { ScreenPlan } from '../room.ts';
import { useWork } from '../work/use-work.ts';
import { Doctor } from './doctor.tsx';
import { pressDoctor } from './doctor-press.ts';
import {
  type DoctorEvent,
  type DoctorState,
  type DoctorWork,
  doctorAtStart,
  doctorContext,
  entered,
  reduceDoctor,
} from './doctor-state.ts';

/** What is wrong around a mirror, and what to do about it. */
export const doctorScreen: ScreenPlan<'doctor', DoctorState, DoctorEvent> = {
  route: 'doctor',
  start: () => doctorAtStart,
  entered,
  context: doctorContext,
  title: (_, messages) => messages.doctor.title,
  press: pressDoctor,
  reduce: reduceDoctor,
  command: () => ['mirrordeck doctor'],
  use: ({ work }, world, send, active) =>
    useWork<DoctorWork, DoctorEvent>({
      work,
      world,
      active,
      send,
      // a smaller window is told of in place of every screen
      run: async (_, run) => ({
        type: 'looked',
        result: await world.engine.doctor({ terminal: smallest }, run),
      }),
    }),
  view: (props) => <Doctor {...props} />,
};
