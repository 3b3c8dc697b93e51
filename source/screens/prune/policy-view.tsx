import { Box, Text } from 'ink';
import type { PrunePlan } from '../../engine/index.ts';
import { humanBytes } from '../../messages/measure.ts';
import { Form } from '../../ui/form/form.tsx';
import { cleanText, columnsOf, fitted, wrapText } from '../../ui/text.ts';
import { glyphs, type Tone, tones } from '../../ui/theme.ts';
import { type Policy, type PolicyRow, policyRows, saysAnything } from './policy.ts';
import type { PruneProps } from './prune-props.ts';
import { isWorkingOut } from './prune-state.ts';
import { bytesOfVersions, firstDue } from './review-lines.ts';
import { VersionsView } from './versions-view.tsx';

type WithPlan = PruneProps & { readonly plan: PrunePlan };

function valueText(policy: Policy, row: PolicyRow, { world }: PruneProps): string {
  const { prune, units, settings } = world.messages;
  switch (row) {
    case 'keepLast':
      return policy.keepLast === null ? prune.unsaid : prune.perComponent(policy.keepLast);
    case 'keepMinor':
      return policy.keepMinor === null ? prune.unsaid : prune.perMinor(policy.keepMinor);
    case 'keep':
      return policy.keep.length === 0 ? prune.unsaid : cleanText(policy.keep.join(units.listJoin));
    case 'olderThan':
      return policy.olderThan === null ? prune.anyAge : units.days(policy.olderThan);
    case 'components':
      return policy.components.length === 0
        ? prune.allComponents
        : cleanText(policy.components.join(units.listJoin));
    case 'grace':
      return policy.grace === 0 ? prune.noGrace : units.days(policy.grace);
    default:
      return settings.switch(policy[row]);
  }
}

/** How much goes, now and later, and how much stays; as of the last policy while the next is worked out. */
export function SummaryView({ state, world, plan }: WithPlan) {
  const { messages } = world;
  const { prune, units, care } = messages;
  const { yanks, kept, deletes, waits, bytes } = plan;
  const due = firstDue(waits);
  const size = (amount: number): string => humanBytes(amount, messages);
  const goes =
    yanks.length === 0
      ? saysAnything(state.policy)
        ? prune.noneGoes(units.versions(kept.length))
        : prune.nothingSaid
      : prune.goes(units.versions(yanks.length), size(bytesOfVersions(plan)), units.versions(kept.length));
  const lines: readonly { readonly text: string; readonly tone: Tone }[] = [
    { text: goes, tone: yanks.length === 0 ? 'good' : 'warn' },
    {
      text:
        deletes.length === 0
          ? prune.nothingDeleted
          : care.willDelete(units.files(deletes.length), size(bytes.deletes)),
      tone: deletes.length === 0 ? 'quiet' : 'warn',
    },
    {
      text: isWorkingOut(state)
        ? prune.workingOut
        : due === null
          ? prune.nothingWaits
          : prune.waits(units.files(waits.length), size(bytes.waits), due),
      tone: 'quiet',
    },
  ];
  return (
    <Box flexDirection="column" height={4} flexShrink={0}>
      {lines.map(({ text, tone }) => (
        <Text key={text} wrap="truncate" {...tones[tone]}>
          {text}
        </Text>
      ))}
      <Text> </Text>
    </Box>
  );
}

/** The policy, what is meant by its marked row, and at once what it leads to. */
export function PolicyView(props: WithPlan) {
  const { state, body, world } = props;
  const { prune } = world.messages;
  const wide = Math.max(...policyRows.map((row) => columnsOf(prune.rows[row]))) + 2;
  const note = wrapText(prune.notes[policyRows[state.place] ?? 'keepLast'], body.width).slice(0, 2);
  const rows = policyRows.length + 2 + 4;
  // the cursor is in the policy
  const seen = { ...state, versions: { ...state.versions, cursor: -1, top: 0 } };
  if (state.form !== null)
    return (
      <Form
        form={state.form}
        width={body.width}
        labels={prune.rows}
        hints={prune.hints}
        problems={{ number: prune.notANumber }}
      />
    );
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      {policyRows.map((row, at) => (
        <Text key={row} wrap="truncate" {...(at === state.place ? tones.cursor : tones.plain)}>
          {fitted(
            `${at === state.place ? glyphs.cursor : ' '} ${fitted(prune.rows[row], wide)}${valueText(state.policy, row, props)}`,
            body.width,
          )}
        </Text>
      ))}
      <Box flexDirection="column" height={2} flexShrink={0}>
        {note.map((line) => (
          <Text key={line} {...tones.quiet}>
            {line}
          </Text>
        ))}
      </Box>
      <SummaryView {...props} />
      <VersionsView {...props} state={seen} height={Math.max(1, body.height - rows - 1)} />
    </Box>
  );
}
