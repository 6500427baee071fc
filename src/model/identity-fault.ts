import { isNamespace } from './namespace.js';
import { isPrintable } from './printable-text.js';

/** Says what is wrong with an identity and what to do, without repeating any of it; completes 'The identity at who[0] ...'. */
export function identityFault(namespace: unknown, value: unknown): string {
  if (typeof namespace !== 'string' || typeof value !== 'string') return 'is not a namespace and a value; write a text such as user:ann, or { namespace, value }';
  if (namespace === '') return 'has no namespace; write one and a colon before the value, as in user:ann';
  if (!isNamespace(namespace)) return 'has a namespace that is not lower case letters, digits and hyphens, a letter first, at most 32; write one such as user or loyalty-card';
  return valueFault(value) ?? addressFault(namespace, value);
}

function valueFault(value: string): string | undefined {
  if (value === '') return 'has an empty value; leave the identity out where it is not known';
  if (value.length > 320) return 'has a value of more than 320 characters';
  if (value !== value.trim()) return 'has a blank before or after its value; take it out';
  return isPrintable(value) ? undefined : 'has an invisible or a control character in its value; take it out';
}

function addressFault(namespace: string, value: string): string {
  switch (namespace) {
    case 'phone': return `is ${phoneFault(value.normalize('NFKC'))}; write it as +, country code and number, such as +4915112345678`;
    case 'email': return emailFault(value);
    case 'short-code': return 'is not a short code of three to eight digits';
    default: return 'has a field beside namespace and value; take it out';
  }
}

function phoneFault(text: string): string {
  if (/^[a-z]+:/i.test(text)) return 'a phone number with a scheme before it, which a channel takes off';
  if (/ext|[x#;,]/i.test(text)) return 'a phone number with an extension, which no message reaches, or more than one number';
  if (/^\d{3,8}$/.test(text)) return 'too short for a phone number; a short code has a namespace of its own, short-code';
  if (text.startsWith('00')) return 'a phone number with 00 before the country code';
  if (!text.startsWith('+')) return 'a phone number without + and country code';
  return /^\+[\d ()./-]+$/.test(text) ? 'a phone number of no country, or shorter or longer than its country has' : 'not a phone number alone';
}

function emailFault(value: string): string {
  if (!value.includes('@')) return "is an e-mail address without '@'; write it whole, such as ann@example.org";
  if (value.length > 254) return 'is longer than an e-mail address can be, 254 characters';
  return 'is not exactly one e-mail address; write one such as ann@example.org alone, with no name or second address';
}
