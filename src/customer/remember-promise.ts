import type { AttemptParams, PromiseParams } from '../model/effect.js';
import type { Applying } from './applying.js';
import type { InstanceState } from './instance-state.js';
import type { Turn } from './turn.js';

/** kept promises and attempts a customer's state holds, oldest leave first */
const remembered = 50;

/** Notes what was promised; it stands in every briefing until it is kept. */
export function makePromise(turn: Turn, { instance }: Applying, { name, words, inMs }: PromiseParams): InstanceState {
  const others = (turn.state.promises ?? []).filter((promise) => promise.name !== name || promise.instance !== instance.id);
  turn.state = { ...turn.state, promises: bounded([...others, { name, words, at: turn.now, instance: instance.id, ...(inMs !== undefined && { until: turn.now + inMs }) }]) };
  return instance;
}

/** Marks a promise of this journey as kept. */
export function keepPromise(turn: Turn, { instance }: Applying, { name }: { readonly name: string }): InstanceState {
  turn.state = { ...turn.state, promises: (turn.state.promises ?? []).map((promise) => (promise.name === name && promise.instance === instance.id ? { ...promise, keptAt: turn.now } : promise)) };
  return instance;
}

/** Notes what was tried, so that nobody tries it a second time. */
export function noteAttempt(turn: Turn, { instance }: Applying, { words, outcome }: AttemptParams): InstanceState {
  turn.state = { ...turn.state, attempts: bounded([...(turn.state.attempts ?? []), { words, at: turn.now, instance: instance.id, ...(outcome !== undefined && { outcome }) }]) };
  return instance;
}

const bounded = <T>(items: readonly T[]): readonly T[] => items.slice(-remembered);
