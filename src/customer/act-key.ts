import { effectKey, type EffectKey } from '../model/effect-key.js';
import type { Turn } from './turn.js';

/** The key of an effect that no journey caused, from the customer's own count of them; the same at every retry of its row. */
export function nextActKey(turn: Turn): EffectKey {
  const seq = turn.state.acts ?? 0;
  turn.state = { ...turn.state, acts: seq + 1 };
  return effectKey({ tenant: turn.tenant, cause: turn.customer, seq, index: 0 });
}
