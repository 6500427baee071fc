import { dayOf } from '../day-of.js';
import { aboutWith, type Count } from '../fold/tally.js';
import type { Episode } from '../fold/episode.js';

/** How customers sounded in what they wrote, in thousandths so that sums are exact; about the intent that was read in the very words, where one was. */
export function observeSentiment({ seen, segment }: Episode, count: Count): void {
  for (const { item, thread } of seen) {
    if (item.kind !== 'happened' || item.sentiment === undefined) continue;
    const day = dayOf(item.at);
    const about = aboutWith(thread?.about ?? { day, segment }, { day, ...(item.intent !== undefined && { intent: item.intent }) });
    // JSON knows no zero below zero
    const sounded = Math.round(item.sentiment * 1_000) + 0;
    count('sentiment', about, 'n');
    count('sentiment', about, 'sum', sounded);
    count('sentiment', about, 'squares', sounded * sounded);
  }
}
