import { answerRows, unavailableRows, type CrmAnswer } from '../../customer/crm/crm-record.js';
import { readCrmReply } from '../../customer/crm/read-crm-reply.js';
import type { DueEffect } from '../../ports/store.js';
import { faultCode } from '../fault-code.js';
import { backoffMs } from './backoff.js';
import type { Ended } from './perform-effect.js';
import { mark, type EndingParts } from './settle-effect.js';

/** tries of one look-up in the CRM: the next contact asks anew */
export const findAttempts = 2;

/** What the CRM says stands in rows for the next briefing; no answer that could be used is an answer too, and alarms nobody. */
export async function endLookUp(parts: EndingParts, due: DueEffect, performed: Ended): Promise<void> {
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
