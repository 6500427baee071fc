import { JourneyError } from '../errors/index.js';
import type { Limits } from '../model/limits.js';
import { parseWho, type WhoInput } from '../model/who.js';

/** By what a member of an audience is known: the first identity of their `who`, or the customer's id; `undefined` where nobody can be found by it, and `tell` hears why. */
export function nameOf(who: WhoInput, limits: Limits, tell: (error: JourneyError) => void = () => {}): string | undefined {
  try {
    const { customer, identities: [name = customer] } = parseWho(who, limits);
    if (name === undefined) throw new JourneyError('InvalidIdentity', 'A member of an audience is named by an identity.', { path: 'who' });
    return name;
  } catch (error) {
    if (!JourneyError.is(error)) throw error;
    tell(error);
    return undefined;
  }
}
