// the assertions of a test runner would take longer than what they judge
import assert from 'node:assert/strict';
import { isRetryable, JourneyError, journeyErrorCodes } from '../../../src/errors/index.js';
import type { Receipt } from 'throughline';
import type { Change } from 'throughline/ports';
import { canary } from '../bad-input-row.js';
import type { Answer } from './fuzzed-shop.js';
import { standingIn, type KeptEvent, type ShopModel } from './shop-model.js';

/** In one word what became of an input; throws where an answer breaks a promise: raw, saying what came in, or asking for a retry that cannot help. */
export function fateOf(answer: Answer): string {
  if ('receipt' in answer) return answer.receipt.reason ?? answer.receipt.status;
  if ('taken' in answer) return 'heard';
  if ('error' in answer) return codeOf(answer.error);
  assert.ok([200, 400, 413, 415].includes(answer.status), answer.body);
  assert.ok(!answer.body.includes(canary));
  return `http ${answer.status}`;
}

const codes: ReadonlySet<string> = new Set(journeyErrorCodes);

function codeOf(error: unknown): string {
  if (!JourneyError.is(error)) throw new Error('a raw error came out', { cause: error });
  assert.ok(codes.has(error.code) && !isRetryable(error), error.message);
  assert.ok(!`${error.message} ${JSON.stringify(error.facts)} ${String(error.cause)}`.includes(canary), 'an error says what came in');
  return error.code;
}

interface Kept extends KeptEvent { readonly receipt: Receipt }

/**
 * Judges what was committed while some inputs were answered: one change for each event that was taken, in its own customer's lane, doing
 * what the journeys declare and no more; nothing for any other.
 */
export function judgeChanges(model: ShopModel, changes: readonly Change[], answers: readonly Answer[]): void {
  const receipts = answers.flatMap((answer) => ('receipt' in answer && answer.receipt.status !== 'duplicate' ? [answer.receipt] : []));
  const kept = changes.flatMap((change) => judgeChange(model, change));
  const byHost = kept.filter((event) => !event.source.startsWith('channel:'));
  assert.deepEqual(byHost.map(({ receipt }) => JSON.stringify(receipt)).toSorted(), receipts.map((receipt) => JSON.stringify(receipt)).toSorted());
}

function judgeChange(model: ShopModel, change: Change): readonly Kept[] {
  if (change.lane === '~inbound') return [];
  const who = `${change.tenant} ${change.lane}`;
  const events = (change.entries ?? []).flatMap(({ kind, body }): readonly Kept[] => (kind === 'event' ? [JSON.parse(body)] : []));
  const [event, ...more] = events;
  assert.deepEqual([more, change.parked?.add ?? [], event?.receipt.customer ?? change.lane], [[], [], change.lane]);
  const declared = event === undefined ? { status: undefined, reason: undefined, effects: 0, standing: model.standing(who) } : model.take(who, event);
  const did = [event?.receipt.status, event?.receipt.reason, change.effects?.add?.length ?? 0, standingIn(change.state ?? '{}')];
  assert.deepEqual(did, [declared.status, declared.reason, declared.effects, declared.standing], `${event?.type}: ${event?.receipt.because}`);
  return events;
}
