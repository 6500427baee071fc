import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import type { AnyJourney } from '../journey/journey.js';
import { capabilitySchema } from '../model/capability.js';
import { toCanonical, type CanonicalValue } from '../model/canonical-value.js';
import { issuePaths } from '../model/issue-paths.js';
import { isJourneyId } from '../model/journey-id.js';
import type { Limits } from '../model/limits.js';
import { purposeSchema } from '../policy/purpose-schema.js';
import type { Orchestrator } from './orchestrator.js';

const text = z.string();
const journeyId = text.refine(isJourneyId);
const parkedId = text.refine((id) => id.includes('/'));
const customerName = z.union([text, z.object({ customer: text, tenant: text.exactOptional() })]);
const listWanted = z.object({ kind: z.enum(['instance', 'parked', 'dead']), tenant: text.exactOptional(), journey: text.exactOptional(), after: text.exactOptional(), limit: z.number().exactOptional() });
const redriven = z.union([z.object({ parked: parkedId, tenant: text.exactOptional() }), z.object({ dead: text, tenant: text.exactOptional() }), z.object({ journey: text, tenant: text.exactOptional() })]);
const asked = z.object({ role: text.exactOptional(), before: z.number().exactOptional(), limit: z.number().exactOptional() });
const cancelling = z.object({ reason: text.exactOptional(), tenant: text.exactOptional() });
const pausing = z.strictObject({
  entries: z.enum(['discard', 'hold']).exactOptional(), events: z.enum(['handle', 'hold']).exactOptional(),
  waits: z.enum(['run', 'hold']).exactOptional(), effects: z.enum(['perform', 'hold', 'discard']).exactOptional(),
});
const steering = z.strictObject({ intent: text.exactOptional(), needs: z.array(capabilitySchema).exactOptional(), urgency: z.enum(['ten-seconds', 'five-minutes', 'one-hour', 'one-day']).exactOptional(), among: z.array(text).exactOptional(), purpose: purposeSchema.exactOptional() });
const told = z.custom<never>((given) => typeof given === 'string');
const listener = z.custom<never>((given) => typeof given === 'function');

/**
 * The orchestrator as its host calls it: whatever a call is given beside an event may come straight from somebody's form, so it is read
 * once, as plain data, before anything is done with it; InvalidInput names the place.
 */
export function guardCalls<J extends readonly AnyJourney[]>(inner: Orchestrator<J>, limits: Limits): Orchestrator<J> {
  const read = <T>(schema: z.ZodType<T>, given: unknown, path: string): T => readCall(schema, plainCopy(given, limits, path), path);
  const maybe = <T>(schema: z.ZodType<T>, given: unknown, path: string): T | undefined => (given === undefined ? undefined : read(schema, given, path));
  const nameOf = (given: unknown) => read(customerName, given, 'customer');
  return {
    ...inner,
    handler: (channel) => inner.handler(read(text, channel, 'channel')),
    explain: async (customer, instance) => inner.explain(nameOf(customer), maybe(text, instance, 'instance')),
    explainChannel: async (customer, asked) => inner.explainChannel(nameOf(customer), maybe(steering, asked, 'asked')),
    briefing: async (customer, options) => inner.briefing(nameOf(customer), readAsked(read, options)),
    timeline: async (customer, options) => inner.timeline(nameOf(customer), readAsked(read, options)),
    link: async (one, other, because) => inner.link(nameOf(one), nameOf(other), because),
    unlink: async (merged, because, tenant) => inner.unlink(read(text, merged, 'customer'), because, tenant),
    erase: async (customer) => inner.erase(nameOf(customer)),
    list: async (query) => inner.list(read(listWanted, query, 'query')),
    redrive: async (what) => inner.redrive(read(redriven, what, 'what')),
    cancel: async (instance, options) => inner.cancel(read(text, instance, 'instance'), maybe(cancelling, options, 'options')),
    pause: async (journey, rule) => inner.pause(read(journeyId, journey, 'journey'), maybe(pausing, rule, 'rule')),
    resume: async (journey) => inner.resume(read(journeyId, journey, 'journey')),
    stop: async (journey) => inner.stop(read(journeyId, journey, 'journey')),
    figures: async (names, tenant) => inner.figures(read(z.array(text), names, 'names'), tenant),
    on: (type, hear) => inner.on(readCall(told, type, 'type'), readCall(listener, hear, 'listener')),
    // without a listener all of them would be taken away
    off: (type, hear) => inner.off(readCall(told, type, 'type'), readCall(listener, hear, 'listener')),
  };
}

function plainCopy(given: unknown, limits: Limits, path: string): CanonicalValue {
  try {
    return toCanonical(given, limits, { path });
  } catch (error) {
    throw notTaken(JourneyError.is(error) ? error.facts.path ?? path : path);
  }
}

const notTaken = (path: string): JourneyError => new JourneyError('InvalidInput', `The call was given something else than it takes (at ${path}).`, { path });

function readCall<T>(schema: z.ZodType<T>, given: unknown, path: string): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw notTaken((issue === undefined ? [] : issuePaths(issue, path))[0] ?? path);
}

type Read = <T>(schema: z.ZodType<T>, given: unknown, path: string) => T;

/** A role that is named and not known must not be taken for none: then all would be seen. */
function readAsked(read: Read, given: unknown): z.output<typeof asked> | undefined {
  if (given === undefined) return undefined;
  const own = read(asked, given, 'options');
  if (own.role === undefined && namesRole(given)) throw new JourneyError('InvalidInput', "There is no such role; declare it in 'roles', or name none to see all.", { path: 'role' });
  return own;
}

function namesRole(given: unknown): boolean {
  try {
    return typeof given === 'object' && given !== null && 'role' in given;
  } catch {
    return true;
  }
}
