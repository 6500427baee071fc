import { furthest, readMessageState, statusRow, type MessageState } from '../../customer/message/message-status.js';
import type { Turn } from '../../customer/turn.js';
import { isInstanceId, parseInstanceId } from '../../model/instance-id.js';
import { parseEffectKey } from '../../model/effect-key.js';
import type { Store } from '../../ports/store.js';
import { lanesOfRun } from '../merge/lanes-of-run.js';

/** What is known of a message that one of this customer's runs sent; to be read in the customer's turn, or it may be old. A run that was moved by a merge left what was known then where it was. */
export async function readMessageStatus(store: Store, { tenant, customer, state }: Turn, key: string): Promise<MessageState | undefined> {
  const { cause } = parseEffectKey(key);
  const lanes = lanesOfRun(isInstanceId(cause) ? parseInstanceId(cause).customer : customer, { home: customer, state });
  const wanted = statusRow(key);
  const rows = await Promise.all(lanes.map((lane) => store.rows({ tenant, lane }, { prefix: wanted, limit: 1 })));
  return furthest(rows.flat().filter((row) => row.key === wanted).map((row) => readMessageState(row.value)));
}
