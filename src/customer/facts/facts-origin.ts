import type { FactOrigin, FactsOrigin } from '../instance/instance-state.js';

/** Where a fact comes from; `undefined` where nothing has told it. */
export const originOf = (origins: readonly FactsOrigin[], fact: string): FactOrigin | undefined => origins.find(({ facts }) => facts.includes(fact))?.from;

/** Notes where facts come from now, instead of what was noted of them before. */
export function withOrigins(origins: readonly FactsOrigin[], changed: readonly { readonly name: string; readonly origin: FactOrigin }[]): readonly FactsOrigin[] {
  if (changed.length === 0) return origins;
  const names = new Set(changed.map(({ name }) => name));
  const kept = origins.map(({ facts, from }) => ({ facts: facts.filter((fact) => !names.has(fact)), from })).filter(({ facts }) => facts.length > 0);
  return changed.reduce<readonly FactsOrigin[]>((all, { name, origin }) => withOrigin(all, name, origin), kept);
}

function withOrigin(origins: readonly FactsOrigin[], fact: string, origin: FactOrigin): readonly FactsOrigin[] {
  const same = origins.find(({ from }) => isSame(from, origin));
  if (same === undefined) return [...origins, { facts: [fact], from: origin }];
  return origins.map((one) => (one === same ? { facts: [...one.facts, fact], from: one.from } : one));
}

const isSame = (one: FactOrigin, other: FactOrigin): boolean => one === other || (one.at === other.at && one.event === other.event && one.channel === other.channel
  && one.thread === other.thread && one.verified === other.verified && one.dataClass === other.dataClass && one.origin === other.origin);
