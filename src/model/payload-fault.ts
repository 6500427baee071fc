import type { z } from 'zod';

/** Says what a schema expected where data does not fit it, in the schema's own words; never what was there. */
export function payloadFault(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type': return `expected ${issue.expected}`;
    case 'invalid_value': return `expected ${listed(issue.values)}`;
    case 'too_small': return `expected ${issue.origin} ${bound(issue, issue.inclusive === false ? 'above' : 'of at least')} ${String(issue.minimum)}`;
    case 'too_big': return `expected ${issue.origin} ${bound(issue, issue.inclusive === false ? 'below' : 'of at most')} ${String(issue.maximum)}`;
    case 'invalid_format': return issue.format === 'regex' ? 'expected a text of the pattern in the schema' : `expected a text of the form ${issue.format}`;
    case 'not_multiple_of': return `expected a multiple of ${String(issue.divisor)}`;
    case 'unrecognized_keys': return 'no such field';
    case 'invalid_union': return 'fits none of the shapes it may have';
    case 'invalid_key': return 'a key that does not fit';
    case 'invalid_element': return 'an entry that does not fit';
    default: return 'a rule of the schema does not hold';
  }
}

const mostListed = 5;

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, mostListed).map((value) => (typeof value === 'string' ? `'${value.slice(0, 60)}'` : String(value)));
  return `${shown.join(' or ')}${values.length > mostListed ? ' or another of its values' : ''}`;
}

const bound = ({ exact }: { readonly exact?: boolean | undefined }, otherwise: string): string => (exact === true ? 'of exactly' : otherwise);
