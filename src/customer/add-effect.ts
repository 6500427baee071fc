import type { EffectBody } from './effect-body.js';
import type { InstanceState } from './instance-state.js';
import type { Turn } from './turn.js';

/** Puts an effect into the outbox, born claimed: this process performs it right after the commit; should it die, the row is handed out again. */
export function addEffect(turn: Turn, instance: InstanceState, effect: { readonly key: string; readonly queue?: string; readonly body: EffectBody }): InstanceState {
  turn.effects.push({
    key: effect.key, due: turn.now + turn.world.effectLeaseMs, attempt: 1, body: JSON.stringify(effect.body),
    ...(effect.queue !== undefined && { queue: effect.queue }),
  });
  return instance;
}
