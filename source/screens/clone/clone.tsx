import { Box, Text } from 'ink';
import { humanBytes } from '../../messages/measure.ts';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import type { Body } from '../../ui/shell.tsx';
import { cleanText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import { groupedFingerprint } from '../fingerprint.ts';
import { ProblemView } from '../problem-view.tsx';
import type { World } from '../screen.ts';
import { JobView } from '../work/job-view.tsx';
import { currentAddress } from './clone-end-press.ts';
import { type CloneState, isQuiet } from './clone-state.ts';
import { receiptLines } from './receipt-lines.ts';
import { reviewLines } from './review-lines.ts';
import { ComponentsStep } from './steps/components.tsx';
import { PicksStep } from './steps/picks.tsx';
import { PlatformsStep } from './steps/platforms.tsx';
import { SourceStep } from './steps/source.tsx';
import { TargetStep } from './steps/target.tsx';
import { VersionsStep } from './steps/versions.tsx';
import { BringsStep, PlanFile, ReleaseStep, WayStep } from './steps/ways.tsx';

export type StepProps = { readonly state: CloneState; readonly body: Body; readonly world: World };

/** The clone, whatever it is at. */
export function Clone(props: StepProps) {
  const { state, body, world } = props;
  const { messages } = world;
  const report = (lines: readonly ReportLine[]) => (
    <Pager lines={lines} top={state.top} height={body.height} width={body.width} more={messages.shell.more} />
  );
  if (state.asking === 'trust') return report(trustLines(props));
  if (state.problem !== null) {
    return <ProblemView problem={state.problem.problem} messages={messages} body={body} top={state.top} />;
  }
  if (state.task !== null && !isQuiet(state.task)) return <WaitingView {...props} />;
  switch (state.step) {
    case 'source':
      return <SourceStep {...props} />;
    case 'way':
      return <WayStep {...props} />;
    case 'release':
      return <ReleaseStep {...props} />;
    case 'brings':
      return <BringsStep {...props} />;
    case 'components':
      return <ComponentsStep {...props} />;
    case 'versions':
      return <VersionsStep {...props} />;
    case 'picks':
      return <PicksStep {...props} />;
    case 'platforms':
      return <PlatformsStep {...props} />;
    case 'target':
      return <TargetStep {...props} />;
    case 'review':
      if (state.saving !== null)
        return <PlanFile {...props} title={messages.clone.ask.saving} form={state.saving} />;
      return state.plan === null
        ? null
        : report(reviewLines(state.plan, currentAddress(state), messages, body.width));
    case 'receipt':
      return state.result === null ? null : report(receiptLines(state.result, messages));
    case 'running':
      return <JobView watched={state.watched} body={body} messages={messages} doing={doing(props)} />;
  }
}

function trustLines({ state, world }: StepProps): readonly ReportLine[] {
  const { asking } = world.messages.sources;
  const identity = state.catalogue?.identity;
  if (identity === undefined) return [];
  return [
    { text: world.messages.clone.firstContact(cleanText(identity.address)), tone: 'title' },
    { text: '' },
    { text: groupedFingerprint(identity.fingerprint), tone: 'accent', indent: 2 },
    { text: asking.owners(cleanText(identity.owners.join(world.messages.units.listJoin))), indent: 2 },
    { text: '' },
    { text: asking.compareNew, tone: 'warn' },
  ];
}

/** What is being fetched, and where to. */
function doing({ state, world }: StepProps): string {
  const { plan } = state;
  if (plan === null) return world.messages.clone.title;
  return world.messages.clone.running.title(
    cleanText(plan.target.path),
    humanBytes(plan.bytes.fetch, world.messages),
  );
}

function WaitingView({ state, world }: StepProps) {
  const { waiting, phases } = world.messages.clone;
  const { task } = state;
  const kind = task === null || task.kind === 'list' ? 'catalogue' : task.kind;
  const phase = state.progress?.phase ?? null;
  return (
    <Box flexDirection="column">
      <Text>{waiting[kind]}</Text>
      <Text {...tones.quiet}>{phase === null ? ' ' : phases[phase]}</Text>
    </Box>
  );
}
