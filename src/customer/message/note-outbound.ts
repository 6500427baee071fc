import { parseInstanceId } from '../../model/instance-id.js';
import { noteAnswerDecided } from '../channel/note-response.js';
import { continueThread } from '../conversation/thread.js';
import type { SendBody } from '../effect-body.js';
import { count, type Turn } from '../turn.js';
import { noteSentHour } from './best-time.js';

/** Notes a message that goes into the outbox: in the conversation it belongs to, in the timeline and in the figures. */
export function noteOutbound(turn: Turn, { key, body }: { readonly key: string; readonly body: SendBody }): void {
  const { channel, instance, purpose, acknowledgement, message } = body;
  noteAnswerDecided(turn, { key, body });
  const conversation = turn.state.conversations[channel];
  const thread = continueThread(turn, { channel, direction: 'out' });
  turn.state = { ...turn.state, conversations: { ...turn.state.conversations, [channel]: { ...conversation, at: turn.now, lastSend: key } } };
  turn.interactions.push({ kind: 'interaction', at: turn.now, body: JSON.stringify({ direction: 'out', channel, conversation: conversation?.id, thread, instance, key, purpose, acknowledgement, text: message.text, buttons: message.buttons }) });
  turn.notices.push({ type: 'message.decided', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance, journey: parseInstanceId(instance).journey, key, channel } });
  noteSentHour(turn, key);
  count(turn, `channel.${channel}.decided`);
}
