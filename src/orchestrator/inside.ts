import { JourneyError } from '../errors/index.js';
import type { Parts } from './assemble-parts.js';

/** What the library's own parts above the orchestrator may use of one that runs. */
export interface Inside {
  readonly parts: Parts;
  /** does something once it is open; refused when it is closed */
  readonly ready: <T>(work: () => Promise<T>) => Promise<T>;
}

const insides = new WeakMap<object, Inside>();

/** Remembers what an orchestrator is made of, so that what only some hosts need can live behind an entry of its own. */
export function rememberInside<T extends object>(orchestrator: T, inside: Inside): T {
  insides.set(orchestrator, inside);
  return orchestrator;
}

/** The parts of an orchestrator as `createOrchestrator` gave it; InvalidInput for anything else. */
export function insideOf(orchestrator: object): Inside {
  const inside = insides.get(orchestrator);
  if (inside === undefined) throw new JourneyError('InvalidInput', 'This is no orchestrator as createOrchestrator of this very package gave it.', { path: 'host' });
  return inside;
}
