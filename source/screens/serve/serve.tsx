import { Box, Text } from 'ink';
import { Form } from '../../ui/form/form.tsx';
import { Pager, type ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { tones } from '../../ui/theme.ts';
import type { ScreenProps } from '../screen.ts';
import { jobContext } from '../work/job-state.ts';
import { JobView } from '../work/job-view.tsx';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { exposureReview, servingLines } from './serve-lines.ts';
import { isServing, type ServeState } from './serve-state.ts';

/** What is to be served, what that exposes, and the server at work. */
export function Serve({ state, body, world }: ScreenProps<ServeState>) {
  const { messages } = world;
  const { serve } = messages;
  const report = (lines: readonly ReportLine[]) => (
    <Pager lines={lines} top={state.top} height={body.height} width={body.width} more={messages.shell.more} />
  );
  if (workContext(state.work) !== null)
    return (
      <WorkView
        work={state.work}
        body={body}
        messages={messages}
        doing={state.step === 'form' && state.work.task?.what === 'check' ? serve.checking : serve.looking}
      />
    );
  switch (state.step) {
    case 'form':
      return (
        <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
          <Text wrap="truncate" {...tones.title}>
            {serve.ask}
          </Text>
          <Form
            form={state.form}
            width={body.width}
            height={body.height - 1}
            more={messages.shell.fields}
            labels={serve.fields}
            hints={serve.hints}
            problems={serve.wrong}
          />
        </Box>
      );
    case 'exposure':
      return report(exposureReview(state, messages));
    case 'serving': {
      const { watched } = state;
      if (jobContext(watched) === 'ask' && watched.summary?.serving != null)
        return report([{ text: serve.askStop, tone: 'warn' }, { text: '' }, { text: serve.stopMeans }]);
      if (isServing(state) && watched.order === null) return report(servingLines(state, messages));
      const doing = serve.folder(cleanText(watched.summary?.title.target ?? ''));
      return <JobView watched={watched} body={body} messages={messages} doing={doing} />;
    }
  }
}
