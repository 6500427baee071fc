import type { CustomerState } from '../../customer/customer-state.js';
import type { EffectBody, SendBody } from '../../customer/effect-body.js';
import { answerRows, unavailableRows, type CrmAnswer } from '../../customer/crm/crm-record.js';
import { decideAnswer } from '../../customer/decide-answer.js';
import { isAnswer, isAnswering, noteAnswerSent } from '../../customer/channel/note-response.js';
import { rulesOf } from '../../customer/message/ask-contact.js';
import { freePlace, mayHavePlace, usePlace } from '../../customer/message/place-under-caps.js';
import { decideReceipt, statusEvents } from '../../customer/message/decide-receipt.js';
import type { ActivityAnswer } from '../../customer/parked/lane-input.js';
import { readCrmReply } from '../../customer/crm/read-crm-reply.js';
import type { MessageState } from '../../customer/message/message-status.js';
import { runAgenda } from '../../customer/run-agenda.js';
import { instanceIn, type Turn } from '../../customer/turn.js';
import { JourneyError } from '../../errors/index.js';
import type { ActivityMap } from '../../model/activity.js';
import { checkPayload } from '../../model/payload.js';
import { isPrintable } from '../../model/printable-text.js';
import type { Change, DueEffect, LaneKey, Settlement } from '../../ports/store.js';
import { backoffMs, type Backoff } from './backoff.js';
import type { CachedCustomer } from '../lane/customer-cache.js';
import { erased, tombstoneOf } from '../erase/erased.js';
import { failpoint } from '../failpoint.js';
import { faultCode } from '../fault-code.js';
import { atHome, laneOf, ownerOf } from '../merge/home-lane.js';
import { isAway } from '../merge/moved-away.js';
import { takeOwnersTurn } from '../merge/owners-turn.js';
import type { Performed } from './perform-effect.js';
import type { QueueWatch } from './queue-watch.js';
import { readMessageStatus } from '../door/read-message-status.js';
import type { Runtime } from '../runtime.js';
import { takeTurn } from '../lane/take-turn.js';

/** What becomes of an effect once its adapter has spoken; each way ends in one commit or one mark. */
export interface EffectEndings {
  answered(due: DueEffect, body: EffectBody, performed: Performed | { readonly status: 'retry'; readonly code: string; readonly retryAfterMs?: number }): Promise<void>;
  /** handed out more often than it may be tried, because each try died with its process */
  isSpent(due: DueEffect, body: EffectBody, state: CustomerState): boolean;
  /** not performed any more */
  drop(due: DueEffect, because: string): void;
  /** not now, and not counted as an attempt */
  postpone(due: DueEffect, waitMs: number): void;
  /** how it ended is known here and on its way to the store: handed out once more, it is not performed again */
  isEnding(key: string): boolean;
  /** it was settled elsewhere: what stands behind it in its queue may go */
  released(due: DueEffect): void;
  /** whose message a provider's id is, where it was sent so lately that the store does not know it yet */
  justSent(channel: string, providerId: string): string | undefined;
  /** the customer is there now: what was put off on this channel goes at once */
  hurry(lane: LaneKey, queue: string): void;
}
export interface EndingParts {
  readonly runtime: Runtime;
  readonly activityOf: (journey: string, version: number, name: string) => ActivityMap[string] | undefined;
  /** tells whether a provider's receipts for this channel name our key themselves */
  readonly receiptsOf: (channel: string) => boolean;
  readonly retry: Backoff & { readonly attempts: number };
  readonly watch: QueueWatch;
  /** keys of effects whose end the store has not taken yet */
  readonly ending: Set<string>;
  /** something may be due at this time, store's clock */
  readonly expect: (due: number) => void;
}

