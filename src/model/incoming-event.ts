import { z } from 'zod';
import { JourneyError, type JourneyErrorCode } from '../errors/index.js';
import { digest } from './canonical-text.js';
import { type CanonicalObject, type CanonicalValue, toCanonical } from './canonical-value.js';
import { checkEventId } from './event-id.js';
import { checkEventType, type EventOrigin } from './event-type.js';
import { isForbiddenKey } from './forbidden-key.js';
import type { Via } from './journey-event.js';
import type { Limits } from './limits.js';
import { parseOccurredAt } from './occurred-at.js';
import { isPrintable } from './printable-text.js';
import { parseTenant, type Tenant } from './tenant.js';
import { pathText } from './value-path.js';
import { parseWho, type Who, type WhoInput, whoSchema } from './who.js';

const nameSchema = z.string().refine((name) => name.length >= 1 && name.length <= 255 && isPrintable(name) && !isForbiddenKey(name));

/** The shape of an event at the door, before its limits are checked; any other field is refused. */
export const incomingSchema = z.strictObject({
  id: z.string(),
  source: z.string(),
  type: z.string(),
  data: z.custom<CanonicalObject>((data) => typeof data === 'object' && data !== null && !Array.isArray(data)),
  occurredAt: z.union([z.number(), z.string()]).optional(),
  who: whoSchema,
  via: z.strictObject({ channel: nameSchema, conversation: nameSchema.optional() }).optional(),
  tenant: z.string().optional(),
});

/** What the host brings to the door: something that happened to a customer, in the customer's words. */
export interface Incoming {
  /** the same at every retry; 1-255 printable UTF-16 units, unique in its source */
  readonly id: string;
  /** who says so, as `shop`; the same id from another source is another event */
  readonly source: string;
  /** dotted, lower case, past tense, as `order.placed`; 1-200 of `[A-Za-z0-9._:-]` */
  readonly type: string;
  readonly data: object;
  /** when it happened: epoch milliseconds or an RFC 3339 text with zone; the time of acceptance where it is not said */
  readonly occurredAt?: number | string;
  readonly who: WhoInput;
  /** where it came through */
  readonly via?: Via;
  /** `default` where the host has one tenant */
  readonly tenant?: string;
}

/** An event that has passed the door: canonical, frozen and within its limits. */
export interface IncomingEvent {
  readonly tenant: Tenant;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly data: CanonicalObject;
  readonly occurredAt?: number;
  readonly who: Who;
  readonly via?: Via;
  /** tells whether a second event with this id says the same: of type, data, who, via and occurredAt */
  readonly digest: string;
}

/** What the door judges by. */
export interface DoorRules {
  /** the store's clock, epoch milliseconds */
  readonly now: number;
  readonly limits: Limits;
  /** who brings the event; `host` where not said, which may not bring what only channels tell */
  readonly origin?: EventOrigin;
  /** the host serves several tenants, so each event names its own */
  readonly tenantRequired?: boolean;
}

/**
 * Reads an event at the door, once, into one of our own; throws a JourneyError with code and path, and the limit that was passed, for
 * anything that breaks the contract. Size, depth and parts are those of the whole event.
 */
export function parseIncoming(input: unknown, rules: DoorRules): IncomingEvent {
  const given = shaped(readIncoming(input, rules.limits));
  const tenant = parseTenant(given.tenant, rules.tenantRequired);
  checkEventId(given.id, 'id', rules.limits);
  checkEventId(given.source, 'source', rules.limits);
  checkEventType(given.type, rules.limits, rules.origin);
  const said: Said = {
    type: given.type,
    data: given.data,
    ...(given.occurredAt !== undefined && { occurredAt: parseOccurredAt(given.occurredAt, rules) }),
    who: parseWho(given.who, rules.limits),
    ...(given.via !== undefined && { via: viaOf(given.via) }),
  };
  return Object.freeze({ tenant, source: given.source, id: given.id, ...said, digest: digestOf(said) });
}

/** What an event says, besides which event it is. */
type Said = Pick<IncomingEvent, 'type' | 'data' | 'occurredAt' | 'who' | 'via'>;

/** What each field's fault is called; any other is InvalidInput. */
const faults: ReadonlyMap<PropertyKey | undefined, readonly [JourneyErrorCode, string]> = new Map([
  ['id', ['InvalidEventId', 'An event needs an id of its own, as text, the same at every retry.']],
  ['source', ['InvalidEventId', 'An event says which source gave it its id, as text.']],
  ['type', ['InvalidEventType', 'An event needs a type, as text, such as order.placed.']],
  ['data', ['InvalidPayload', 'An event carries its data as an object; {} where there is none to tell.']],
  ['occurredAt', ['InvalidTime', 'A time is a whole number of epoch milliseconds, or a text such as 2026-01-31T09:30:00Z with its zone.']],
  ['who', ['InvalidIdentity', 'An event says who it is about: a list of identities such as user:ann, or { customer: id }.']],
  ['tenant', ['InvalidTenant', 'A tenant is named by a text.']],
  ['via', ['InvalidInput', 'Where an event came through is { channel } or { channel, conversation }, each a printable text of 1 to 255.']],
]);

/** Makes an event our own before it can be judged, so that nothing its caller does afterwards reaches us; refuses what cannot be read as `parseIncoming` does. */
export function readIncoming(input: unknown, limits: Limits): CanonicalValue {
  try {
    return toCanonical(input, limits);
  } catch (error) {
    if (!JourneyError.is(error, 'TooLarge') || error.facts.limit !== limits.stringBytes) throw error;
    const { path } = error.facts;
    // a name that is far too long is a wrong name, not a large event
    throw path === 'id' || path === 'source' || path === 'type' || path === 'tenant' ? faultAt(path, path) : error;
  }
}

function shaped(value: CanonicalValue): z.output<typeof incomingSchema> {
  const parsed = incomingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const keys = (issue?.path ?? []).map((key) => (typeof key === 'symbol' ? '*' : key));
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = pathText('', [...keys, ...unknown]);
  const field = keys[0];
  throw unknown.length > 0 && (field === undefined || field === 'via') ? unknownField(path, field === 'via') : faultAt(field, path);
}

function unknownField(path: string, inVia: boolean): JourneyError {
  const known = inVia ? 'via has channel and, where known, conversation' : `an event has ${fields}; what else there is to tell goes into data`;
  return new JourneyError('InvalidInput', `The event has a field that no event has, ${path}: ${known}.`, { path });
}

function faultAt(field: string | number | undefined, path: string): JourneyError {
  const [code, sentence] = faults.get(field) ?? ['InvalidInput', `The event is not an object with the fields ${fields}.`];
  return new JourneyError(code, `${sentence}${path === '' ? '' : ` (at ${path})`}`, { path });
}

const fields = 'id, source, type, data, who and, where known, occurredAt, via and tenant';

function viaOf(given: { readonly channel: string; readonly conversation?: string | undefined }): Via {
  return Object.freeze({ channel: given.channel, ...(given.conversation !== undefined && { conversation: given.conversation }) });
}

function digestOf(said: Said): string {
  const { customer = null, identities, verified = [], claimed = [] } = said.who;
  return digest([said.type, said.data, said.occurredAt ?? null, customer, identities, verified, claimed, said.via?.channel ?? null, said.via?.conversation ?? null]);
}
