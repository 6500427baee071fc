import type { EffectBody } from './effect-body.js';
import type { InstanceState } from './instance/instance-state.js';
import type { Turn } from './turn.js';

/** An effect on its way into the outbox. */
export interface Acting {
  readonly key: string;
  readonly queue?: string;
  readonly body: EffectBody;
  /** not before this time, store's clock: it waits for nobody and nobody waits for it */
  readonly waitsUntil?: number;
}

/** Puts an effect into the outbox, born claimed: this process performs it right after the commit; should it die, the row is handed out again. */
export function addEffect(turn: Turn, instance: InstanceState, effect: Acting): InstanceState {
  putEffect(turn, effect);
  return instance;
}

/** The same for an effect that no journey asked for. */
export function putEffect(turn: Turn, { key, queue, body, waitsUntil }: Acting): void {
  const { leaseMs, effectLeaseMs } = turn.world;
  const when = waitsUntil === undefined ? { due: turn.now + (body.kind === 'activity' ? effectLeaseMs : leaseMs), attempt: 1 } as const : { due: waitsUntil, attempt: 0 } as const;
  turn.effects.push({ key, ...when, body: JSON.stringify(body), ...(queue !== undefined && { queue }) });
}
