import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { checkPayload } from '../model/payload.js';
import { checkLocale, checkTimeZone } from '../model/time-zone.js';
import type { JourneyEvent, Via } from '../model/journey-event.js';
import type { InstanceId } from '../model/instance-id.js';
import { declarationOf } from './journey-book.js';
import { knowIdentities, type SaidIdentities } from './know-identities.js';
import { parkEvent } from './park-event.js';
import { routeEvent } from './route-event.js';
import { runAgenda } from './run-agenda.js';
import { instanceIn, noteFate, type Turn } from './turn.js';

/** An accepted event as the lane takes it. */
export interface Arrival extends SaidIdentities {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly via?: Via;
  /** what the host's `understand` heard in it; nothing: the event stands for itself */
  readonly understood?: readonly { readonly type: string; readonly data: object }[];
  /** to this instance and no other, as a receipt is */
  readonly only?: InstanceId;
  /** understanding it failed: kept with its cause */
  readonly fault?: { readonly cause: string; readonly because: string; readonly error: unknown };
}

/** The event types the library itself knows, beside those of the journeys. */
export const customerUpdated = 'customer.updated';
export const profileSchema = z.strictObject({ locale: z.string().max(35).optional(), name: z.string().max(200).optional(), timeZone: z.string().max(64).optional() });

/** Decides one event for one customer: identities, interaction, then every journey it is for. */
export function decideEvent(turn: Turn, arrival: Arrival): void {
  knowIdentities(turn, arrival);
  if (arrival.via !== undefined) noteInteraction(turn, arrival, arrival.via);
  if (arrival.type === customerUpdated) updateProfile(turn, arrival);
  if (arrival.fault !== undefined) return keep(turn, arrival, arrival.fault);
  decideMeaning(turn, arrival);
  runAgenda(turn);
}

/** Brings what was understood in an event to the journeys, or the event itself where it stands for itself. */
export function decideMeaning(turn: Turn, arrival: Arrival): void {
  for (const event of eventsOf(turn, arrival)) routeEvent(turn, { id: arrival.id, event, ...(arrival.only !== undefined && { only: arrival.only }) });
  if (arrival.type === 'message.received' && arrival.understood === undefined) reply(turn, arrival);
}

/** An event that could not be understood is kept whole, to be understood again when it is redriven. */
function keep(turn: Turn, { fault: _told, ...arrival }: Arrival, cause: NonNullable<Arrival['fault']>): void {
  parkEvent(turn, { input: { kind: 'arrival', arrival }, journey: '', blocks: false, ...cause });
}

function noteInteraction(turn: Turn, { id, type, data }: Arrival, via: Via): void {
  const before = turn.state.conversations[via.channel];
  const conversation = via.conversation ?? before?.id;
  turn.state = { ...turn.state, conversations: { ...turn.state.conversations, [via.channel]: { ...before, at: turn.now, heardAt: turn.now, ...(conversation !== undefined && { id: conversation }) } } };
  // being there and having read something is no contact
  if (type.startsWith('channel.') || (type.startsWith('message.') && type !== 'message.received')) return;
  const text = 'text' in data && typeof data.text === 'string' ? data.text : undefined;
  turn.interactions.push({ kind: 'interaction', at: turn.now, body: JSON.stringify({ direction: 'in', channel: via.channel, conversation, event: id, type, text }) });
}

function updateProfile(turn: Turn, { data }: Arrival): void {
  const profile = checkPayload(profileSchema, data, { limits: turn.world.limits });
  turn.state = { ...turn.state, profile: { ...turn.state.profile, ...withoutUndefined(profile) } };
  noteFate(turn, { journey: '', did: 'stayed', because: 'the customer is known better now' });
}

const withoutUndefined = (profile: z.output<typeof profileSchema>): Turn['state']['profile'] => ({
  ...(profile.locale !== undefined && { locale: profile.locale }), ...(profile.name !== undefined && { name: profile.name }), ...(profile.timeZone !== undefined && { timeZone: profile.timeZone }),
});

const eventsOf = (turn: Turn, arrival: Arrival): readonly JourneyEvent[] => (arrival.understood ?? [arrival]).map((event) => toEvent(turn, event, arrival));

const toEvent = (turn: Turn, { type, data }: { readonly type: string; readonly data: object }, { via }: Arrival): JourneyEvent => ({ type, data, at: turn.now, ...(via !== undefined && { via }) });

/** A message in a conversation we wrote into last is also a reply to that message, for the instance that sent it. */
function reply(turn: Turn, arrival: Arrival): void {
  const sent = arrival.via === undefined ? undefined : turn.state.conversations[arrival.via.channel]?.lastSend;
  const instance = sent === undefined ? undefined : instanceIn(turn, sent.instance);
  if (sent === undefined || instance === undefined) return;
  const journey = turn.world.book.find(instance.journey, instance.version);
  if (journey === undefined || !Object.hasOwn(declarationOf(journey).events, 'message.replied')) return;
  const text = 'text' in arrival.data ? arrival.data.text : '';
  routeEvent(turn, { id: `${arrival.id}#reply`, event: toEvent(turn, { type: 'message.replied', data: { messageId: sent.key, text } }, arrival), only: instance.id });
}

/** Refuses an event whose data does not fit what the journeys declared; answers the data as they shall see it. */
export function checkArrival(world: Turn['world'], { type, data }: { readonly type: string; readonly data: object }): object {
  const schemas = world.book.eventSchemas.get(type);
  // a journey that declares it too says more; the profile is held to the library's own shape all the same
  if (type === customerUpdated) checkProfile(world, data);
  if (type === customerUpdated && schemas === undefined) return data;
  const outputs = [...schemas ?? []].map((schema) => checkPayload<object>(schema, data, { limits: world.limits }));
  const [only] = outputs;
  if (outputs.length === 1 && only !== undefined) return only;
  if (typeof data !== 'object') throw new JourneyError('InvalidPayload', 'An event carries an object as data.', { path: 'data' });
  return data;
}

function checkProfile(world: Turn['world'], data: object): void {
  const { locale, timeZone } = checkPayload(profileSchema, data, { limits: world.limits });
  if (locale !== undefined) checkLocale(locale, 'data.locale');
  if (timeZone !== undefined) checkTimeZone(timeZone, 'data.timeZone');
}
