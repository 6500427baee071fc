import { JourneyError } from '../../errors/index.js';

/** items one page may hold */
const most = 1_000;

/** Refuses with InvalidInput what is no page, as a host's form may ask for it: a limit of 1 to 1,000, below a position where one is named. */
export function checkPage({ limit, before = 0 }: { readonly limit: number; readonly before?: number }): void {
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > most) throw new JourneyError('InvalidInput', `A page holds 1 to ${most} items.`, { path: 'limit', limit: most });
  if (!Number.isSafeInteger(before) || before < 0) throw new JourneyError('InvalidInput', "A page begins below a 'position' of the page before.", { path: 'before' });
}
