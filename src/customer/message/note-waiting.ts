import { parseInstanceId } from '../../model/instance-id.js';
import type { ContactDecision } from '../../policy/contact/decide-contact.js';
import type { SendBody } from '../effect-body.js';
import { count, type Turn } from '../turn.js';

/** Why a message waits, and until when. */
export type Waits = Pick<Extract<ContactDecision, { verdict: 'wait' }>, 'because' | 'until'> | { readonly because: 'best-time'; readonly until: number };

/** Notes a message that waits: told to the host and in the figures. It opens no conversation, since nothing was said. */
export function noteWaiting(turn: Turn, { key, body }: { readonly key: string; readonly body: SendBody }, { because, until }: Waits): void {
  const { instance, channel } = body;
  turn.notices.push({ type: 'message.waits', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance, journey: parseInstanceId(instance).journey, key, channel, reason: because, until } });
  count(turn, `message.waits.${because}`);
}
