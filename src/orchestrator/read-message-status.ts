import { furthest, readMessageState, statusRow, type MessageState } from '../customer/message-status.js';
import { isInstanceId, parseInstanceId } from '../model/instance-id.js';
import { parseEffectKey } from '../model/effect-key.js';
import type { LaneKey, Store } from '../ports/store.js';

/** What is known of a message that one of this customer's runs sent; to be read in the customer's lane, or it may be old. A run that came by a merge left what was known then with its first customer. */
export async function readMessageStatus(store: Store, { tenant, lane }: LaneKey, key: string): Promise<MessageState | undefined> {
  const { cause } = parseEffectKey(key);
  const lanes = new Set([lane, ...(isInstanceId(cause) ? [parseInstanceId(cause).customer] : [])]);
  const wanted = statusRow(key);
  const rows = await Promise.all([...lanes].map((each) => store.rows({ tenant, lane: each }, { prefix: wanted, limit: 1 })));
  return furthest(rows.flat().filter((row) => row.key === wanted).map((row) => readMessageState(row.value)));
}
