import type { Email } from 'postal-mime';
import { headerValues } from './header-values.js';

/**
 * Asks whether the host's own mail server proved the domain of the From line: DMARC passed for it, or where it judges no DMARC, every DKIM
 * signature passed and one is the domain's own. Another verdict beside it, or a line that cannot be read, proves nothing.
 */
export function isProved(mail: Email, from: string, trustedServer: string | undefined): boolean {
  if (trustedServer === undefined) return false;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const verdicts = headerValues(mail, 'authentication-results').flatMap((value) => verdictsOf(value, trustedServer));
  const dmarc = verdicts.filter(({ method }) => method === 'dmarc');
  if (verdicts.some(({ method }) => method === 'unclear')) return false;
  if (dmarc.length > 0) return dmarc.every(({ passed, properties }) => passed && isOnly(properties, 'header.from', domain));
  const dkim = verdicts.filter(({ method }) => method === 'dkim');
  return dkim.every(({ passed }) => passed) && dkim.some(({ properties }) => isOnly(properties, 'header.d', domain));
}

interface Verdict { readonly method: string; readonly passed: boolean; readonly properties: readonly string[] }

/** One verdict speaks of one domain; with a second one somebody else may have put words into it. */
function isOnly(properties: readonly string[], name: string, value: string): boolean {
  const named = properties.filter((property) => property.startsWith(`${name}=`));
  return named.length === 1 && named[0] === `${name}=${value}`;
}

const unclear: Verdict = { method: 'unclear', passed: false, properties: [] };

function verdictsOf(value: string, trustedServer: string): readonly Verdict[] {
  const plain = withoutQuotesAndComments(value);
  const [server = '', ...results] = (plain ?? value).toLowerCase().split(';').map((part) => part.trim());
  if (server.split(/\s+/)[0] !== trustedServer.toLowerCase()) return [];
  return plain === undefined ? [unclear] : results.map(verdictOf);
}

function verdictOf(result: string): Verdict {
  const [judged = '', ...properties] = result.replace(/\s+/g, ' ').replace(/ ?= ?/g, '=').split(' ');
  const [method = '', outcome] = judged.split('=');
  return { method: method.split('/')[0] ?? '', passed: outcome === 'pass', properties };
}

/** Strangers choose what stands in quotes and comments, so nothing in them may look like a verdict; `undefined` where one does not end. */
function withoutQuotesAndComments(value: string): string | undefined {
  let plain = '';
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < value.length; at++) {
    const char = value.charAt(at);
    if (char === '\\' && (quoted || depth > 0)) at++;
    else if (char === '"' && depth === 0) quoted = !quoted;
    else if (quoted) continue;
    else if (char === '(') depth++;
    else if (char === ')' && depth > 0) depth--;
    else if (depth === 0) plain += char;
  }
  return quoted || depth > 0 ? undefined : plain;
}
