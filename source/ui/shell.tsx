import { Box, Text } from 'ink';
import type { Messages } from '../messages/index.ts';
import type { ContextName } from './contexts.ts';
import { fittedHeading, type Heading } from './heading.ts';
import { footerKeys } from './key-names.ts';
import { columnsOf } from './text.ts';
import { glyphs, tones } from './theme.ts';

export type Size = { readonly columns: number; readonly rows: number };

/** Below this a screen would be a torso: a notice is shown instead. */
export const smallest: Size = { columns: 60, rows: 20 };

/** Room between header and footer, in columns and rows. */
export type Body = { readonly width: number; readonly height: number };

/** The room that a screen has. */
export function bodyOf({ columns, rows }: Size): Body {
  return { width: Math.max(20, columns - 2), height: Math.max(4, rows - 4) };
}

/** Columns of the header that are neither heading nor product: the edges, and the gaps beside the title. */
const headerGaps = 8;

type ShellProps = {
  readonly size: Size;
  readonly messages: Messages;
  readonly heading: Heading;
  readonly context: ContextName;
  readonly notice: string | null;
  readonly children: React.ReactNode;
};

/** What surrounds every screen: header, body cut to its room, a line for notices, the keys that matter now. */
export function Shell({ size, messages, heading, context, notice, children }: ShellProps) {
  const { columns, rows } = size;
  if (columns < smallest.columns || rows < smallest.rows) return <TooSmall size={size} messages={messages} />;
  const body = bodyOf(size);
  const product = messages.shell.product;
  const { title, subject, badges } = fittedHeading(heading, columns - columnsOf(product) - headerGaps);
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      <Box height={1} paddingX={1} flexShrink={0} justifyContent="space-between">
        <Text wrap="truncate">
          <Text {...tones.brand}>{product}</Text>
          <Text {...tones.title}>{`   ${title}`}</Text>
        </Text>
        <Text wrap="truncate">
          <Text {...tones.quiet}>{subject}</Text>
          {badges.map(({ text, tone }) => (
            <Text key={text} {...tones[tone]}>{`  ${text}`}</Text>
          ))}
        </Text>
      </Box>
      <Text aria-hidden {...tones.quiet}>
        {glyphs.rule.repeat(columns)}
      </Text>
      <Box
        flexDirection="column"
        height={body.height}
        width={columns}
        paddingX={1}
        flexShrink={0}
        overflow="hidden"
      >
        {children}
      </Box>
      <Box height={1} paddingX={1} flexShrink={0}>
        <Text wrap="truncate" {...tones.warn}>
          {notice ?? ' '}
        </Text>
      </Box>
      <Footer context={context} columns={columns} messages={messages} />
    </Box>
  );
}

type FooterProps = {
  readonly context: ContextName;
  readonly columns: number;
  readonly messages: Messages;
};

function Footer({ context, columns, messages }: FooterProps) {
  return (
    <Box height={1} paddingX={1} flexShrink={0}>
      <Text wrap="truncate">
        {footerKeys(context, columns - 2, messages).map(({ key, label }, at) => (
          <Text key={key}>
            {at === 0 ? '' : '  '}
            <Text {...tones.title}>{key}</Text>
            <Text {...tones.quiet}>{` ${label}`}</Text>
          </Text>
        ))}
      </Text>
    </Box>
  );
}

function TooSmall({ size, messages }: { readonly size: Size; readonly messages: Messages }) {
  const { tooSmall, tooSmallNow } = messages.shell;
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Text>{tooSmall(smallest.columns, smallest.rows)}</Text>
      <Text {...tones.quiet}>{tooSmallNow(size.columns, size.rows)}</Text>
    </Box>
  );
}
