import type { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { payloadFault } from './payload-fault.js';

/** What the host configured, if it fits its schema; else InvalidOptions that names the place at fault and never what it holds. */
export function readConfig<T>(schema: z.ZodType<T>, given: unknown, name: string): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const paths = read.error.issues.map(({ path }) => [name, ...path.map(String)].join('.'));
  throw new JourneyError('InvalidOptions', read.error.issues.map((issue, at) => `${paths[at]}: ${issue.code === 'custom' ? issue.message : payloadFault(issue)}.`).join(' '), { path: paths[0] ?? name, paths });
}
