import type { Unhandled } from '../model/declaration.js';
import { activeStates } from './active-states.js';
import type { AnyJourney } from './journey.js';
import type { StoredValue } from './step/step-contract.js';

/**
 * What becomes of an event that the current states do not handle: the rule of the innermost active state that has one (of two
 * regions the one written first), else the declaration's, else `ignore`.
 */
export function unhandledRule(journey: AnyJourney, value: StoredValue, eventType: string): Unhandled {
  const innermostFirst = [...activeStates(journey, value)].sort((a, b) => b.path.length - a.path.length || a.order - b.order);
  const own = innermostFirst.map((state) => ruleFor(state.meta?.unhandled, eventType)).find((rule) => rule !== undefined);
  return own ?? ruleFor(journey.journey.declaration.unhandled, eventType) ?? 'ignore';
}

function ruleFor(rules: { readonly [type: string]: Unhandled | undefined } | undefined, eventType: string): Unhandled | undefined {
  return rules !== undefined && Object.hasOwn(rules, eventType) ? rules[eventType] : undefined;
}
