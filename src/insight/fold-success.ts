import type { SuccessDay, SuccessTally } from '../model/success-tally.js';
import { dayOf } from './day-of.js';

/** One issue that counts. */
export interface SettledIssue { readonly intent: string; readonly channel: string; readonly at: number; readonly solved: boolean }

/**
 * The tallies once more issues are settled. Exact: one by one, all at once, in any order or in parts that are merged later, the same issues give the
 * same tallies. Tallies of which nothing changed stay the same objects.
 */
export function foldSuccess(tallies: readonly SuccessTally[], settled: readonly SettledIssue[]): readonly SuccessTally[] {
  return mergeSuccess(tallies, settled.map(({ intent, channel, at, solved }) => ({ intent, channel, days: [{ day: dayOf(at), issues: 1, solved: solved ? 1 : 0 }] })));
}

/** The tallies of two parts of the customers together; in the order of intent and channel. */
export function mergeSuccess(some: readonly SuccessTally[], others: readonly SuccessTally[]): readonly SuccessTally[] {
  const parts = Map.groupBy([...some, ...others], ({ intent, channel }) => JSON.stringify([intent, channel]));
  return [...parts.values()].flatMap(together).toSorted((a, b) => before(a.intent, b.intent) || before(a.channel, b.channel));
}

function together(parts: readonly SuccessTally[]): readonly SuccessTally[] {
  const [first, ...rest] = parts;
  return first === undefined || rest.length === 0 ? parts : [{ ...first, days: addDays(parts.flatMap((part) => part.days)) }];
}

function addDays(counted: readonly SuccessDay[]): readonly SuccessDay[] {
  const byDay = new Map<number, SuccessDay>();
  for (const { day, issues, solved } of counted) {
    const known = byDay.get(day);
    byDay.set(day, { day, issues: issues + (known?.issues ?? 0), solved: solved + (known?.solved ?? 0) });
  }
  return [...byDay.values()].toSorted((a, b) => a.day - b.day);
}

const before = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
