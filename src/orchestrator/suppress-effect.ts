import type { EffectBody } from '../customer/effect-body.js';
import { noteSuppressed } from '../customer/note-suppressed.js';
import { runAgenda } from '../customer/run-agenda.js';
import { parseCustomerId } from '../model/customer-id.js';
import { parseInstanceId } from '../model/instance-id.js';
import type { DueEffect } from '../ports/store.js';
import type { AfterCommit } from './after-commit.js';
import type { EffectEndings } from './effect-endings.js';
import type { Runtime } from './runtime.js';
import { takeTurn } from './take-turn.js';

interface Suppressing { readonly runtime: Runtime; readonly endings: EffectEndings; readonly after: AfterCommit }

/** A message that was decided and may not go any more leaves the outbox, in the timeline with its reason and told to its journey. To be called inside the lane only. */
export async function suppressEffect({ runtime, endings, after }: Suppressing, due: DueEffect, body: Extract<EffectBody, { kind: 'send' }>, reason: string): Promise<void> {
  const { key } = due;
  const taken = await takeTurn(runtime, { tenant: due.tenant, customer: parseCustomerId(due.lane) }, (turn) => {
    turn.settled.push({ key, result: 'dropped' });
    noteSuppressed(turn, { key, reason, channel: body.channel, instance: body.instance, journey: parseInstanceId(body.instance).journey });
    runAgenda(turn);
    return [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: 'effect.dropped', key, because: reason }) }];
  });
  if (taken.status === 'committed') after(taken);
  endings.released(due);
  runtime.tell('effect.dropped', { tenant: due.tenant, customer: due.lane, key, kind: body.kind, attempt: due.attempt, because: reason });
}
