import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import { consentSaidSchema, type ConsentSaid } from '../model/consent.js';
import { checkPayload } from '../model/payload.js';
import { checkLocale, checkTimeZone } from '../model/time-zone.js';
import type { CustomerProfile } from './customer-state.js';
import type { Arrival } from './decide-event.js';
import { knownParts, ownParts } from './merge/profile-parts.js';
import { isWebBehaviour } from './conversation/note-interaction.js';
import { takeConsent } from './take-consent.js';
import { noteFate, type Turn } from './turn.js';
import { noteWebBehaviour, webDataSchema, type WebData } from './conversation/web-behaviour.js';

/** What the library itself understands, beside the events of the journeys: who the customer is, what they allow, what they look at. */
export type LibraryEvent =
  | { readonly type: 'customer.updated'; readonly data: CustomerProfile }
  | { readonly type: 'consent.given' | 'consent.withdrawn'; readonly data: ConsentSaid }
  | { readonly type: `web.${string}`; readonly data: object & WebData };

type Said = Pick<Arrival, 'type' | 'data'>;
const profileSchema = z.strictObject({ locale: z.string().max(35).optional(), name: z.string().max(200).optional(), timeZone: z.string().max(64).optional() });

/** Holds an event that the library knows to the library's own shape, also where a journey declares it and says more; answers whether it knows it. */
export function checkLibraryEvent(world: Turn['world'], { type, data }: Said): boolean {
  const { limits } = world;
  switch (type) {
    case 'customer.updated': checkProfile(world, data); return true;
    case 'consent.given': case 'consent.withdrawn': checkChannel(world, checkPayload(consentSaidSchema, data, { limits }).channel); return true;
    case 'web.viewed': checkPayload(webDataSchema.required({ page: true }), data, { limits }); return true;
    default:
      if (isWebBehaviour(type)) checkPayload(webDataSchema, data, { limits });
      return isWebBehaviour(type);
  }
}

/** Takes in what the library itself understands; any other event is for the journeys alone. */
export function takeLibraryEvent(turn: Turn, arrival: Arrival): void {
  if (arrival.type === 'customer.updated') updateProfile(turn, arrival);
  else if (arrival.type === 'consent.given' || arrival.type === 'consent.withdrawn') takeConsent(turn, arrival);
  else if (isWebBehaviour(arrival.type)) noteWebBehaviour(turn, arrival);
}

function checkProfile(world: Turn['world'], data: object): void {
  const { locale, timeZone } = checkPayload(profileSchema, data, { limits: world.limits });
  if (locale !== undefined) checkLocale(locale, 'data.locale');
  if (timeZone !== undefined) checkTimeZone(timeZone, 'data.timeZone');
}

/** A withdrawal for a channel that nobody has would be believed and change nothing. */
function checkChannel(world: Turn['world'], channel: string): void {
  if (channel === '*' || Object.hasOwn(world.channels, channel)) return;
  throw new JourneyError('InvalidPayload', "Consent names one of the host's channels, or * for all.", { path: 'data.channel', paths: ['data.channel'] });
}

function updateProfile(turn: Turn, { data }: Arrival): void {
  const { locale, name, timeZone } = checkPayload(profileSchema, data, { limits: turn.world.limits });
  const said: CustomerProfile = { ...(locale !== undefined && { locale }), ...(name !== undefined && { name }), ...(timeZone !== undefined && { timeZone }) };
  turn.state = { ...turn.state, profile: { ...turn.state.profile, ...said } };
  ownParts(turn, knownParts(said));
  noteFate(turn, { journey: '', did: 'stayed', because: 'the customer is known better now' });
}
