import type { Happened, IntentEvidence } from '../../model/intent-reading.js';
import type { IntentRule } from './intent-options.js';

/** Which rules speak for or against an intent now, each once: by the newest event whose window it is (care-rules 2.5). */
export function eventEvidence(rules: readonly IntentRule[], intent: string, { happened, at }: { readonly happened: readonly Happened[]; readonly at: number }): readonly IntentEvidence[] {
  return rules.filter((rule) => rule.intent === intent).flatMap((rule) => {
    const times = happened.flatMap((one) => momentOf(rule, one) ?? []).filter((moment) => isWithin(rule, moment, at));
    return times.length === 0 ? [] : [{ kind: 'event', adds: Math.log(rule.lift), event: rule.after, at: Math.max(...times) } as const];
  });
}

/** The time that counts for a rule; `undefined` where the event is none of its own, or does not name one. */
export function momentOf({ after, when }: IntentRule, { type, at, dates }: Happened): number | undefined {
  if (type !== after) return undefined;
  return when === undefined ? at : dates?.[when];
}

const isWithin = ({ fromMs = 0, untilMs }: IntentRule, moment: number, at: number): boolean => at >= moment + fromMs && at < moment + untilMs;