export function createEffectEndings(given: Omit<EndingParts, 'ending'>): EffectEndings {
  const parts: EndingParts = { ...given, ending: new Set() };
  const { runtime } = parts;
  const fresh = new Map<string, string>();
  const endings: EffectEndings = {
    justSent: (channel, providerId) => fresh.get(`${channel} ${providerId}`),
    async answered(due, body, performed) {
      if (body.kind !== 'customer.erase' && await isGone(runtime, due)) throw erased();
      if (body.kind === 'activity') return answerActivity(parts, due, body, performed);
      if (body.kind === 'crm.find') return found(parts, due, performed);
      if (performed.status === 'refused') return fail(parts, due, body, performed.code);
      if (performed.status === 'retry') return retryOrFail(parts, due, body, performed);
      return sent(parts, fresh, { due, body, performed });
    },
    isSpent: (due, body, state) => due.attempt > (body.kind === 'crm.find' ? findAttempts : contractOf(parts, body, state)?.attempts ?? parts.retry.attempts),
    drop(due, because) {
      mark(parts, due, { key: due.key, result: 'dropped' });
      runtime.tell('effect.dropped', { ...about(due), kind: kindOf(due), because });
    },
    postpone(due, waitMs) {
      mark(parts, due, { key: due.key, result: 'retry', due: runtime.storeNow() + waitMs, attempt: due.attempt - 1 });
    },
    isEnding: (key) => parts.ending.has(key),
    released: (due) => release(parts, due),
    hurry(lane, queue) {
      for (const due of parts.watch.takePutOff(lane, queue)) mark(parts, due, { key: due.key, result: 'retry', due: runtime.storeNow(), attempt: due.attempt });
    },
  };
  return endings;
}

const about = (due: DueEffect): { readonly tenant: string; readonly customer: string; readonly key: string; readonly attempt: number } => ({ tenant: due.tenant, customer: due.lane, key: due.key, attempt: due.attempt });
const kindOf = (due: DueEffect): string => (JSON.parse(due.body) as { readonly kind: string }).kind;

interface More { readonly change?: Partial<Change>; readonly whenKept?: () => void }

function mark(parts: EndingParts, due: DueEffect, settlement: Settlement, { change = {}, whenKept }: More = {}): void {
  const { runtime } = parts;
  parts.watch.forget(due);
  if (settlement.result !== 'retry') parts.ending.add(due.key);
  runtime.committer.mark({ tenant: due.tenant, lane: due.lane, expect: -1, epoch: runtime.ownership.epoch, effects: { settle: [settlement] }, ...change }, ({ outcome }) => {
    failpoint('after record');
    whenKept?.();
    // the provider's id is another message's already: what was sent stays sent, only its receipts find nobody
    if (!outcome.ok && outcome.why === 'identity') return mark(parts, due, settlement);
    parts.ending.delete(due.key);
    if (settlement.result === 'retry') parts.expect(settlement.due);
    else release(parts, due);
  });
}

/** The head of a queue is settled: where another stood behind it, the store has something to hand out. */
function release({ watch, expect, runtime }: EndingParts, due: DueEffect): void {
  const awaited = watch.settled(due);
  if (awaited) expect(runtime.storeNow());
  // another process may have put one behind it
  else if (runtime.ownership.shared && due.queue !== undefined) expect(runtime.storeNow() + soonMs);
}

/** how long a message waits that another process put behind one of this process, milliseconds: one look for many */
const soonMs = 50;

/** Whose effect it was is erased, or about to be: what came of it is nobody's. */
async function isGone(runtime: Runtime, due: DueEffect): Promise<boolean> {
  const known = runtime.customers.peek(due);
  return known === undefined ? await tombstoneOf(runtime, { tenant: due.tenant, customer: due.lane }) !== undefined : known.state.erasing !== undefined;
}

/** `fresh`: provider ids whose mark is not durable yet; a receipt may be faster. */
async function sent(parts: EndingParts, fresh: Map<string, string>, { due, body, performed }: { readonly due: DueEffect; readonly body: EffectBody; readonly performed: Exclude<Performed, { status: 'refused' | 'retry' }> }): Promise<void> {
  failpoint('after send before record');
  if (body.kind !== 'send' || performed.status !== 'sent') return mark(parts, due, { key: due.key, result: 'sent' });
  const { providerId } = performed;
  // a receipt names the provider's id: remember whose message it was, unless it is our own key
  const index = parts.receiptsOf(body.channel) && providerId !== due.key && isName(providerId)
    ? { identities: { claim: [`sent:${body.channel}:${providerId}`] }, rows: { put: [{ key: `sent/${body.channel}/${providerId}`, value: due.key }] } } : {};
  const name = `${body.channel} ${providerId}`;
  if ('rows' in index) fresh.set(name, due.key);
  const counted = isCounted(parts.runtime, due, body);
  if (counted === true || (counted !== false && await counted)) await countAsSent(parts, due, body);
  mark(parts, due, { key: due.key, result: 'sent' }, { change: { ...index, counters: { [`channel.${body.channel}.sent`]: 1 } }, whenKept: () => fresh.delete(name) });
  parts.runtime.tell('message.sent', { ...about(due), kind: 'send', channel: body.channel });
}

