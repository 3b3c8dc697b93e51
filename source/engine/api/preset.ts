/** Why a preset brings a component. */
export type PresetReason =
  | 'database'
  | 'analytics'
  | 'changefeeds'
  | 'control'
  | 'deployment'
  | 'client'
  | 'monitoring'
  | 'hosts'
  | 'backup'
  | 'migration'
  | 'benchmark';

/** What a preset comes to in a source. */
export type PlannedPreset = {
  /** As it was asked for: `cluster:v8.5.1`. */
  readonly name: string;
  readonly components: readonly {
    readonly id: string;
    /** An exact version, or `latest`. */
    readonly versions: readonly string[];
    readonly reason: PresetReason;
  }[];
  /** What would have come along and isn't in the source. */
  readonly absent: readonly {
    readonly id: string;
    readonly wanted: string;
    readonly reason: PresetReason;
  }[];
};
