import { Box, Text } from 'ink';
import type { Messages } from '../../messages/index.ts';
import { Bars } from '../../ui/bars.tsx';
import type { Body } from '../../ui/shell.tsx';
import { tones } from '../../ui/theme.ts';
import { ProblemView } from '../problem-view.tsx';
import type { Work } from './work-state.ts';

type WorkViewProps<What> = {
  readonly work: Work<What>;
  readonly body: Body;
  readonly messages: Messages;
  /** What is being done, as a sentence. */
  readonly doing: string;
};

/** What is being done, or what went wrong with it, in place of the screen. Shown while `workContext` is not null. */
export function WorkView<What>({ work, body, messages, doing }: WorkViewProps<What>) {
  const { problem, task, progress, asking } = work;
  const { running, phases } = messages.clone;
  if (problem !== null)
    return <ProblemView problem={problem.problem} messages={messages} body={body} top={work.top} />;
  const phase = progress?.phase ?? null;
  const now = task?.stopping === true ? running.stopping : phase === null ? ' ' : phases[phase];
  const bars = progress !== null && progress.total > 0 ? progress : null;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {doing}
      </Text>
      <Text wrap="truncate" {...tones.quiet}>
        {now}
      </Text>
      <Text> </Text>
      {bars === null ? null : (
        <Bars
          progress={bars}
          width={body.width}
          height={body.height - (asking ? 6 : 3)}
          messages={messages}
        />
      )}
      {asking ? (
        <Box flexDirection="column" flexShrink={0}>
          <Text {...tones.warn}>{messages.shell.leaving.stop}</Text>
        </Box>
      ) : null}
    </Box>
  );
}
