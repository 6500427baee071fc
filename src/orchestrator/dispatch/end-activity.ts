import { decideAnswer } from '../../customer/decide-answer.js';
import type { CustomerState } from '../../customer/customer-state.js';
import type { EffectBody } from '../../customer/effect-body.js';
import type { ActivityAnswer } from '../../customer/parked/lane-input.js';
import { runAgenda } from '../../customer/run-agenda.js';
import { JourneyError } from '../../errors/index.js';
import type { ActivityMap } from '../../model/activity.js';
import { checkPayload } from '../../model/payload.js';
import type { DueEffect } from '../../ports/store.js';
import { failpoint } from '../failpoint.js';
import { laneOf, ownerOf } from '../merge/home-lane.js';
import { backoffMs } from './backoff.js';
import type { Ended } from './perform-effect.js';
import { about, inOwnersLane, mark, type EndingParts } from './settle-effect.js';

/** What an activity gave moves its journey; one that failed is asked again as often as it may be. */
export async function endActivity(parts: EndingParts, due: DueEffect, body: Extract<EffectBody, { kind: 'activity' }>, performed: Ended): Promise<void> {
  failpoint('after activity before record');
  const { runtime } = parts;
  const answer = await judge(parts, due, body, performed);
  if (answer.status === 'failed' && due.attempt < answer.attempts) {
    const inMs = backoffMs(parts.retry, due.attempt, runtime.random());
    mark(parts, due, { key: due.key, result: 'retry', due: runtime.storeNow() + inMs });
    return runtime.tell('effect.retried', { ...about(due), kind: 'activity', code: answer.code, inMs });
  }
  await inOwnersLane(parts, due, body, (turn) => {
    const said: ActivityAnswer = answer.status === 'done' ? answer : { status: 'failed', code: answer.code, message: answer.message };
    decideAnswer(turn, { kind: 'answer', key: due.key, instance: body.instance, invokeId: body.invokeId, answer: said });
    runAgenda(turn);
    return JSON.stringify({ type: 'activity.answered', key: due.key, activity: body.activity, status: said.status });
  });
}

/** What an effect's activity promises, in the version its instance runs on. */
export function contractOf({ activityOf }: EndingParts, body: EffectBody, state: CustomerState | undefined): ActivityMap[string] | undefined {
  const instance = state?.instances.find((one) => one.id === body.instance);
  return instance === undefined || body.kind !== 'activity' ? undefined : activityOf(instance.journey, instance.version, body.activity);
}

type Judged = { readonly status: 'done'; readonly output: unknown } | { readonly status: 'failed'; readonly code: string; readonly message: string; readonly attempts: number };

/** Holds what an activity gave against its contract; an answer that breaks it is a failure like any other. */
async function judge(parts: EndingParts, due: DueEffect, body: Extract<EffectBody, { kind: 'activity' }>, performed: Ended): Promise<Judged> {
  const { runtime } = parts;
  const { tenant, customer } = ownerOf(due, body.instance);
  const contract = contractOf(parts, body, runtime.customers.peek({ tenant, lane: customer })?.state)
    ?? contractOf(parts, body, (await runtime.customers.load(await laneOf(runtime, due, body)))?.state);
  const attempts = contract?.attempts ?? 1;
  if (performed.status !== 'done') return { status: 'failed', code: 'code' in performed ? performed.code : 'retry', message: `activity '${body.activity}' failed`, attempts };
  if (contract === undefined) return { status: 'done', output: null };
  try {
    return { status: 'done', output: checkPayload<unknown>(contract.output, performed.value, { limits: runtime.world.limits, path: 'output' }) };
  } catch (error) {
    return { status: 'failed', code: JourneyError.is(error) ? error.code : 'ActivityFailed', message: `activity '${body.activity}' broke its contract`, attempts };
  }
}
