import { JourneyError } from '../../errors/index.js';
import { digest } from '../../model/canonical-text.js';
import { isEventId } from '../../model/event-id.js';
import { isPrintable } from '../../model/printable-text.js';
import { defaultTenant, isTenant, libraryTenant } from '../../model/tenant.js';
import { derivedId } from './derived-id.js';
import type { HeardItem } from './read-inbound.js';
import type { Runtime } from '../runtime.js';

/** The library's own lane, and the name in the place of a journey, under which items stand that a channel could not read. */
export const unreadableLane = '~inbound';

/** What is known of such an item: where it came in, and what its channel says of it. */
export interface UnreadableItem { readonly channel: string; readonly tenantRequired: boolean; readonly heard: Extract<HeardItem, { readonly kind: 'unreadable' }> }

/**
 * Keeps an item that a channel could not read as a dead letter, once for its channel and id, so that its provider may be told that all of
 * the request was taken. Of what it said nothing is kept: nobody knows whose it is, so nobody could have it erased. It is never refused for what
 * it says: an id or a tenant that cannot be one is why it comes here.
 */
export async function keepUnreadable(runtime: Runtime, { channel, tenantRequired, heard }: UnreadableItem): Promise<void> {
  const id = isEventId(heard.id, runtime.world.limits) ? heard.id : derivedId(heard.id);
  // an account that nobody knows has no tenant, and the item must not be lost for it
  const tenant = typeof heard.tenant === 'string' && isTenant(heard.tenant) ? heard.tenant : tenantRequired ? libraryTenant : defaultTenant;
  const at = runtime.storeNow();
  const parked = `${unreadableLane}/${encodeURIComponent(channel)}:${encodeURIComponent(id)}`;
  const cause = isSafe(heard.reason) ? heard.reason : 'unreadable';
  const { outcome } = await runtime.committer.commit({
    tenant, lane: unreadableLane, expect: -1, epoch: runtime.ownership.epoch,
    // a name of its own: the same id must still be free for the item when it comes again and can be read
    entries: [{ kind: 'decision', at, dedupe: { source: `${unreadableLane}:${channel}`, id, digest: digest([id]) }, body: JSON.stringify({ type: 'inbound.unreadable', channel, id, cause }) }],
    parked: { add: [{ id: parked, journey: unreadableLane, at, cause, body: JSON.stringify({ channel, id }) }] },
    counters: { 'events.parked': 1 },
  });
  if (outcome.ok) return runtime.tell('event.parked', { tenant, customer: unreadableLane, at, journey: unreadableLane, parked, cause });
  if (outcome.why !== 'duplicate') throw new JourneyError('StoreUnavailable', 'The store did not take an item that could not be read; send it again.', { why: outcome.why });
}

/** A cause is listed and logged, so it is a word or a code with a path, not a text. */
const isSafe = (reason: unknown): reason is string => typeof reason === 'string' && /^[\w.:[\]-][\w.:[\] -]{0,119}$/.test(reason) && isPrintable(reason);
