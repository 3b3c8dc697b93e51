import type { Messages } from '../messages/index.ts';
import { completionVerb } from './completion/completion.ts';
import type { Context } from './context.ts';
import { doctorVerb } from './doctor.ts';
import { installVerb } from './install.ts';
import { jobsVerb } from './jobs/jobs.ts';
import { keysVerb } from './keys.ts';
import { listVerb } from './list.ts';
import { cloneVerb } from './mirror/clone.ts';
import { demoVerb } from './mirror/demo.ts';
import { expiryVerb } from './mirror/expiry.ts';
import { genkeyVerb } from './mirror/genkey.ts';
import { grantVerb } from './mirror/grant.ts';
import { initVerb } from './mirror/init.ts';
import { mergeVerb } from './mirror/merge.ts';
import { modifyVerb } from './mirror/modify.ts';
import { newRootVerb } from './mirror/new-root.ts';
import { ownerVerb } from './mirror/owner.ts';
import { pruneVerb } from './mirror/prune.ts';
import { publishVerb } from './mirror/publish.ts';
import { renewVerb } from './mirror/renew.ts';
import { rotateVerb } from './mirror/rotate.ts';
import { setVerb } from './mirror/set.ts';
import { showVerb } from './mirror/show.ts';
import { signVerb } from './mirror/sign.ts';
import { transferOwnerVerb } from './mirror/transfer-owner.ts';
import { verifyVerb } from './mirror/verify.ts';
import { packageVerb } from './package.ts';
import { runVerb } from './run.ts';
import { serveVerb } from './serve.ts';
import { sourceVerb } from './source.ts';
import { uninstallVerb } from './uninstall.ts';
import { updateVerb } from './update.ts';
import type { Verb } from './verb.ts';

type SummaryName = keyof Messages['usage']['summaries'];
type Makers = Readonly<Partial<Record<SummaryName, (context: Context) => Verb>>>;

/** The commands after `mirror`, in the order in which help lists them. */
export const mirrorVerbs: Makers = {
  init: initVerb,
  genkey: genkeyVerb,
  clone: cloneVerb,
  merge: mergeVerb,
  publish: publishVerb,
  modify: modifyVerb,
  show: showVerb,
  set: setVerb,
  grant: grantVerb,
  owner: ownerVerb,
  renew: renewVerb,
  expiry: expiryVerb,
  'transfer-owner': transferOwnerVerb,
  rotate: rotateVerb,
  sign: signVerb,
  'new-root': newRootVerb,
  verify: verifyVerb,
  prune: pruneVerb,
  demo: demoVerb,
};

/** The commands that are a first word, without `mirror` and `help`. */
export const topVerbs: Makers = {
  install: installVerb,
  list: listVerb,
  uninstall: uninstallVerb,
  update: updateVerb,
  run: runVerb,
  package: packageVerb,
  serve: serveVerb,
  jobs: jobsVerb,
  keys: keysVerb,
  doctor: doctorVerb,
  completion: (context) => completionVerb(context, () => ({ mirror: mirrorVerbs, top: topVerbs })),
  source: sourceVerb,
};

/** A command by its name, or undefined; names of an object's own parts are no commands. */
export function verbNamed(verbs: Makers, name: string): ((context: Context) => Verb) | undefined {
  return Object.entries(verbs).find(([key]) => key === name)?.[1];
}
