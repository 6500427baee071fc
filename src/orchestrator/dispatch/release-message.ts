import type { CustomerState } from '../../customer/customer-state.js';
import type { SendBody } from '../../customer/effect-body.js';
import { setOrigin } from '../../customer/merge/origin.js';
import { askAgain, mayLeave, type AskedAgain, type DueMessage } from '../../customer/message/ask-again.js';
import { freePlace } from '../../customer/message/place-under-caps.js';
import { runAgenda } from '../../customer/run-agenda.js';
import type { DueEffect } from '../../ports/store.js';
import type { EffectEndings } from './effect-endings.js';
import { takeOwnersTurn } from '../merge/owners-turn.js';
import type { Runtime } from '../runtime.js';
import type { Seat } from '../lane/take-turn.js';

export interface Releasing { readonly runtime: Runtime; readonly endings: EffectEndings }
/** A message that is due, where its owner lives, and what is under way for the same customer. */
export interface Release { readonly due: DueEffect; readonly body: SendBody; readonly home: Seat; readonly state: CustomerState; readonly underWay: ReadonlySet<string>; /** it is of a commit of this very moment, which would have failed on an older state */ readonly born: boolean }

/**
 * Asks the contact rules right before a message leaves. Most messages leave as they are; what the rules changed their mind about is one
 * commit: it takes its place in the queue, waits, makes room for another on another channel, or leaves the outbox with its reason, in the timeline and told to its journey. Answers the
 * effect to perform, if any. To be called inside the lane only.
 */
export async function releaseMessage(parts: Releasing, release: Release): Promise<DueEffect | undefined> {
  const { runtime, endings } = parts;
  const { due, body, home, underWay } = release;
  const message: DueMessage = { key: due.key, body, underWay, ...(due.queue !== undefined && { queue: due.queue }) };
  const model = await runtime.channelModel?.(home.tenant);
  if (mayLeave(runtime.world, { state: await freshState(runtime, release), model }, runtime.storeNow(), message)) return due;
  const answer: { asked: AskedAgain } = { asked: { did: 'stays' } };
  const taken = await takeOwnersTurn(runtime, home, due, (turn) => {
    setOrigin(turn, { instance: body.instance });
    const asked = askAgain(turn, message);
    answer.asked = asked;
    runAgenda(turn);
    return JSON.stringify({ type: `message.${asked.did}`, key: due.key, ...('because' in asked && { because: asked.because }) });
  });
  const { asked } = answer;
  if (asked.did === 'stays') return due;
  if (due.queue !== undefined) endings.released(due);
  // what goes in its place was born in this commit, and is performed as all that is
  if (asked.did === 'suppressed' || asked.did === 'elsewhere') runtime.tell('effect.dropped', { ...about(due), because: asked.because });
  // it was born claimed, and this very call of it is the one that performs it
  if (asked.did === 'queued' && taken.status === 'committed' && !taken.outcome.waiting.includes(due.key)) return { ...due, tenant: home.tenant, lane: home.customer, queue: body.channel, attempt: 1 };
  return undefined;
}

/** A message that is not performed any more gives up its place under the caps, if it has one. To be called inside the lane only. */
export async function dropMessage({ runtime, endings }: Releasing, { due, home }: Pick<Release, 'due' | 'home'>, because: string): Promise<void> {
  await takeOwnersTurn(runtime, home, due, (turn) => {
    turn.settled.push({ key: due.key, result: 'dropped' });
    freePlace(turn, due.key);
    return JSON.stringify({ type: 'effect.dropped', key: due.key, because });
  });
  endings.released(due);
  runtime.tell('effect.dropped', { ...about(due), because });
}

/** What another process committed since this one looked counts too: a customer may have stopped us there. */
async function freshState({ customers, ownership }: Runtime, { body, home, state, born }: Release): Promise<CustomerState> {
  if (!ownership.shared || born || body.purpose === 'transactional') return state;
  return (await customers.load({ tenant: home.tenant, lane: home.customer }))?.state ?? state;
}

const about = ({ tenant, lane, key, attempt }: DueEffect): { readonly tenant: string; readonly customer: string; readonly key: string; readonly kind: string; readonly attempt: number } => ({ tenant, customer: lane, key, attempt, kind: 'send' });
