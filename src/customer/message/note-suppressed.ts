import { declarationOf } from '../journey-book.js';
import { openThread } from '../conversation/thread.js';
import { count, instanceIn, type Turn } from '../turn.js';

/** A message that was to be sent and is not, and why. */
export interface Suppressed { readonly channel: string; readonly reason: string; readonly key: string; readonly instance: string; readonly journey: string; /** its journey goes on where absent */ readonly next?: 'continue' | 'exit' }

/** Notes a message that is not sent: in the timeline, in the figures, and told to the journey as `message.failed` where it listens; then the journey is left where that is the declared next step. */
export function noteSuppressed(turn: Turn, { channel, reason, key, instance, journey, next = 'continue' }: Suppressed): void {
  turn.notices.push({ type: 'message.suppressed', notice: { tenant: turn.tenant, customer: turn.customer, at: turn.now, instance, journey, channel, reason, next } });
  // what was not said opens no conversation
  turn.interactions.push({ kind: 'interaction', at: turn.now, body: JSON.stringify({ direction: 'out', channel, thread: openThread(turn, channel)?.id, instance, key, suppressed: reason }) });
  count(turn, `message.suppressed.${reason}`);
  if (listens(turn, instance)) turn.agenda.push({ do: 'deliver', instance, id: key, event: { type: 'message.failed', data: { messageId: key, channel, reason }, at: turn.now } });
  if (next === 'exit') turn.agenda.push({ do: 'leave', instance, reason });
}

function listens(turn: Turn, id: string): boolean {
  const instance = instanceIn(turn, id);
  const journey = instance === undefined ? undefined : turn.world.book.find(instance.journey, instance.version);
  return journey !== undefined && Object.hasOwn(declarationOf(journey).events, 'message.failed');
}
