import { browse } from './zh/browse.ts';
import { care } from './zh/care.ts';
import { clone } from './zh/clone.ts';
import { cloning } from './zh/cloning.ts';
import { commands } from './zh/commands.ts';
import { demo } from './zh/demo.ts';
import { doctor } from './zh/doctor.ts';
import { errors } from './zh/errors.ts';
import { expiring } from './zh/expiring.ts';
import { guide } from './zh/guide.ts';
import { home } from './zh/home.ts';
import { install } from './zh/install.ts';
import { jobView } from './zh/job-view.ts';
import { jobs } from './zh/jobs.ts';
import { jobsView } from './zh/jobs-view.ts';
import { keyChoice } from './zh/key-choice.ts';
import { merge } from './zh/merge.ts';
import { merging } from './zh/merging.ts';
import { owners } from './zh/owners.ts';
import { packaging } from './zh/packaging.ts';
import { picking } from './zh/picking.ts';
import { presets } from './zh/presets.ts';
import { prune } from './zh/prune.ts';
import { publishing } from './zh/publishing.ts';
import { reaching } from './zh/reaching.ts';
import { rooms } from './zh/rooms.ts';
import { rotating } from './zh/rotating.ts';
import { rotation } from './zh/rotation.ts';
import { serve } from './zh/serve.ts';
import { serving } from './zh/serving.ts';
import { settings } from './zh/settings.ts';
import { setup } from './zh/setup.ts';
import { shell } from './zh/shell.ts';
import { sources } from './zh/sources.ts';
import { units } from './zh/units.ts';
import { upkeep } from './zh/upkeep.ts';
import { usage } from './zh/usage.ts';
import { verify } from './zh/verify.ts';
import { warnings } from './zh/warnings.ts';

export const zh = {
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
