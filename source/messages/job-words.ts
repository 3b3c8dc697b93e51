import type { EngineEvent, JobEvent } from '../engine/index.ts';
import type { Messages } from './index.ts';

/** What happened, and what to: the names of events are the same in every language, as in `--json`. */
export function jobWords(event: JobEvent, messages: Messages): readonly [string, string] {
  switch (event.type) {
    case 'state':
      return [event.state, event.error?.message ?? ''];
    case 'item': {
      const { index, count, component, version, state, error } = event;
      const name = `${component} ${version}${error === null ? '' : `: ${error.message}`}`;
      return [state, messages.jobs.item(index + 1, count, name)];
    }
    case 'rate':
      return ['rate', event.limitRate ?? 'none'];
    case 'serving':
      return ['serving', event.serving.address];
    case 'engine':
      return engineWords(event.event, messages);
  }
}

function engineWords(event: EngineEvent, messages: Messages): readonly [string, string] {
  switch (event.type) {
    case 'phase':
      return ['phase', messages.commands.phases[event.phase]];
    case 'file':
      return [event.state, event.reason === undefined ? event.name : `${event.name}: ${event.reason}`];
    case 'warning':
      return ['warning', messages.warnings[event.warning.code](event.warning.facts)];
    case 'first-contact':
      return ['first-contact', `${event.address} ${event.fingerprint}`];
    case 'signing':
      return ['signing', event.path];
    case 'bytes':
      return ['bytes', `${event.done}/${event.total}`];
  }
}
