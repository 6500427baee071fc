import { JourneyError } from '../errors/index.js';
import { consentReviewedSchema, consentSaidSchema, type ConsentReviewed, type ConsentSaid } from '../model/consent.js';
import { checkPayload } from '../model/payload.js';
import { suppressionLiftedSchema, suppressionSaidSchema, type SuppressionLifted, type SuppressionSaid } from '../model/suppression-said.js';
import type { CustomerProfile } from './customer-state.js';
import type { Arrival } from './decide-event.js';
import { keepProfile, readProfile } from './keep-profile.js';
import { isWebBehaviour } from './conversation/note-interaction.js';
import { takeConsent } from './take-consent.js';
import { addSuppression, liftSuppression } from './take-suppression.js';
import { noteFate, type Turn } from './turn.js';
import { noteWebBehaviour, webDataSchema, type WebData } from './conversation/web-behaviour.js';

/** What the library itself understands, beside the events of the journeys: who the customer is, what they allow, where they must not be written to, what they look at. */
export type LibraryEvent =
  | { readonly type: 'customer.updated'; readonly data: CustomerProfile }
  | { readonly type: 'consent.given' | 'consent.withdrawn'; readonly data: ConsentSaid }
  | { readonly type: 'consent.reviewed'; readonly data: ConsentReviewed }
  | { readonly type: 'suppression.added'; readonly data: SuppressionSaid }
  | { readonly type: 'suppression.lifted'; readonly data: SuppressionLifted }
  | { readonly type: `web.${string}`; readonly data: object & WebData };

type Said = Pick<Arrival, 'type' | 'data'>;

/** Holds an event that the library knows to the library's own shape, also where a journey declares it and says more; answers whether it knows it. */
export function checkLibraryEvent(world: Turn['world'], { type, data }: Said): boolean {
  const { limits } = world;
  switch (type) {
    case 'customer.updated': readProfile(world, data); return true;
    case 'consent.given': case 'consent.withdrawn': checkChannel(world, checkPayload(consentSaidSchema, data, { limits }).channel); return true;
    case 'consent.reviewed': checkChannel(world, checkPayload(consentReviewedSchema, data, { limits }).channel); return true;
    case 'suppression.added': checkChannel(world, checkPayload(suppressionSaidSchema, data, { limits }).channel); return true;
    case 'suppression.lifted': checkPayload(suppressionLiftedSchema, data, { limits }); return true;
    case 'web.viewed': checkPayload(webDataSchema.required({ page: true }), data, { limits }); return true;
    default:
      if (isWebBehaviour(type)) checkPayload(webDataSchema, data, { limits });
      return isWebBehaviour(type);
  }
}

/** Takes in what the library itself understands; any other event is for the journeys alone. */
export function takeLibraryEvent(turn: Turn, arrival: Arrival): void {
  switch (arrival.type) {
    case 'customer.updated': return updateProfile(turn, arrival);
    case 'consent.given': case 'consent.withdrawn': return takeConsent(turn, arrival);
    case 'suppression.added': return addSuppression(turn, arrival);
    case 'suppression.lifted': return liftSuppression(turn, arrival);
    default: if (isWebBehaviour(arrival.type)) noteWebBehaviour(turn, arrival);
  }
}

/** What is said of a channel that nobody has would be believed and change nothing. */
function checkChannel(world: Turn['world'], channel: string): void {
  if (channel === '*' || Object.hasOwn(world.channels, channel)) return;
  throw new JourneyError('InvalidPayload', "Consent and suppressions name one of the host's channels, or * for all.", { path: 'data.channel', paths: ['data.channel'] });
}

function updateProfile(turn: Turn, { data }: Arrival): void {
  keepProfile(turn, readProfile(turn.world, data));
  noteFate(turn, { journey: '', did: 'stayed', because: 'the customer is known better now' });
}
