import { browse } from './en/browse.ts';
import { care } from './en/care.ts';
import { clone } from './en/clone.ts';
import { cloning } from './en/cloning.ts';
import { commands } from './en/commands.ts';
import { demo } from './en/demo.ts';
import { doctor } from './en/doctor.ts';
import { errors } from './en/errors.ts';
import { expiring } from './en/expiring.ts';
import { guide } from './en/guide.ts';
import { home } from './en/home.ts';
import { install } from './en/install.ts';
import { jobView } from './en/job-view.ts';
import { jobs } from './en/jobs.ts';
import { jobsView } from './en/jobs-view.ts';
import { keyChoice } from './en/key-choice.ts';
import { merge } from './en/merge.ts';
import { merging } from './en/merging.ts';
import { owners } from './en/owners.ts';
import { packaging } from './en/packaging.ts';
import { picking } from './en/picking.ts';
import { presets } from './en/presets.ts';
import { prune } from './en/prune.ts';
import { publishing } from './en/publishing.ts';
import { reaching } from './en/reaching.ts';
import { rooms } from './en/rooms.ts';
import { rotating } from './en/rotating.ts';
import { rotation } from './en/rotation.ts';
import { serve } from './en/serve.ts';
import { serving } from './en/serving.ts';
import { settings } from './en/settings.ts';
import { setup } from './en/setup.ts';
import { shell } from './en/shell.ts';
import { sources } from './en/sources.ts';
import { units } from './en/units.ts';
import { upkeep } from './en/upkeep.ts';
import { usage } from './en/usage.ts';
import { verify } from './en/verify.ts';
import { warnings } from './en/warnings.ts';

export const en = {
  care,
  clone,
  cloning,
  commands,
  demo,
  doctor,
  errors,
  expiring,
  browse,
  install,
  guide,
  packaging,
  publishing,
  home,
  jobs,
  jobsView,
  jobView,
  merge,
  merging,
  picking,
  keyChoice,
  owners,
  presets,
  prune,
  reaching,
  serve,
  serving,
  rooms,
  rotating,
  rotation,
  settings,
  setup,
  shell,
  sources,
  units,
  upkeep,
  usage,
  verify,
  warnings,
};
