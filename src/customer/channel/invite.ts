import type { InviteParams } from '../../model/effect.js';
import type { Applying } from '../instance/applying.js';
import type { InstanceState } from '../instance/instance-state.js';
import { openThread } from '../conversation/thread.js';
import type { Turn } from '../turn.js';

/** Notes that the customer was asked to go on by another channel: whoever comes there goes on in this conversation, also where conversations keep to one channel. */
export function invite(turn: Turn, { instance }: Applying, { to }: InviteParams): InstanceState {
  const thread = openThread(turn);
  if (thread !== undefined) turn.state = { ...turn.state, thread: { ...thread, invited: { channel: to, at: turn.now } } };
  return instance;
}
