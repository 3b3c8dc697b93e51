import { browse } from './ja/browse.ts';
import { care } from './ja/care.ts';
import { clone } from './ja/clone.ts';
import { cloning } from './ja/cloning.ts';
import { commands } from './ja/commands.ts';
import { demo } from './ja/demo.ts';
import { doctor } from './ja/doctor.ts';
import { errors } from './ja/errors.ts';
import { expiring } from './ja/expiring.ts';
import { guide } from './ja/guide.ts';
import { home } from './ja/home.ts';
import { install } from './ja/install.ts';
import { jobView } from './ja/job-view.ts';
import { jobs } from './ja/jobs.ts';
import { jobsView } from './ja/jobs-view.ts';
import { keyChoice } from './ja/key-choice.ts';
import { merge } from './ja/merge.ts';
import { merging } from './ja/merging.ts';
import { owners } from './ja/owners.ts';
import { packaging } from './ja/packaging.ts';
import { picking } from './ja/picking.ts';
import { presets } from './ja/presets.ts';
import { prune } from './ja/prune.ts';
import { publishing } from './ja/publishing.ts';
import { reaching } from './ja/reaching.ts';
import { rooms } from './ja/rooms.ts';
import { rotating } from './ja/rotating.ts';
import { rotation } from './ja/rotation.ts';
import { serve } from './ja/serve.ts';
import { serving } from './ja/serving.ts';
import { settings } from './ja/settings.ts';
import { setup } from './ja/setup.ts';
import { shell } from './ja/shell.ts';
import { sources } from './ja/sources.ts';
import { units } from './ja/units.ts';
import { upkeep } from './ja/upkeep.ts';
import { usage } from './ja/usage.ts';
import { verify } from './ja/verify.ts';
import { warnings } from './ja/warnings.ts';

export const ja = {
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
