import type { ErasureReceipt, LaneKey } from '../../src/ports/index.js';
import { toArray } from './array-literal.js';
import { booleanOf, numberOf } from './column.js';
import type { Session } from './session.js';

const sliceRows = 2_000;

/** Forgets entries and dedupe keys accepted before that time, a slice a transaction; answers how many entries went. */
export async function trimLog({ connection }: Session, before: number): Promise<number> {
  let trimmed = 0;
  for (let more = true; more;) {
    const [row = {}] = await connection.call('trim_1', [before, sliceRows]);
    trimmed += numberOf(row, 'entries');
    more = booleanOf(row, 'more');
  }
  return trimmed;
}

/** Takes every row of these lanes away; what was accepted stays refusable, by hash. */
export async function eraseLanes({ connection }: Session, lanes: readonly LaneKey[]): Promise<readonly ErasureReceipt[]> {
  if (lanes.length > 0) await connection.call('erase_1', [toArray(lanes.map(({ tenant }) => tenant)), toArray(lanes.map(({ lane }) => lane))]);
  return lanes.map(({ tenant, lane }) => ({ tenant, lane, erased: true }));
}
