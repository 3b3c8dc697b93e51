import type { ContextName } from '../../ui/contexts.ts';
import { formContext } from '../../ui/form/form-state.ts';
import { workContext } from '../work/work-state.ts';
import { draftContext } from './role-draft.ts';
import type { RotateState } from './rotate-state.ts';

/** Which keys hold. */
export function rotateContext({ work, step, wish, draft, table }: RotateState): ContextName {
  const busy = workContext(work);
  if (busy !== null) return busy;
  switch (step) {
    case 'keys':
      return draft === null ? 'pick-one' : draftContext(draft);
    case 'form':
      return wish === null ? 'pick-one' : formContext(wish.form);
    case 'review':
      return 'consent';
    case 'give-up':
      return 'open-up';
    case 'confirm':
      return 'confirm';
    case 'done':
      return 'care-receipt';
    case 'way':
      return 'rotate-way';
    case 'waiting':
      return table.typing ? 'filter' : 'waiting';
    default:
      return table.typing ? 'filter' : 'pick-one';
  }
}
