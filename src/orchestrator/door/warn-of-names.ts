import type { IncomingEvent } from '../../model/incoming-event.js';
import { personalName } from '../../model/personal-name.js';
import type { Tell } from '../orchestrator-events.js';

const kinds = ['id', 'source', 'type'] as const;

/** Tells a host that its events are named by what looks like an address or a secret: once for each of the names and each kind of thing it looks like, and never what it is. */
export function createNameWarning(tell: Tell): (event: Pick<IncomingEvent, 'id' | 'source' | 'type'>) => void {
  const told = new Set<string>();
  return (event) => {
    for (const name of kinds) {
      const looks = personalName(event[name], name);
      if (looks === undefined || told.has(`${name} ${looks}`)) continue;
      told.add(`${name} ${looks}`);
      tell('name.personal', { name, looks });
    }
  };
}
