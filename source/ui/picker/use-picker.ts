import { useTask } from '../task.ts';
import { listFolder, pathsLike } from './list-folder.ts';
import type { ListFolder } from './listing.ts';
import type { PickerEvent, PickerState } from './picker-state.ts';

type PickerOptions = {
  readonly picker: PickerState | null;
  readonly active: boolean;
  readonly send: (event: PickerEvent) => void;
  readonly list?: ListFolder | undefined;
};

/** Has the disk looked at, as a picker asks for it. */
export function usePicker({ picker, active, send, list = listFolder }: PickerOptions): void {
  const asked = picker?.asked ?? null;
  useTask<PickerEvent | null>(asked === null || !active ? null : `list ${asked.id}`, {
    run: async (signal) =>
      asked === null
        ? null
        : { type: 'picker-listed', id: asked.id, listing: await list(asked.path, signal) },
    done: (event) => {
      if (event !== null) send(event);
    },
    failed: () => {
      if (asked !== null) send({ type: 'picker-listed', id: asked.id, listing: unreadable(asked.path) });
    },
  });
  const completion = picker?.path?.completion ?? null;
  const wanted = completion?.found === null ? completion.text : null;
  useTask(wanted === null || !active ? null : `complete ${wanted}`, {
    run: () => pathsLike(wanted ?? ''),
    done: (found) => send({ type: 'picker-completed', text: wanted ?? '', found }),
    failed: () => send({ type: 'picker-completed', text: wanted ?? '', found: [] }),
  });
}

function unreadable(folder: string) {
  return { folder, parent: '/', entries: [], problem: 'unreadable', at: null } as const;
}
