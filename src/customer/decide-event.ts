import { JourneyError } from '../errors/index.js';
import { parseEffectKey } from '../model/effect-key.js';
import { checkPayload } from '../model/payload.js';
import type { Contact, JourneyEvent } from '../model/journey-event.js';
import type { InstanceId } from '../model/instance-id.js';
import type { HeardIntent } from '../model/intent-reading.js';
import type { CustomerState } from './customer-state.js';
import { askCrm } from './crm/ask-crm.js';
import { moveZones } from './instance/arm-wait.js';
import { checkCorrelationKeys } from './instance/correlation-key.js';
import { declarationOf } from './journey-book.js';
import { setOrigin } from './merge/origin.js';
import type { Guessed } from './intent/guessed.js';
import { noteIntent } from './intent/note-intent.js';
import { hasMoved } from './keep-profile.js';
import { knowIdentities, type SaidIdentities } from './identity/know-identities.js';
import { checkLibraryEvent, takeLibraryEvent } from './library-event.js';
import { noteInteraction } from './conversation/note-interaction.js';
import { noteAnswered } from './message/best-time.js';
import { statusRow, writeMessageState } from './message/message-status.js';
import { parkEvent } from './parked/park-event.js';
import { routeEvent } from './route-event.js';
import { runAgenda } from './run-agenda.js';
import { heedStop } from './heed-stop.js';
import { acted } from './to-receipt.js';
import type { Turn } from './turn.js';

/** An accepted event as the lane takes it. */
export interface Arrival extends SaidIdentities {
  readonly id: string;
  readonly type: string;
  /** as the journeys see it */
  readonly data: object;
  /** as it came in, where a journey's schema makes something else of it */
  readonly said?: object;
  readonly via?: Contact;
  /** when it happened, where it was said, epoch milliseconds */
  readonly occurredAt?: number;
  /** a system says it, or a person whose identity was proven in this contact */
  readonly proven?: true;
  /** it happened before something of the same message that was heard earlier */
  readonly late?: true;
  /** what the host's `understand` heard in it; nothing: the event stands for itself */
  readonly understood?: readonly { readonly type: string; readonly data: object }[];
  /** what was asked for outside, before the intent is read */
  readonly guessed?: Guessed;
  /** what the customer wants, as it was read when this came in */
  readonly intent?: HeardIntent;
  /** to this instance and no other, as a receipt is */
  readonly only?: InstanceId;
  /** understanding it failed: kept with its cause */
  readonly fault?: { readonly cause: string; readonly because: string; readonly error: unknown };
}

/** Decides one event for one customer: identities, interaction, then every journey it is for. */
export function decideEvent(turn: Turn, arrival: Arrival): void {
  setOrigin(turn, { identities: arrival.identities, ...(arrival.only !== undefined && { instance: arrival.only }) });
  const before = turn.state;
  knowIdentities(turn, arrival);
  askCrm(turn, arrival);
  // what a journey leaves out for itself the library reads all the same: words, consent, a wish to hear no more
  const said = arrival.said === undefined ? arrival : { ...arrival, data: arrival.said };
  const via = noteInteraction(turn, said);
  takeLibraryEvent(turn, said);
  if (isElsewhere(before, turn.state)) moveZones(turn);
  const heeded = heedStop(turn, said);
  const intent = noteIntent(turn, arrival);
  const heard = via === undefined ? arrival : { ...arrival, via, ...(intent !== undefined && { intent }) };
  if (heard.fault === undefined) decideMeaning(turn, heard);
  else keep(turn, heard, heard.fault);
  if (heeded !== undefined) routeEvent(turn, { id: `${arrival.id}#stopped`, event: toEvent(turn, heeded, heard) });
  runAgenda(turn);
}

/** Their zone is told by the profile, else by the country they live in, else by their phones. */
const isElsewhere = (before: CustomerState, after: CustomerState): boolean => hasMoved(before.profile, after.profile) || before.identities !== after.identities;

/** Brings what was understood in an event to the journeys, or the event itself where it stands for itself. */
export function decideMeaning(turn: Turn, arrival: Arrival): void {
  for (const event of eventsOf(turn, arrival)) routeEvent(turn, { id: arrival.id, event, ...(arrival.only !== undefined && { only: arrival.only }) });
  if (arrival.type === 'message.received' && arrival.understood === undefined) reply(turn, arrival);
}

/** An event that could not be understood is kept whole, to be understood again when it is redriven. */
function keep(turn: Turn, { fault: _told, said: _noted, ...arrival }: Arrival, cause: NonNullable<Arrival['fault']>): void {
  parkEvent(turn, { input: { kind: 'arrival', arrival }, journey: '', blocks: false, ...cause });
}

const eventsOf = (turn: Turn, arrival: Arrival): readonly JourneyEvent[] => (arrival.understood ?? [arrival]).map((event) => toEvent(turn, event, arrival));

const toEvent = (turn: Turn, { type, data }: { readonly type: string; readonly data: object }, { via, intent, proven, late }: Arrival): JourneyEvent => ({ type, data, at: turn.now, ...(via !== undefined && { via }), ...(intent !== undefined && { intent }), ...(proven === true && { verified: proven }), ...(late === true && { late }) });

/** A message in a conversation we wrote into last is also a reply to that message, for the instance that sent it. */
function reply(turn: Turn, arrival: Arrival): void {
  const sent = arrival.via === undefined ? undefined : turn.state.conversations[arrival.via.channel]?.lastSend;
  if (sent === undefined) return;
  noteAnswered(turn, sent);
  const { cause } = parseEffectKey(sent);
  const instance = turn.state.instances.find(({ id }) => id === cause);
  if (instance === undefined) return;
  const journey = turn.world.book.find(instance.journey, instance.version);
  if (journey === undefined || !Object.hasOwn(declarationOf(journey).events, 'message.replied')) return;
  const text = 'text' in arrival.data ? arrival.data.text : '';
  const told = turn.fates.length;
  routeEvent(turn, { id: `${arrival.id}#reply`, event: toEvent(turn, { type: 'message.replied', data: { messageId: sent, text } }, arrival), only: instance.id });
  if (turn.fates.slice(told).some(acted)) turn.rows.set(statusRow(sent), writeMessageState({ status: 'replied', ...(arrival.occurredAt !== undefined && { at: arrival.occurredAt }) }));
}

/** Refuses an event whose data or key does not fit what the journeys declared; answers the data as they shall see it. */
export function checkArrival(world: Turn['world'], event: { readonly type: string; readonly data: object }): object {
  const data = asDeclared(world, event);
  checkCorrelationKeys(world, { type: event.type, data });
  return data;
}

function asDeclared(world: Turn['world'], { type, data }: { readonly type: string; readonly data: object }): object {
  const schemas = world.book.eventSchemas.get(type);
  if (checkLibraryEvent(world, { type, data }) && schemas === undefined) return data;
  const outputs = [...schemas ?? []].map((schema) => checkPayload<object>(schema, data, { limits: world.limits }));
  const [only] = outputs;
  if (outputs.length === 1 && only !== undefined) return only;
  if (typeof data !== 'object') throw new JourneyError('InvalidPayload', 'An event carries an object as data.', { path: 'data' });
  return data;
}
