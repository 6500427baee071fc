import type { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { readConfig } from './read-config.js';
import { isThenable, letEnd } from './thenable.js';

/** What a function of the host gives, if it fits; else InvalidOptions that names the place, with what it threw as the cause. What that says may hold anything and is not repeated. */
export function askHost<T>(schema: z.ZodType<T>, ask: () => unknown, path: string): T {
  return readConfig(schema, saidBy(ask, path), path);
}

function saidBy(ask: () => unknown, path: string): unknown {
  const said = ran(ask, path);
  if (!isThenable(said)) return said;
  letEnd(said);
  throw new JourneyError('InvalidOptions', `${path}: the function gives a Promise; what it says is needed at once.`, { path, paths: [path] });
}

function ran(ask: () => unknown, path: string): unknown {
  try {
    return ask();
  } catch (error) {
    throw new JourneyError('InvalidOptions', `${path}: the function threw ${error instanceof Error ? error.name : typeof error}.`, { path, paths: [path] }, error);
  }
}
