import { Box, Text } from 'ink';
import { Form } from '../../ui/form/form.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import { cleanText, wrapText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import { stepBody, Wizard } from '../../ui/wizard.tsx';
import type { ScreenProps } from '../screen.ts';
import { JobView } from '../work/job-view.tsx';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { countedStep, countedSteps, type MergeState, policies } from './merge-state.ts';
import { receiptLines } from './receipt-lines.ts';
import { reviewLines } from './review-lines.ts';
import { signingLines } from './signing-lines.ts';
import { DetailsStep } from './steps/details.tsx';
import { DifferencesStep } from './steps/differences.tsx';
import { SourcesStep } from './steps/sources.tsx';
import { trustLines } from './trust-lines.ts';

export type StepProps = ScreenProps<MergeState>;

/** The merge wizard, at whatever step it is. */
export function Merge(props: StepProps) {
  const { state, body, world } = props;
  const { merge: text } = world.messages;
  const { work } = state;
  const isListing = work.task?.what.kind === 'list';
  if (!isListing && workContext(work) !== null) {
    const kind = work.task?.what.kind ?? work.problem?.what.kind ?? 'list';
    return <WorkView work={work} body={body} messages={world.messages} doing={text.doing[kind]} />;
  }
  if (state.step === 'running') {
    const doing = text.doing.merge(cleanText(state.plan?.target.path ?? ''));
    return <JobView watched={state.watched} body={body} messages={world.messages} doing={doing} />;
  }
  const steps = countedSteps.map((step) => text.steps[step]);
  return (
    <Wizard steps={steps} at={countedSteps.indexOf(countedStep(state.step))} body={body}>
      <Step {...props} body={stepBody(body)} />
    </Wizard>
  );
}

function Step(props: StepProps) {
  const { state, body, world } = props;
  const { messages } = world;
  if (state.file !== null) return <FileStep {...props} />;
  switch (state.step) {
    case 'sources':
      return <SourcesStep {...props} />;
    case 'trust':
      return <Page {...props} lines={trustLines(state, world.now(), messages)} />;
    case 'differences':
      return <DifferencesStep {...props} />;
    case 'details':
      return <DetailsStep {...props} />;
    case 'policy':
      return <PolicyStep {...props} />;
    case 'signing':
      return <Page {...props} lines={state.plan === null ? [] : signingLines(state.plan, messages)} />;
    case 'review':
      return <Page {...props} lines={reviewLines(state, messages, body.width)} />;
    case 'running':
    case 'receipt':
      return <Page {...props} lines={receiptLines(state, messages)} />;
  }
}

function Page({ state, body, world, lines }: StepProps & { readonly lines: readonly ReportLine[] }) {
  const { more } = world.messages.shell;
  return <Pager lines={lines} top={state.top} height={body.height} width={body.width} more={more} />;
}

/** Where decisions are read from, or written to. */
function FileStep({ state, body, world }: StepProps) {
  const text = world.messages.merge;
  if (state.file === null) return null;
  const { what, form } = state.file;
  return (
    <Box flexDirection="column" width={body.width}>
      <Text wrap="truncate" {...tones.title}>
        {text.ask[what]}
      </Text>
      <Text> </Text>
      <Form
        form={form}
        width={body.width}
        labels={{ file: text.file }}
        hints={{ file: text.fileHints[what] }}
        problems={{ empty: text.fileEmpty }}
      />
    </Box>
  );
}

function PolicyStep({ state, body, world }: StepProps) {
  const text = world.messages.merge;
  const policy = policies[state.rule] ?? 'fail';
  const entries = policies.map((value) => ({ value, label: text.rules[value], note: '' }));
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {text.ask.policy}
      </Text>
      <Text> </Text>
      <Menu entries={entries} place={state.rule} width={body.width} />
      <Text> </Text>
      {wrapText(text.means[policy], body.width).map((line) => (
        <Text key={line} {...tones.quiet}>
          {line}
        </Text>
      ))}
      {wrapText(text.ruleNote, body.width).map((line) => (
        <Text key={line} {...tones.quiet}>
          {line}
        </Text>
      ))}
    </Box>
  );
}
