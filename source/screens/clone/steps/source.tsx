import { unnamed } from '../../listed-sources.ts';
import { AddressField, SourcePick, sourceColumns } from '../../source-pick.tsx';
import type { StepProps } from '../clone.tsx';
import { anotherAddress } from '../clone-state.ts';

/** Where the files come from. */
export function SourceStep({ state, body, world }: StepProps) {
  const { messages } = world;
  const { clone, sources } = messages;
  if (state.address !== null)
    return <AddressField form={state.address} ask={clone.ask.address} body={body} messages={messages} />;
  const called = (name: string): string | null =>
    name === anotherAddress ? clone.anotherAddress : name === unnamed ? sources.unnamed : null;
  return (
    <SourcePick
      table={state.sources}
      columns={[{ title: '', width: 1, priority: 1 }, ...sourceColumns(messages, called, 22)]}
      ask={clone.ask.source}
      isListing={state.task !== null}
      height={body.height - 4}
      body={body}
      messages={messages}
    />
  );
}
