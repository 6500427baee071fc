import { isPrintable } from './printable-text.js';

/** Says what is wrong with an identity and what to do, without repeating any of it; completes 'The identity at who[0] ...'. */
export function identityFault(namespace: unknown, value: unknown): string {
  if (typeof namespace !== 'string' || typeof value !== 'string') return 'is not a namespace and a value; write a text such as user:ann, or { namespace, value }';
  if (namespace === '') return 'has no namespace; write one and a colon before the value, as in user:ann';
  if (!isNamespace(namespace)) return 'has a namespace that is not lower case letters, digits and hyphens, a letter first, at most 32; write one such as user or loyalty-card';
  return valueFault(value) ?? addressFault(namespace, value);
}

const isNamespace = (namespace: string): boolean => /^[a-z][a-z0-9-]{0,31}$/.test(namespace);

function valueFault(value: string): string | undefined {
  if (value === '') return 'has an empty value; leave the identity out where it is not known';
  if (value.length > 320) return 'has a value of more than 320 characters';
  if (value !== value.trim()) return 'has a blank before or after its value; take it out';
  return isPrintable(value) ? undefined : 'has an invisible or a control character in its value; take it out';
}

function addressFault(namespace: string, value: string): string {
  switch (namespace) {
    case 'phone': return phoneFault(value);
    case 'email': return value.includes('@') ? 'is not exactly one e-mail address; write one such as ann@example.org alone, with no name or second address' : "is an e-mail address without '@'; write it whole, such as ann@example.org";
    default: return 'has a field beside namespace and value; take it out';
  }
}

function phoneFault(value: string): string {
  const right = 'write it as +, country code and number, digits alone, such as +4915112345678';
  if (/[\s()./-]/.test(value)) return `is a phone number with blanks, dashes, dots or brackets; ${right}`;
  return value.startsWith('+') ? `is not a phone number of 8 to 15 digits after the +; ${right}` : `is a phone number without + and country code; ${right}`;
}
