import { Box, Text } from 'ink';
import { Pager } from '../../ui/pager.tsx';
import { clip } from '../../ui/text.ts';
import { glyphs, tones } from '../../ui/theme.ts';
import type { ScreenProps } from '../screen.ts';
import { workContext } from '../work/work-state.ts';
import { WorkView } from '../work/work-view.tsx';
import { type GuideState, pageLines } from './guide-state.ts';

/** The list of the pages, or the one that is open. */
export function Guide({ state, body, world }: ScreenProps<GuideState>) {
  const { messages } = world;
  const { guide: text } = messages;
  const { list, page, place, top, work } = state;
  if (workContext(work) !== null)
    return <WorkView work={work} body={body} messages={messages} doing={text.doing} />;
  if (page !== null) {
    const lines = pageLines(state, body.width);
    return (
      <Pager lines={lines} top={top} height={body.height} width={body.width} more={messages.shell.more} />
    );
  }
  if (list === null) return <Text {...tones.quiet}>{text.doing}</Text>;
  const pages = list;
  const rows = body.height - 2;
  const from = Math.max(0, Math.min(place - Math.floor(rows / 2), pages.length - rows));
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text {...tones.title}>{pages.length === 0 ? text.none : text.ask}</Text>
      <Text> </Text>
      {pages.slice(from, from + rows).map(({ name, title }, at) => (
        <Text key={name} wrap="truncate">
          <Text {...tones.accent}>{from + at === place ? `${glyphs.cursor} ` : '  '}</Text>
          <Text {...(from + at === place ? tones.cursor : tones.plain)}>{clip(title, body.width - 2)}</Text>
        </Text>
      ))}
    </Box>
  );
}
