import { isRetryable, JourneyError, retryAfterMs } from '../../src/errors/index.js';
import type { Deliver, Inbound } from '../../src/ports/channel.js';
import type { Said, ServerFrame } from './frames.js';
import type { Visitor } from './greet.js';
import type { Signer } from './signer.js';
import type { UnconfirmedMessages } from './unconfirmed-messages.js';

/** What it takes to pass on what clients say. */
export interface Listener {
  readonly deliver: Deliver;
  readonly signer: Signer;
  readonly events: readonly string[];
  readonly unconfirmed: UnconfirmedMessages;
  /** who connected was authenticated, so what they say is proven to be theirs */
  readonly proves: boolean;
}

const busyRetryMs = 1_000;

/** Passes on what a client said and gives the answer: `accepted` only after it is durably accepted. Throws for what this client may not say. */
export async function hear(said: Said, { user, conversation }: Visitor, listener: Listener): Promise<ServerFrame | undefined> {
  // two clients may both count their messages from 1
  const own = (id: string) => ({ id: `${conversation}:${id}`, from: user, conversation, ...(listener.proves && { verified: true as const }) });
  switch (said.type) {
    case 'message':
      return answer(said.id, { kind: 'message', ...own(said.id), text: said.text }, listener);
    case 'event':
      if (!listener.events.includes(said.event.type)) throw new JourneyError('UnknownEvent', 'The client may not send events of this type.');
      return answer(said.id, { kind: 'event', ...own(said.id), event: said.event }, listener);
    case 'received':
    case 'read':
      return confirm(said.key, said.type === 'read' ? 'read' : 'delivered', user, listener);
  }
}

async function answer(id: string, inbound: Inbound, { deliver }: Listener): Promise<ServerFrame> {
  try {
    await deliver([inbound]);
    return { type: 'accepted', id };
  } catch (error) {
    const code = JourneyError.is(error) ? error.code : 'ChannelFailed';
    return isRetryable(error) ? { type: 'failed', id, code, again: true, retryAfterMs: retryAfterMs(error, busyRetryMs) } : { type: 'failed', id, code, again: false };
  }
}

async function confirm(sealed: string, state: 'delivered' | 'read', user: string, listener: Listener): Promise<ServerFrame | undefined> {
  const key = listener.signer.openKey(user, sealed);
  if (key === undefined) throw new JourneyError('InvalidInput', 'The key is none of this user\'s messages.');
  const answered = await answer(sealed, { kind: 'receipt', id: `${key}:${state}`, providerId: key, state }, listener);
  if (answered.type === 'failed') return answered;
  listener.unconfirmed.confirm(user, key);
  return undefined;
}