/** Whether anything of its customer changes because it went: a place under a cap, or somebody had their answer. Read from the store only where this process cannot know. */
function isCounted({ world, customers, ownership }: Runtime, due: DueEffect, body: SendBody): boolean | Promise<boolean> {
  const { tenant, customer } = ownerOf(due, body.instance);
  const lane = { tenant, lane: customer };
  if (rulesOf(world).counts(body)) return true;
  const judge = (seen: CachedCustomer | undefined): boolean => seen === undefined || isAway(seen.state) || mayHavePlace(world, seen.state, { key: due.key, body }) || isAnswer(seen.state, { key: due.key, channel: body.channel });
  const mayAnswer = world.choice !== undefined && isAnswering(body);
  const seen = ownership.shared && mayAnswer ? undefined : customers.peek(lane);
  if (seen !== undefined) return judge(seen);
  return mayAnswer || world.contact !== undefined ? customers.load(lane).then(judge) : false;
}

/**
 * It keeps its place under the caps, in a commit before that of the mark: should the process die between them, the message comes again and
 * has its place.
 */
async function countAsSent(parts: EndingParts, due: DueEffect, body: SendBody): Promise<void> {
  await atHome(parts.runtime, ownerOf(due, body.instance), (home) => takeTurn(parts.runtime, home, (turn) => {
    const before = turn.state;
    usePlace(turn, due.key);
    noteAnswerSent(turn, { key: due.key, channel: body.channel });
    return turn.state === before ? undefined : [{ kind: 'decision', at: turn.now, body: JSON.stringify({ type: 'message.counted', key: due.key }) }];
  }));
}

/** An id that a provider may well name in a receipt; anything else is not worth remembering. */
const isName = (providerId: string): boolean => providerId.length > 0 && providerId.length <= longestProviderId && isPrintable(providerId);
const longestProviderId = 255;

function retryOrFail(parts: EndingParts, due: DueEffect, body: EffectBody, answer: { readonly retryAfterMs?: number; readonly code?: string; readonly because?: 'recipient-away' }): Promise<void> | void {
  const { runtime, retry } = parts;
  const code = answer.code ?? answer.because ?? 'retry';
  if (due.attempt >= retry.attempts) return fail(parts, due, body, `attempts:${code}`);
  const inMs = backoffMs(retry, due.attempt, runtime.random(), answer.retryAfterMs);
  mark(parts, due, { key: due.key, result: 'retry', due: runtime.storeNow() + inMs });
  if (answer.because === 'recipient-away') parts.watch.putOff(due);
  runtime.tell('effect.retried', { ...about(due), kind: body.kind, code, inMs });
}

/** tries of one look-up in the CRM: the next contact asks anew */
const findAttempts = 2;

/** What the CRM says stands in rows for the next briefing; no answer that could be used is an answer too, and alarms nobody. */
async function found(parts: EndingParts, due: DueEffect, performed: Performed | { readonly status: 'retry'; readonly code: string }): Promise<void> {
  const { runtime, retry } = parts;
  if (performed.status === 'retry' && due.attempt < findAttempts) {
    return mark(parts, due, { key: due.key, result: 'retry', due: runtime.storeNow() + backoffMs(retry, due.attempt, runtime.random()) });
  }
  const at = runtime.storeNow();
  const answer = performed.status === 'done' ? answerOf(parts, performed.value, at) : undefined;
  const { state } = (await runtime.customers.load(due)) ?? {};
  // of two look-ups under way at once the later one knew the customer better
  if (state?.crmFind !== undefined && state.crmFind !== due.key) return mark(parts, due, { key: due.key, result: 'dropped' });
  const rows = answer === undefined ? unavailableRows(at) : answerRows(answer);
  mark(parts, due, { key: due.key, result: 'sent' }, { change: { rows }, whenKept: () => runtime.tell('crm.answered', { tenant: due.tenant, customer: due.lane, at, status: answer?.status ?? 'unavailable' }) });
}

