import { Box, Text } from 'ink';
import { Pager } from '../../ui/pager.tsx';
import { clip, columnsOf, fitted } from '../../ui/text.ts';
import { glyphs, tones } from '../../ui/theme.ts';
import { ProblemView } from '../problem-view.tsx';
import type { ScreenProps } from '../screen.ts';
import { type FactRow, factLines, factRows, homeFacts } from './home-facts.ts';
import { remedyOf } from './home-needs.ts';
import { entriesOf, type HomeRow, rowsOf } from './home-rows.ts';
import { type HomeState, placeOf } from './home-state.ts';
import { needText } from './need-text.ts';

/** Rows that the list keeps however much is to be told above it. */
const least = 11;

/** The first row shown, so that the marked one and the heading above it are seen. */
export function topOf(marked: number, count: number, height: number): number {
  return Math.max(0, Math.min(marked - Math.floor(height / 2), count - height));
}

/** Facts that have room; where some have not, the last row says how all of them are read. */
function FactsView({ facts, rows, wide, messages }: FactsViewProps) {
  const shown = facts.length <= rows ? facts : facts.slice(0, rows - 1);
  return (
    <>
      {shown.map((fact) => (
        <Text key={fact.id} wrap="truncate">
          <Text {...tones.quiet}>{fitted(fact.label, wide)}</Text>
          <Text {...tones[fact.tone ?? 'plain']}>{fact.text}</Text>
        </Text>
      ))}
      {shown.length < facts.length ? <Text {...tones.quiet}>{messages.home.moreFacts}</Text> : null}
    </>
  );
}

type FactsViewProps = Pick<ScreenProps<HomeState>['world'], 'messages'> & {
  readonly facts: readonly FactRow[];
  readonly rows: number;
  readonly wide: number;
};

/** The first page: facts on top, below them what needs doing and every screen, as a list that scrolls. */
export function Home(props: ScreenProps<HomeState>) {
  const { state, body, world } = props;
  const { messages } = world;
  const { status, problem, loading } = world.status;
  if (state.reading !== null) {
    const lines = factLines(state.facts, messages);
    const { top } = state.reading;
    return (
      <Pager lines={lines} top={top} height={body.height} width={body.width} more={messages.shell.more} />
    );
  }
  const facts = status === null ? [] : homeFacts(status, world.now(), messages);
  const wide = Math.max(...Object.values(messages.home.labels).map((label) => columnsOf(label))) + 2;
  const most = Math.max(3, body.height - least - 1);
  const known = factRows(facts, body.width - wide);
  const above = problem === null ? Math.max(1, Math.min(most, known.length)) : most;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Box flexDirection="column" height={above} overflow="hidden" flexShrink={0}>
        {problem !== null ? (
          <ProblemView problem={problem} messages={messages} body={{ ...body, height: above }} />
        ) : status === null ? (
          <Text {...tones.quiet}>{messages.home.loading}</Text>
        ) : (
          <FactsView facts={known} rows={above} wide={wide} messages={messages} />
        )}
      </Box>
      <Text {...tones.quiet}>{loading && status !== null ? messages.home.loading : ' '}</Text>
      <Rows {...props} height={body.height - above - 1} />
    </Box>
  );
}

/** What needs doing and every screen; what has no room is counted in the last row. */
function Rows({ state, body, world, height }: ScreenProps<HomeState> & { readonly height: number }) {
  const rows = rowsOf(state.facts);
  const here = entriesOf(state.facts)[placeOf(state)]?.id ?? null;
  const marked = rows.findIndex(({ id }) => id === here);
  const room = rows.length <= height ? height : height - 1;
  const top = topOf(marked, rows.length, room);
  const shown = rows.slice(top, top + room);
  return (
    <>
      {shown.map((row) => (
        <Row key={row.id} row={row} here={row.id === here} width={body.width} state={state} world={world} />
      ))}
      {shown.length < rows.length ? (
        <Text {...tones.quiet}>{world.messages.shell.more(top + 1, top + shown.length, rows.length)}</Text>
      ) : null}
    </>
  );
}

type RowProps = Pick<ScreenProps<HomeState>, 'state' | 'world'> & {
  readonly row: HomeRow;
  readonly here: boolean;
  readonly width: number;
};

function Row({ row, here, width, state, world }: RowProps) {
  const { messages } = world;
  if (row.kind === 'heading') {
    const { groups, needs, next } = messages.home;
    const calm = state.facts.status !== null && entriesOf(state.facts)[0]?.kind !== 'need';
    const text = row.name !== 'needs' ? groups[row.name] : calm ? needs.nothing : next;
    return (
      <Text wrap="truncate" {...(row.name === 'needs' && calm ? tones.quiet : tones.title)}>
        {text}
      </Text>
    );
  }
  const told = row.kind === 'need' ? needText(row.need, world.now(), messages) : null;
  const room = row.kind === 'room' ? row.route : remedyOf(row.need, state.facts.routes);
  const { label, note } = messages.rooms[room];
  const end = ` [${label}]`;
  const line =
    told === null
      ? fitted(label, 22) + note
      : fitted(clip(told.text, width - 2 - columnsOf(end)), width - 2 - columnsOf(end)) + end;
  return (
    <Text wrap="truncate">
      <Text {...tones.accent}>{here ? `${glyphs.cursor} ` : '  '}</Text>
      <Text {...(here ? tones.cursor : tones[told?.tone ?? 'plain'])}>{fitted(line, width - 2)}</Text>
    </Text>
  );
}
