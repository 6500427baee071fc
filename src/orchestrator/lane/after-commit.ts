import type { Turn } from '../../customer/turn.js';
import type { DueEffect } from '../../ports/store.js';
import { faultCode } from '../fault-code.js';
import type { Runtime } from '../runtime.js';
import type { Taken } from './take-turn.js';

type Committed = Extract<Taken, { status: 'committed' }>;
/** Sets going what a commit made due: its effects, its timers, its news. */
export type AfterCommit = (taken: Committed) => void;
export interface Followers {
  /** performs an effect that was born claimed */
  readonly perform: (effect: DueEffect) => void;
  /** stands behind another of its queue */
  readonly behind: (effect: DueEffect) => void;
  /** something will be due at this time, store's clock */
  readonly expect: (due: number) => void;
  /** something more waits behind what is held for a journey that is live */
  readonly release: (turn: Turn, journey: string) => void;
}

/** Nothing here is promised: should the process die before it, the store hands the same effects and timers out again. */
export function createAfterCommit(runtime: Runtime, followers: Followers): AfterCommit {
  return ({ turn, outcome }) => {
    for (const { where, error } of turn.faults) runtime.tell('fault', { where, code: faultCode(error), error });
    for (const { type, notice } of turn.notices) runtime.tell(type, notice as never);
    for (const due of turn.timersSet.values()) followers.expect(due);
    for (const { cause, journey } of turn.fates) if (cause === 'Paused' && runtime.world.statusOf(journey).status === 'live') followers.release(turn, journey);
    for (const effect of turn.effects) {
      if (effect.attempt === 1 && !outcome.waiting.includes(effect.key)) followers.perform(toDue(turn, effect));
      else if (effect.attempt === 1) followers.behind(toDue(turn, effect));
      else followers.expect(effect.due);
    }
  };
}

const toDue = (turn: Turn, effect: Turn['effects'][number]): DueEffect => ({
  tenant: turn.tenant, lane: turn.customer, key: effect.key, body: effect.body, attempt: 1,
  ...(effect.queue !== undefined && { queue: effect.queue }),
});