function answerOf({ runtime }: EndingParts, reply: unknown, at: number): CrmAnswer | undefined {
  try {
    return readCrmReply(reply, runtime.world.limits, at);
  } catch (error) {
    runtime.tell('fault', { where: 'crm', code: faultCode(error), error });
    return undefined;
  }
}

/**
 * For good: a dead letter that a person can redrive, and `message.failed` for the journey that sent it. Where a receipt says that the message
 * arrived, it is sent, whatever the channel answered since.
 */
async function fail(parts: EndingParts, due: DueEffect, body: EffectBody, code: string): Promise<void> {
  const { runtime } = parts;
  let arrived = false;
  await inLane(parts, due, body, async (turn) => {
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

async function answerActivity(parts: EndingParts, due: DueEffect, body: Extract<EffectBody, { kind: 'activity' }>, performed: Performed | { readonly status: 'retry'; readonly code: string }): Promise<void> {
  failpoint('after activity before record');
  const { runtime } = parts;
  const answer = await judge(parts, due, body, performed);
  if (answer === undefined) return;
  if (answer.status === 'failed' && due.attempt < answer.attempts) {
    const inMs = backoffMs(parts.retry, due.attempt, runtime.random());
    mark(parts, due, { key: due.key, result: 'retry', due: runtime.storeNow() + inMs });
    return runtime.tell('effect.retried', { ...about(due), kind: 'activity', code: answer.code, inMs });
  }
  await inLane(parts, due, body, (turn) => {
    const said: ActivityAnswer = answer.status === 'done' ? answer : { status: 'failed', code: answer.code, message: answer.message };
    decideAnswer(turn, { kind: 'answer', key: due.key, instance: body.instance, invokeId: body.invokeId, answer: said });
    runAgenda(turn);
    return JSON.stringify({ type: 'activity.answered', key: due.key, activity: body.activity, status: said.status });
  });
}

/** What an effect's activity promises, in the version its instance runs on. */
function contractOf({ activityOf }: EndingParts, body: EffectBody, state: CustomerState | undefined): ActivityMap[string] | undefined {
  const instance = state?.instances.find((one) => one.id === body.instance);
  return instance === undefined || body.kind !== 'activity' ? undefined : activityOf(instance.journey, instance.version, body.activity);
}

type Judged = { readonly status: 'done'; readonly output: unknown } | { readonly status: 'failed'; readonly code: string; readonly message: string; readonly attempts: number };

/** Holds what an activity gave against its contract; an answer that breaks it is a failure like any other. */
async function judge(parts: EndingParts, due: DueEffect, body: Extract<EffectBody, { kind: 'activity' }>, performed: Performed | { readonly status: 'retry'; readonly code: string }): Promise<Judged | undefined> {
  const { runtime } = parts;
  const contract = contractOf(parts, body, (await runtime.customers.load(await laneOf(runtime, due, body)))?.state);
  const attempts = contract?.attempts ?? 1;
  if (performed.status !== 'done') return { status: 'failed', code: 'code' in performed ? performed.code : 'retry', message: `activity '${body.activity}' failed`, attempts };
  if (contract === undefined) return { status: 'done', output: null };
  try {
    return { status: 'done', output: checkPayload<unknown>(contract.output, performed.value, { limits: runtime.world.limits, path: 'output' }) };
  } catch (error) {
    return { status: 'failed', code: JourneyError.is(error) ? error.code : 'ActivityFailed', message: `activity '${body.activity}' broke its contract`, attempts };
  }
}

async function inLane({ runtime }: EndingParts, due: DueEffect, { instance }: EffectBody, decide: (turn: Turn) => string | Promise<string>): Promise<void> {
  await atHome(runtime, ownerOf(due, instance), (home) => takeOwnersTurn(runtime, home, due, decide));
}
