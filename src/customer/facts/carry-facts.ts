import { stricterClass } from '../../model/data-class.js';
import type { FactMap } from '../../model/fact.js';
import type { Applying } from '../instance/applying.js';
import type { CarriedFact } from '../customer-state.js';
import type { FactOrigin } from '../instance/instance-state.js';
import { openThread } from '../conversation/thread.js';
import type { Turn } from '../turn.js';

type Carried = { readonly [fact: string]: CarriedFact };
/** A fact that a step has changed, and where it comes from now. */
export interface ChangedFact { readonly name: string; readonly value: unknown; readonly origin: FactOrigin }

/**
 * Carries what a step changed beyond its journey: facts of the scope `customer` for good, those of the scope `conversation` while one is open.
 * Set to null, a fact is forgotten. What is known under one name keeps the strictest class it ever had.
 */
export function carryFacts(turn: Turn, { instance }: Applying, declared: FactMap, changed: readonly ChangedFact[]): void {
  for (const fact of changed) {
    const { scope = 'journey', dataClass } = declared[fact.name] ?? {};
    if (dataClass === undefined || scope === 'journey') continue;
    const carry = (before: Carried): Carried => withFact(before, fact, { journey: instance.journey, dataClass });
    if (scope === 'customer') turn.state = { ...turn.state, facts: carry(turn.state.facts ?? {}) };
    else carryInThread(turn, carry);
  }
}

/** Outside of a conversation there is nobody to carry it to. */
function carryInThread(turn: Turn, carry: (before: Carried) => Carried): void {
  const thread = openThread(turn);
  if (thread !== undefined) turn.state = { ...turn.state, thread: { ...thread, facts: carry(thread.facts) } };
}

function withFact(facts: Carried, { name, value, origin }: ChangedFact, { journey, dataClass }: Pick<CarriedFact, 'journey' | 'dataClass'>): Carried {
  const { [name]: before, ...others } = facts;
  if (value === null || value === undefined) return before === undefined ? facts : others;
  return { ...others, [name]: { value, origin, journey, dataClass: stricterClass(stricterClass(dataClass, origin.dataClass), before?.dataClass) } };
}
