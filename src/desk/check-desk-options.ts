import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { days, hours } from '../model/duration.js';
import { readConfig } from '../model/read-config.js';

/** Refuses what a host wrote down for a desk where it cannot be meant: InvalidOptions that names the place as the host wrote it. What stands in a queue, a promise or a calendar is judged where it is read. */
export function checkDeskOptions(options: object): void {
  if (!isObject(options)) throw new JourneyError('InvalidOptions', 'desk: options are an object, or absent.', { path: 'desk' });
  for (const [name, value] of Object.entries(options)) {
    const schema = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (schema === undefined) throw new JourneyError('InvalidOptions', `${name}: a desk has no such option.`, { path: name });
    if (value !== undefined) readConfig<unknown>(schema, value, name);
  }
}

const isObject = (given: unknown): given is object => typeof given === 'object' && given !== null && !Array.isArray(given);
const port = (...members: readonly string[]) => z.custom<unknown>((given) => isObject(given) && members.every((member) => typeof Reflect.get(given, member) === 'function'), `it has ${members.join(', ')}`);
const called = z.custom<unknown>((given) => typeof given === 'function', 'it is a function');
const byName = z.record(z.string().min(1).max(255), z.custom<unknown>(isObject, 'it is an object'));

const fields: { readonly [name: string]: z.ZodType<unknown> } = {
  queues: byName, schedules: byName,
  promises: z.strictObject({ policies: z.array(z.unknown()), hours: byName.exactOptional() }),
  agents: port('open', 'put', 'remove', 'close'),
  queue: port('add', 'remove', 'put', 'drop', 'next'),
  prefer: called,
  assist: z.strictObject({ to: port('hand', 'takeBack', 'close'), packet: called.exactOptional() }),
  tickMs: z.number().min(1).max(hours(1)), returnMs: z.number().min(0).max(days(7)),
};

/** The same refusal of a calendar, which names the place where the host wrote it. */
export function asWritten<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!JourneyError.is(error) || error.facts.path?.startsWith('calendar') !== true) throw error;
    const toPlace = (text: string): string => text.replaceAll(/\bcalendar(?=[.:]|$)/gu, place);
    throw new JourneyError(error.code, toPlace(error.message.slice(0, error.message.lastIndexOf(' ['))), { ...error.facts, path: toPlace(error.facts.path), ...(error.facts.paths !== undefined && { paths: error.facts.paths.map(toPlace) }) });
  }
}
