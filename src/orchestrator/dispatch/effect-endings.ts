import type { CustomerState } from '../../customer/customer-state.js';
import type { EffectBody } from '../../customer/effect-body.js';
import type { DueEffect, LaneKey } from '../../ports/store.js';
import { erased, tombstoneOf } from '../erase/erased.js';
import type { Runtime } from '../runtime.js';
import { contractOf, endActivity } from './end-activity.js';
import { endAsFailed, retryOrFail } from './end-as-failed.js';
import { endAsSent } from './end-as-sent.js';
import { endLookUp, findAttempts } from './end-look-up.js';
import type { Ended } from './perform-effect.js';
import { about, mark, release, type EndingParts } from './settle-effect.js';

/** What becomes of an effect once its adapter has spoken; each way ends in one commit or one mark. */
export interface EffectEndings {
  answered(due: DueEffect, body: EffectBody, performed: Ended): Promise<void>;
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

export function createEffectEndings(given: Omit<EndingParts, 'ending'>): EffectEndings {
  const parts: EndingParts = { ...given, ending: new Set() };
  const { runtime } = parts;
  const fresh = new Map<string, string>();
  return {
    justSent: (channel, providerId) => fresh.get(`${channel} ${providerId}`),
    async answered(due, body, performed) {
      if (body.kind !== 'customer.erase' && await isGone(runtime, due)) throw erased();
      if (body.kind === 'activity') return endActivity(parts, due, body, performed);
      if (body.kind === 'crm.find') return endLookUp(parts, due, performed);
      if (performed.status === 'refused') return endAsFailed(parts, due, body, performed.code);
      if (performed.status === 'retry') return retryOrFail(parts, due, body, performed);
      return endAsSent(parts, fresh, { due, body, performed });
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
}

const kindOf = (due: DueEffect): string => (JSON.parse(due.body) as { readonly kind: string }).kind;

/** Whose effect it was is erased, or about to be: what came of it is nobody's. */
async function isGone(runtime: Runtime, due: DueEffect): Promise<boolean> {
  const known = runtime.customers.peek(due);
  return known === undefined ? await tombstoneOf(runtime, { tenant: due.tenant, customer: due.lane }) !== undefined : known.state.erasing !== undefined;
}

