import type { CarriedFact, CustomerState } from '../customer-state.js';
import { openThreadAt } from '../conversation/thread.js';
import type { TurnWorld } from '../turn-world.js';
import type { Briefing } from './briefing.js';

type Carried = Briefing['facts'][number];

/** What is known beyond any journey: facts of the customer, and those of the conversation while it is open. */
export function carriedFacts({ threadWindowMs: windowMs }: TurnWorld, { state, now }: { readonly state: CustomerState; readonly now: number }): readonly Carried[] {
  const thread = openThreadAt(state, { now, windowMs });
  return [...scoped(state.facts ?? {}, 'customer'), ...scoped(thread?.facts ?? {}, 'conversation')];
}

const scoped = (facts: { readonly [name: string]: CarriedFact }, scope: Carried['scope']): readonly Carried[] =>
  Object.entries(facts).map(([name, { value, dataClass, origin, journey }]) => ({ name, value, dataClass, origin, verified: origin.verified === true, scope, journey }));
