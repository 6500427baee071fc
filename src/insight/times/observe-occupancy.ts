import { dayOf } from '../day-of.js';
import type { Count } from '../fold/tally.js';
import type { Episode } from '../fold/episode.js';

/** How busy agents were (care-rules 3.9): by the clock on the wall, whatever they did side by side, and by units of capacity, which tells that. */
export function observeOccupancy({ seen }: Episode, count: Count): void {
  for (const { item } of seen) {
    if (item.kind !== 'happened' || item.told?.type !== 'agent.worked') continue;
    const { agent, onContactMs, idleMs, usedUnitMs, availableUnitMs } = item.told;
    const about = { about: { day: dayOf(item.at) }, of: agent };
    count('occupancy', about, 'n');
    count('occupancy', about, 'part', onContactMs);
    count('occupancy', about, 'whole', onContactMs + idleMs);
    if (usedUnitMs === undefined || availableUnitMs === undefined) continue;
    count('utilisation', about, 'n');
    count('utilisation', about, 'part', usedUnitMs);
    count('utilisation', about, 'whole', availableUnitMs);
  }
}
