import type { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { issuePaths } from './issue-paths.js';
import { payloadFault } from './payload-fault.js';

/** What the host configured, if it fits its schema; else InvalidOptions that names the place at fault and never what it holds. */
export function readConfig<T>(schema: z.ZodType<T>, given: unknown, name: string): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const faults = read.error.issues.flatMap((issue) => placesOf(issue, name).map((path) => ({ path, fault: issue.code === 'custom' ? issue.message : payloadFault(issue) })));
  const paths = faults.map(({ path }) => path);
  const rest = faults.length > mostTold ? ` There are ${faults.length - mostTold} more.` : '';
  throw new JourneyError('InvalidOptions', `${faults.slice(0, mostTold).map(({ path, fault }) => `${path}: ${fault}.`).join(' ')}${rest}`, { path: paths[0] ?? name, paths: paths.slice(0, mostPaths) });
}

/** a list of hundreds of rows may be at fault in each */
const mostTold = 5;
const mostPaths = 20;

/** A field that is misspelt is named, and not only what it stands in. */
const placesOf = (issue: z.core.$ZodIssue, name: string): readonly string[] => {
  const place = [name, ...issue.path.map(String)].join('.');
  return issue.code === 'unrecognized_keys' ? issuePaths({ ...issue, path: [] }, place) : [place];
};
