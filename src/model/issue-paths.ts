import type { z } from 'zod';
import { pathText } from './value-path.js';

/** The places that an issue of a schema is about; a field that the schema does not know is named too, since it is what was misspelt. */
export function issuePaths(issue: z.core.$ZodIssue, root: string): readonly string[] {
  const keys = issue.path.map((key) => (typeof key === 'symbol' ? '*' : key));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => pathText(root, [...keys, key]));
  return [pathText(root, keys)];
}
