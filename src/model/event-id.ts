import { JourneyError } from '../errors/index.js';
import type { Limits } from './limits.js';
import { isPrintable } from './printable-text.js';

/** Refuses an event's id or source that is not 1 to `limits.idLength` printable UTF-16 units, with InvalidEventId: two ids must be told apart by looking at them. */
export function checkEventId(text: string, path: 'id' | 'source', limits: Limits): void {
  if (isEventId(text, limits)) return;
  throw new JourneyError('InvalidEventId', `An event's ${path} is 1 to ${limits.idLength} printable characters.`, { path, limit: limits.idLength });
}

/** Asks whether a text can be an event's id. */
export function isEventId(text: string, limits: Limits): boolean {
  return text.length >= 1 && text.length <= limits.idLength && isPrintable(text);
}
