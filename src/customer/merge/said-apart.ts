import type { Consent } from '../../model/consent.js';
import { withConsent } from '../../policy/consent-of.js';

/** What each of two customers who were one had said before, seen from one of them. */
export interface SaidBefore<T> { readonly mine: readonly T[]; readonly theirs: readonly T[] }

/** What holds for this one: a stop is left to the other one alone only where they alone are known to have said it, for none may be lost. */
export const notTheirs = <T>(stops: readonly T[], { mine, theirs }: SaidBefore<T>): readonly T[] => stops.filter((stop) => !includes(theirs, stop) || includes(mine, stop));

/** The same with what this one had said before, also where it was lifted since. */
export const stopsApart = <T>(stops: readonly T[], before: SaidBefore<T>): readonly T[] => eachOnce([...before.mine, ...notTheirs(stops, before)]);

/** The consents of one of the two, where nobody wrote down who said what. What was given and does not stand any more went with another merge that was undone, and must not hide a stop. */
export function consentsApart(now: readonly Consent[], before: SaidBefore<Consent>): readonly Consent[] {
  const stands = (given: Consent): boolean => now.some((one) => one.channel === given.channel && one.purpose === given.purpose && one.at >= given.at);
  const mine = before.mine.filter((one) => one.state === 'withdrawn' || stands(one));
  return notTheirs(now.filter(({ state }) => state === 'withdrawn'), before).reduce(withConsent, mine);
}

/** Each statement once. */
export const eachOnce = <T>(items: readonly T[]): readonly T[] => [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];

function includes<T>(items: readonly T[], wanted: T): boolean {
  const text = JSON.stringify(wanted);
  return items.some((item) => JSON.stringify(item) === text);
}
