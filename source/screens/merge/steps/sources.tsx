import { Empty } from '../../../ui/empty.tsx';
import { AddressField, SourcePick, sourceColumns } from '../../source-pick.tsx';
import { sourceHeight } from '../layout.ts';
import type { StepProps } from '../merge.tsx';

/** Which mirrors are brought in. */
export function SourcesStep({ state, body, world }: StepProps) {
  const { messages } = world;
  const text = messages.merge;
  if (state.address !== null)
    return <AddressField form={state.address} ask={text.ask.address} body={body} messages={messages} />;
  const isListing = state.work.task !== null;
  if (state.sources.rows.length === 0 && !isListing)
    return (
      <Empty
        what={text.noSources}
        remedy={text.noSourcesRemedy}
        context="merge-sources"
        actions={['add']}
        body={body}
        messages={messages}
      />
    );
  return (
    <SourcePick
      table={state.sources}
      columns={sourceColumns(messages, (name) => (name === '' ? text.typed : null), 14)}
      ask={text.ask.sources}
      isListing={isListing}
      height={sourceHeight(body)}
      body={body}
      messages={messages}
      many
    />
  );
}
