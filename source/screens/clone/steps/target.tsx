import { Box, Text } from 'ink';
import { Form } from '../../../ui/form/form.tsx';
import { tones } from '../../../ui/theme.ts';
import type { StepProps } from '../clone.tsx';
import { Total } from './total.tsx';

/** Into which folder. */
export function TargetStep({ state, body, world }: StepProps) {
  const { messages } = world;
  const text = messages.clone;
  return (
    <Box flexDirection="column" width={body.width} height={body.height} overflow="hidden">
      <Text wrap="truncate" {...tones.title}>
        {text.ask.target}
      </Text>
      <Text> </Text>
      <Form
        form={state.target}
        width={body.width}
        labels={text.targetFields}
        hints={text.targetHints}
        problems={{ empty: text.targetEmpty }}
      />
      <Total state={state} world={world} width={body.width} />
    </Box>
  );
}
