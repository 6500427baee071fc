import { noteAnswerSent } from '../../customer/channel/note-response.js';
import type { EffectBody } from '../../customer/effect-body.js';
import { decideReceipt, statusEvents } from '../../customer/message/decide-receipt.js';
import type { MessageState } from '../../customer/message/message-status.js';
import { freePlace, usePlace } from '../../customer/message/place-under-caps.js';
import { instanceIn, type Turn } from '../../customer/turn.js';
import type { DueEffect } from '../../ports/store.js';
import { readMessageStatus } from '../door/read-message-status.js';
import { backoffMs } from './backoff.js';
import { about, inOwnersLane, mark, release, type EndingParts } from './settle-effect.js';

/** Another try after a while, or none any more. */
export function retryOrFail(parts: EndingParts, due: DueEffect, body: EffectBody, answer: { readonly retryAfterMs?: number; readonly code?: string; readonly because?: 'recipient-away' }): Promise<void> | void {
  const { runtime, retry } = parts;
  const code = answer.code ?? answer.because ?? 'retry';
  if (due.attempt >= retry.attempts) return endAsFailed(parts, due, body, `attempts:${code}`);
  const inMs = backoffMs(retry, due.attempt, runtime.random(), answer.retryAfterMs);
  mark(parts, due, { key: due.key, result: 'retry', due: runtime.storeNow() + inMs });
  if (answer.because === 'recipient-away') parts.watch.putOff(due);
  runtime.tell('effect.retried', { ...about(due), kind: body.kind, code, inMs });
}

/**
 * For good: a dead letter that a person can redrive, and `message.failed` for the journey that sent it. Where a receipt says that the message
 * arrived, it is sent, whatever the channel answered since.
 */
export async function endAsFailed(parts: EndingParts, due: DueEffect, body: EffectBody, code: string): Promise<void> {
  const { runtime } = parts;
  let arrived = false;
  await inOwnersLane(parts, due, body, async (turn) => {
    const known = body.kind === 'send' ? await readMessageStatus(runtime.store, turn, due.key) : undefined;
    arrived = known !== undefined && known.status !== 'failed';
    // an adapter that gave no answer may have sent it all the same
    if (body.kind === 'send') (arrived || code.startsWith('attempts:') ? usePlace : freePlace)(turn, due.key);
    if (body.kind === 'send' && arrived) noteAnswerSent(turn, { key: due.key, channel: body.channel });
    turn.settled.push(arrived ? { key: due.key, result: 'sent' } : { key: due.key, result: 'dead', cause: code });
    if (body.kind === 'send' && !arrived) tellFailed(turn, due, { channel: body.channel, instance: body.instance, code, known });
    return JSON.stringify(arrived ? { type: 'effect.sent', key: due.key } : { type: 'effect.dead', key: due.key, code, ...(body.kind === 'send' && { channel: body.channel }) });
  });
  release(parts, due);
  if (arrived && body.kind === 'send') return runtime.tell('message.sent', { ...about(due), kind: 'send', channel: body.channel });
  runtime.tell('effect.dead', { ...about(due), kind: body.kind, code });
}

function tellFailed(turn: Turn, { key }: DueEffect, { channel, instance, code, known }: { readonly channel: string; readonly instance: string; readonly code: string; readonly known: MessageState | undefined }): void {
  const run = instanceIn(turn, instance);
  if (run === undefined) return;
  decideReceipt(turn, { id: `${key}#failed`, type: statusEvents.failed, data: { messageId: key, channel, reason: code }, identities: [], only: run.id }, { key, status: 'failed', known });
}
