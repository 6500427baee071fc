import type { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { toCanonical } from './canonical-value.js';
import { issuePaths } from './issue-paths.js';
import type { Limits } from './limits.js';
import { oddLengthIn } from './odd-length.js';
import { payloadFault } from './payload-fault.js';
import { pathText } from './value-path.js';

/**
 * Holds data against the schema that a journey declares for it and answers the schema's output, frozen and canonical. InvalidPayload
 * names up to 20 paths at fault and no value; DefinitionFault where the schema itself throws or waits; NotSerializable and its kin where a transform makes what cannot be stored.
 */
export function checkPayload<T>(schema: z.ZodType<T>, data: unknown, { limits, path = 'data' }: { readonly limits: Limits; readonly path?: string }): T {
  const parsed = applied(schema, data, { limits, path });
  if (!parsed.success) throw invalidPayload(parsed.error.issues, path);
  // the canonical copy holds what the schema promised, less properties that are undefined
  return toCanonical(parsed.data, limits, { path, maxBytes: limits.contextBytes }) as T;
}

function applied<T>(schema: z.ZodType<T>, data: unknown, { limits, path }: { readonly limits: Limits; readonly path: string }): z.ZodSafeParseResult<T> {
  try {
    return schema.safeParse(data);
  } catch (error) {
    const odd = oddLengthIn(toCanonical(data, limits, { path, maxBytes: limits.contextBytes }));
    if (odd !== undefined) throw unmeasured(pathText(path, odd));
    throw new JourneyError('DefinitionFault', `The schema for ${path} threw or waited for something; a schema answers at once.`, { path }, error);
  }
}

const unmeasured = (path: string): JourneyError => new JourneyError('InvalidPayload', `The data does not fit its schema at ${path} (its length is no number).`, { path, paths: [path] });

function invalidPayload(issues: readonly z.core.$ZodIssue[], root: string): JourneyError {
  // the first fault at a place says enough about it
  const faults = new Map(issues.flatMap((issue) => issuePaths(issue, root).map((path) => [path, payloadFault(issue)] as const)).reverse());
  const paths = [...new Set(issues.flatMap((issue) => issuePaths(issue, root)))].slice(0, mostPaths);
  const list = paths.map((path) => `${path} (${faults.get(path) ?? ''})`).join(', ');
  return new JourneyError('InvalidPayload', `The data does not fit its schema at ${list}.`, { path: paths[0] ?? root, paths });
}

const mostPaths = 20;
