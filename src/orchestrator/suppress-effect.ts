import type { EffectBody } from '../customer/effect-body.js';
import { setOrigin } from '../customer/merge/origin.js';
import { noteSuppressed } from '../customer/message/note-suppressed.js';
import { runAgenda } from '../customer/run-agenda.js';
import { parseInstanceId } from '../model/instance-id.js';
import type { DueEffect } from '../ports/store.js';
import type { EffectEndings } from './effect-endings.js';
import type { Runtime } from './runtime.js';
import { takeOwnersTurn } from './merge/owners-turn.js';
import type { Seat } from './take-turn.js';

interface Suppressing { readonly runtime: Runtime; readonly endings: EffectEndings }
interface Suppressed { readonly due: DueEffect; readonly body: Extract<EffectBody, { kind: 'send' }>; readonly home: Seat }

/** A message that was decided and may not go any more leaves the outbox, in the timeline with its reason and told to its journey. To be called inside the lane only. */
export async function suppressEffect({ runtime, endings }: Suppressing, { due, body, home }: Suppressed, reason: string): Promise<void> {
  const { key } = due;
  await takeOwnersTurn(runtime, home, due, (turn) => {
    setOrigin(turn, { instance: body.instance });
    turn.settled.push({ key, result: 'dropped' });
    noteSuppressed(turn, { key, reason, channel: body.channel, instance: body.instance, journey: parseInstanceId(body.instance).journey });
    runAgenda(turn);
    return JSON.stringify({ type: 'effect.dropped', key, because: reason });
  });
  endings.released(due);
  runtime.tell('effect.dropped', { tenant: due.tenant, customer: due.lane, key, kind: body.kind, attempt: due.attempt, because: reason });
}
