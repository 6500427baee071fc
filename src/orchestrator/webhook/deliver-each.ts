import { isRetryable, JourneyError, type JourneyErrorCode } from '../../errors/index.js';
import type { Deliver, Inbound } from '../../ports/channel.js';
import { derivedId } from '../door/derived-id.js';

/** What became of the items of one request. */
export interface Delivered {
  readonly accepted: number;
  /** items that will never be taken, each kept as a dead letter; the index is the place in what the adapter gave */
  readonly refused: readonly { readonly index: number; readonly code: JourneyErrorCode }[];
  /** why items could not be taken now: the provider must send the request again */
  readonly failures: readonly unknown[];
}

interface Numbered { readonly index: number; readonly item: Inbound }

/**
 * Hands over the items one by one, so that a bad one does not take the others down. Different senders do not wait for one another;
 * behind an item that must be sent again its sender's later ones wait too, or they would overtake it.
 */
export async function deliverEach(inbound: readonly Inbound[], deliver: Deliver): Promise<Delivered> {
  const parts = await Promise.all(bySender(inbound).map((items) => deliverInOrder(items, deliver)));
  return {
    accepted: parts.reduce((sum, part) => sum + part.accepted, 0),
    refused: parts.flatMap((part) => part.refused).sort((a, b) => a.index - b.index),
    failures: parts.flatMap((part) => part.failures),
  };
}

function bySender(inbound: readonly Inbound[]): readonly (readonly Numbered[])[] {
  const senders = Map.groupBy(inbound.map((item, index) => ({ item, index })), ({ item }) => senderOf(item));
  return [...senders.values()];
}

function senderOf(item: Inbound): string {
  switch (item.kind) {
    case 'receipt': return `receipt ${item.providerId}`;
    case 'unreadable': return `unreadable ${item.id}`;
    default: return `from ${item.from}`;
  }
}

async function deliverInOrder(items: readonly Numbered[], deliver: Deliver): Promise<Delivered> {
  let accepted = 0;
  const refused: Delivered['refused'][number][] = [];
  for (const { index, item } of items) {
    try {
      const code = await deliverOrKeep(item, deliver);
      if (code === undefined) accepted += 1;
      else refused.push({ index, code });
    } catch (error) {
      return { accepted, refused, failures: [error] };
    }
  }
  return { accepted, refused, failures: [] };
}

/** Why an item will never be taken; `undefined` for one that was. Rejects where it must be sent again. */
async function deliverOrKeep(item: Inbound, deliver: Deliver): Promise<JourneyErrorCode | undefined> {
  try {
    await deliver([item]);
    return undefined;
  } catch (error) {
    const code = refusalOf(error);
    // nothing of who was erased is kept, not even that something came
    if (code === 'Erased') return code;
    await deliver([deadLetterOf(item, code)]);
    return code;
  }
}

/** An adapter is somebody's code, and may have handed on what is no id. */
function deadLetterOf(item: Inbound, reason: string): Inbound {
  const { id, tenant }: { readonly id: unknown; readonly tenant?: string } = item;
  return { kind: 'unreadable', id: typeof id === 'string' ? id : derivedId(item), reason, ...(tenant !== undefined && { tenant }) };
}

/** The code of what will be refused at every retry; anything else is thrown on. */
function refusalOf(error: unknown): JourneyErrorCode {
  if (isRetryable(error) || !JourneyError.is(error)) throw error;
  return error.code;
}
