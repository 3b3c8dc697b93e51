import type { ScreenProps } from '../screen.ts';
import type { PruneState } from './prune-state.ts';

export type PruneProps = ScreenProps<PruneState>;
