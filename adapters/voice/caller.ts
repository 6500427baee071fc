import { parseIdentity } from '../../src/model/identity.js';

/** Who is on the line: a phone number, or this one call where there is no number that somebody could be known by. */
export interface OnTheLine { readonly from: string; readonly namespace?: 'call' }

/** Numbers that switches write where the caller's own is withheld: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE on the keys of a phone. */
const withheld: ReadonlySet<string> = new Set(['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253']);

/**
 * Who is on the line of a call. A withheld number, an extension or an address that is no phone number is a stranger in each call: all of
 * them under one name would be one customer, who would be told what the others said.
 */
export function onTheLine(number: string | null, call: string): OnTheLine {
  const value = number === null || withheld.has(number.trim()) ? undefined : phoneOf(number);
  return value === undefined ? { from: call, namespace: 'call' } : { from: value };
}

function phoneOf(number: string): string | undefined {
  try {
    return parseIdentity({ namespace: 'phone', value: number.trim() }).value;
  } catch {
    return undefined;
  }
}
