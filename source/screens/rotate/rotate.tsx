import { Box, Text } from 'ink';
import { Confirm } from '../../ui/confirm/confirm.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import { cleanText, wrapText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import type { ScreenProps } from '../screen.ts';
import { waitingLines } from '../work/signing-lines.ts';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { giveUpLines } from './give-up-lines.ts';
import { RoleDraftView } from './role-draft.tsx';
import { doneLines } from './rotate-done-lines.ts';
import { planLines } from './rotate-lines.ts';
import { PickView } from './rotate-picks.tsx';
import type { RotateState } from './rotate-state.ts';
import { ways } from './rotate-wish.ts';

/** What changes, who signs it, and the signatures as they come. */
export function Rotate(props: ScreenProps<RotateState>) {
  const { state, body, world } = props;
  const { messages } = world;
  const text = messages.rotating;
  const { work, signing, step, done, planned, wish, draft, leaving } = state;
  const report = (lines: readonly ReportLine[], top = state.top) => (
    <Pager lines={lines} top={top} height={body.height} width={body.width} more={messages.shell.more} />
  );
  const keptIn = ({ path }: { readonly path: string }) => text.keptIn(cleanText(path));
  const copyWhole = { text: text.copyWhole, tone: 'quiet' as const };
  const busy = workContext(work);
  if (busy === 'running' && signing !== null)
    return report([...waitingLines([signing], keptIn(signing), body.width, messages), copyWhole], 0);
  if (busy !== null) {
    const what = work.task?.what ?? { kind: 'plan' };
    const doing = what.kind === 'key' ? messages.keyChoice.doing[what.ask.kind] : text.doing[what.kind];
    return <WorkView work={work} body={body} messages={messages} doing={doing} />;
  }
  if (step === 'confirm' && planned !== null)
    return (
      <Confirm confirm={state.confirm} lines={planLines(planned, messages)} body={body} messages={messages} />
    );
  if (step === 'give-up' && leaving !== null) return report(giveUpLines(leaving, messages));
  if (step === 'review' && planned !== null) return report(planLines(planned, messages));
  if (step === 'done' && done !== null) return report(doneLines(done, planned, body.width, messages));
  if (step === 'keys' && draft !== null)
    return <RoleDraftView draft={draft} body={body} messages={messages} />;
  if (step === 'form' && wish !== null)
    return (
      <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
        <Text wrap="truncate" {...tones.title}>
          {wish.kind === 'resume' ? text.ways.resume.label : text.askWho}
        </Text>
        <Text> </Text>
        <Form
          form={wish.form}
          width={body.width}
          labels={text.fields}
          hints={text.hints}
          problems={text.problems}
        />
      </Box>
    );
  if (step === 'role' || step === 'waiting' || step === 'component' || step === 'owner')
    return <PickView {...props} step={step} />;
  return <WayView {...props} />;
}

function WayView({ state, body, world }: ScreenProps<RotateState>) {
  const text = world.messages.rotating;
  const entries = ways.map((value) => ({ value, label: text.ways[value].label, note: '' }));
  const { note } = text.ways[ways[state.place] ?? 'rotate'];
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {text.askWay}
      </Text>
      <Text> </Text>
      <Menu entries={entries} place={state.place} width={body.width} />
      <Text> </Text>
      {wrapText(note, body.width).map((line) => (
        <Text key={line} {...tones.quiet}>
          {line}
        </Text>
      ))}
    </Box>
  );
}
