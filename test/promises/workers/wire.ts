import type { Receipt } from 'throughline';
import type { DeathAt, Moment } from '../kill/in-place-of/src/orchestrator/failpoint.js';

/** An event as its source tells it to any worker: a number for somebody's basket. */
export interface Told { readonly source: string; readonly id: string; readonly type: 'item.added'; readonly data: { readonly n: number }; readonly who: readonly [string] }
/** What the outside is asked for by a worker, under the key of an effect. */
export interface Called { readonly did: 'send' | 'weigh'; readonly key: string; readonly what: object }

/** Where and how a worker works. */
export interface Begin { readonly url: string; readonly schema: string; /** the library's own where it is absent, as `pollMs` is */ readonly leaseMs?: number; readonly pollMs?: number; /** how long a call of the outside may take, milliseconds; 20,000 */ readonly callMs?: number; readonly death?: DeathAt }

/** What a worker hears, a line each: `n` names what is to be answered. */
export type ToWorker =
  | ({ readonly type: 'begin' } & Begin)
  | { readonly type: 'told'; readonly n: number; readonly told: Told }
  /** whatever delay it is to end from now on, it does not come to that */
  | { readonly type: 'hold-delays' }
  /** it does nothing else for so long, milliseconds, as in an endless computation */
  | { readonly type: 'block'; readonly ms: number }
  | { readonly type: 'read'; readonly n: number; readonly who: string }
  | { readonly type: 'answer'; readonly n: number; readonly answer: string | null };
/** What a worker says. */
export type FromWorker =
  | { readonly type: 'open' }
  /** the store knows it under this epoch from now on */
  | { readonly type: 'epoch'; readonly epoch: number }
  /** the acknowledgement, or the code of an error */
  | { readonly type: 'taken'; readonly n: number; readonly receipt?: Receipt; readonly error?: string }
  | { readonly type: 'read'; readonly n: number; readonly numbers?: readonly number[]; readonly error?: string }
  | { readonly type: 'called'; readonly n: number; readonly called: Called }
  /** it is to end these delays, each by its customer's lane, its id and the time it is due */
  | { readonly type: 'ends'; readonly delays: readonly string[] }
  /** the store took something under this epoch that it was asked to at this time or later, milliseconds of the machine's clock */
  | { readonly type: 'committed'; readonly epoch: number; readonly askedAt: number }
  | { readonly type: 'fault'; readonly code: string; readonly where: string }
  | { readonly type: 'dies'; readonly at: Moment }
  | { readonly type: 'ended' };
