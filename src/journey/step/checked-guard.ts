import { checkedCall, definitionFault, type FaultLog, type Place } from './definition-fault.js';

/** A guard as XState takes it (a name, a name with params, a function, or `and`, `or`, `not` of these), with every function in it checked. */
export function checkedGuard(faults: FaultLog, guard: unknown, path: string): unknown {
  const place: Place = { path, part: 'guard' };
  if (typeof guard === 'function') return 'check' in guard ? checkedCombination(faults, guard, path) : checkedPredicate(faults, guard, place);
  return withCheckedParams(faults, guard, path);
}

/** The same named guard or action, its params function checked. */
export function withCheckedParams(faults: FaultLog, named: unknown, path: string): unknown {
  if (typeof named !== 'object' || named === null || !('params' in named) || typeof named.params !== 'function') return named;
  return { ...named, params: checkedCall(faults, { path, part: 'params' }, asFunction(named.params)) };
}

/** Any function of a definition, as one that takes and gives what we do not know. */
export function asFunction(value: object): (...args: readonly unknown[]) => unknown {
  return value as (...args: readonly unknown[]) => unknown;
}

function checkedCombination(faults: FaultLog, guard: object, path: string): unknown {
  if (!('guards' in guard) || !Array.isArray(guard.guards)) return guard;
  return Object.assign(() => undefined, guard, { guards: guard.guards.map((part: unknown) => checkedGuard(faults, part, path)) });
}

function checkedPredicate(faults: FaultLog, guard: object, place: Place): unknown {
  const decide = asFunction(guard);
  return checkedCall(faults, place, (...args) => {
    const verdict = decide(...args);
    if (verdict === undefined) throw definitionFault(place, 'returned undefined; return true or false');
    return verdict;
  });
}
