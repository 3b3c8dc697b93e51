import type { ClonePlan } from '../../engine/index.ts';
import type { Messages } from '../../messages/index.ts';
import { humanBytes, localTime } from '../../messages/measure.ts';
import { mergedWarnings } from '../../messages/merged-warnings.ts';
import type { ReportLine } from '../../ui/pager.tsx';
import { cleanText } from '../../ui/text.ts';
import { commandRows } from './command-line.ts';

const inOrder = new Intl.Collator('en', { numeric: true });

/** Lists of several platforms together are in no order: newest first, a release before its own pre-releases. */
function newestFirst(versions: Iterable<string>): readonly string[] {
  const parts = (version: string): readonly [string, string] => {
    const at = version.indexOf('-');
    return at < 0 ? [version, ''] : [version.slice(0, at), version.slice(at)];
  };
  return [...new Set(versions)].sort((left, right) => {
    const [leftCore, leftRest] = parts(left);
    const [rightCore, rightRest] = parts(right);
    const cores = inOrder.compare(rightCore, leftCore);
    if (cores !== 0) return cores;
    if (leftRest === '' || rightRest === '') return leftRest.length - rightRest.length;
    return inOrder.compare(rightRest, leftRest);
  });
}

/** Rows of a long list before it is summed up. */
const most = 12;

function listed<Item>(
  items: readonly Item[],
  line: (item: Item) => ReportLine,
  messages: Messages,
): ReportLine[] {
  const rest = items.length - most;
  return [
    ...items.slice(0, rest > 1 ? most : items.length).map(line),
    ...(rest > 1 ? [{ text: `  ${messages.clone.andMore(rest)}`, tone: 'quiet' as const }] : []),
  ];
}

function section(title: string, lines: readonly ReportLine[]): ReportLine[] {
  return lines.length === 0 ? [] : [{ text: '' }, { text: title, tone: 'title' }, ...lines];
}

function spaceLine({ bytes }: ClonePlan, messages: Messages): ReportLine {
  const text = messages.clone.review;
  if (bytes.free === null) return { text: `  ${text.freeUnknown}` };
  const free = humanBytes(bytes.free, messages);
  return bytes.free < bytes.fetch
    ? { text: `  ${text.freeShort(free, humanBytes(bytes.fetch, messages))}`, tone: 'bad' }
    : { text: `  ${text.free(free)}` };
}

/** Everything that applying the plan would do, on `width` columns. `current`: see `commandLine`. */
export function reviewLines(
  plan: ClonePlan,
  current: string | null,
  messages: Messages,
  width: number,
): readonly ReportLine[] {
  const text = messages.clone.review;
  const { units } = messages;
  const wanted = plan.files.filter((file) => file.action !== 'keep');
  const kept = plan.files.length - wanted.length;
  // The client's own tarball is another name of one of component tiup, fetched once.
  const fetched = new Set(wanted.map((file) => file.from)).size;
  const copies = wanted.length - fetched;
  const resumed = new Set(wanted.filter(({ action }) => action === 'resume').map(({ from }) => from)).size;
  const amount = (bytes: number): string => humanBytes(bytes, messages);
  return [
    { text: text.target(cleanText(plan.target.path)), tone: 'title', indent: 2 },
    { text: `  ${plan.target.state === 'new' ? text.stateNew : text.stateRefresh}`, indent: 2 },
    { text: `  ${text.from(cleanText(plan.source.identity.address))}`, indent: 2 },
    ...(plan.unchanged ? [{ text: `  ${text.unchanged}`, tone: 'good' as const, indent: 2 }] : []),
    ...section(text.files, [
      { text: `  ${text.fetch(units.files(fetched), amount(plan.bytes.fetch))}` },
      ...(copies > 0 ? [{ text: `  ${text.copies(units.files(copies))}` }] : []),
      ...(kept > 0 ? [{ text: `  ${text.keep(units.files(kept), amount(plan.bytes.keep))}` }] : []),
      ...(resumed > 0 ? [{ text: `  ${text.resume(units.files(resumed))}` }] : []),
      spaceLine(plan, messages),
    ]),
    ...section(text.contents(units.components(plan.components.length), plan.platforms.join(' ')), [
      ...listed(
        plan.components,
        ({ id, versions }) => {
          const every = newestFirst(Object.values(versions).flat());
          const newest = every.slice(0, 3).join(' ');
          return {
            text: `  ${cleanText(id)}  ${units.versions(every.length)}  ${cleanText(newest)}`,
            indent: 4,
          };
        },
        messages,
      ),
    ]),
    ...section(
      text.missing,
      listed(
        plan.missing,
        ({ component, platform, wanted, instead }) => ({
          text: `  ${text.missingLine(component, wanted, platform, instead)}`,
          tone: 'warn',
          indent: 4,
        }),
        messages,
      ),
    ),
    ...section(
      text.dropped,
      listed(
        plan.dropped,
        ({ component, platform, version }) => ({
          text: `  ${component} ${version} ${platform}`,
          tone: 'warn',
        }),
        messages,
      ),
    ),
    ...section(
      text.warnings,
      listed(
        mergedWarnings(plan.warnings, messages),
        ({ code, facts }) => ({
          text: `  ${cleanText(messages.warnings[code](facts))}`,
          tone: 'warn',
          indent: 4,
        }),
        messages,
      ),
    ),
    ...section(
      text.keys,
      plan.keys.map(({ name, count, action }) => ({
        text: `  ${text.keyLine(cleanText(name), units.keys(count), action)}`,
      })),
    ),
    ...section(
      text.signs,
      listed(
        plan.signs,
        ({ file, version, expires }) => ({
          text: `  ${text.signLine(file, version, localTime(expires))}`,
        }),
        messages,
      ),
    ),
    ...section(
      text.command,
      commandRows(plan.request, current, width - 2).map((row) => ({
        text: `  ${row}`,
        tone: 'accent',
        indent: 4,
      })),
    ),
  ];
}
