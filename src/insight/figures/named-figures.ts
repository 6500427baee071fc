import { defineInsight, type InsightDefinition } from '../define-insight.js';
import type { Tally } from '../fold/tally.js';
import type { Figure, FigureParts } from './figure.js';
import { meanRating, netPromoters, topShare } from './rating-figures.js';
import { costFigure, partFigure, scoreFigure, sentimentFigure } from './ratio-figures.js';
import { retentionFigure } from './retention-figure.js';
import { abandonRateOf, serviceLevelOf } from './service-level.js';
import { shareFigure } from './share-figure.js';
import { timeFigure, type TimeAsked } from './time-figure.js';

type Make = (tally: Tally, rules: InsightDefinition) => FigureParts;
interface Named { readonly metric: string; readonly make: Make; /** which variant it is, in one sentence */ readonly says: string }

const part = (counter: string): Make => (tally, { z }) => shareFigure({ hits: tally.get(counter) ?? 0, n: tally.get('n') ?? 0, z, pending: tally.get('pending') ?? 0 });
const share = part('hits');
const time = (asked: TimeAsked): Make => (tally, { z }) => timeFigure(tally, { asked, z });
const retained = (weeks: number): Make => (tally, { z }) => retentionFigure(tally, { weeks, z });

const figures = {
  'first-response.median': { metric: 'first-response', make: time(0.5), says: 'from when a customer is first heard in a conversation to the first message after it: half wait no longer' },
  'first-response.p90': { metric: 'first-response', make: time(0.9), says: 'the same: nine of ten wait no longer' },
  'next-reply.median': { metric: 'next-reply', make: time(0.5), says: 'from the oldest message without a reply to the reply, each but the first: half wait no longer' },
  'next-reply.p90': { metric: 'next-reply', make: time(0.9), says: 'the same: nine of ten wait no longer' },
  'first-person.median': { metric: 'first-person', make: time(0.5), says: 'from when a customer is first heard to a person who takes it: half wait no longer' },
  'time-to-first-resolution.median': { metric: 'time-to-first-resolution', make: time(0.5), says: 'from the first contact of an issue to when it was first resolved: half take no longer' },
  'time-to-resolution.median': { metric: 'time-to-resolution', make: time(0.5), says: 'from the first contact of an issue to the resolution after which nobody came back: half take no longer' },
  'time-to-resolution.p90': { metric: 'time-to-resolution', make: time(0.9), says: 'the same: nine of ten take no longer' },
  'service-level.answered-in-time': { metric: 'queue', make: (tally, { z }) => serviceLevelOf(tally, { variant: 'answered-in-time', abandons: 'without-short', flowOuts: false }, z), says: 'answered within answerWithinMs, of those answered or given up, short ones left out' },
  'service-level.removed-in-time': { metric: 'queue', make: (tally, { z }) => serviceLevelOf(tally, { variant: 'removed-in-time' }, z), says: 'answered, given up or to be called back within answerWithinMs, of all who left the queue' },
  'abandon-rate': { metric: 'queue', make: (tally, { z }) => abandonRateOf(tally, z), says: 'given up, of all who left the queue' },
  'speed-of-answer.mean': { metric: 'speed-of-answer', make: time('mean'), says: 'mean time in the queue of those answered (ASA)' },
  'handle-time.mean': { metric: 'handle-time', make: time('mean'), says: 'mean of talk, hold and wrap-up (AHT)' },
  'transfer-rate': { metric: 'transfer', make: share, says: 'contacts given on at least once, of those a person took' },
  occupancy: { metric: 'occupancy', make: partFigure, says: 'time on contacts by the clock, of that and idle time, whatever was done side by side' },
  utilisation: { metric: 'utilisation', make: partFigure, says: 'units of capacity used, of those available' },
  fcr: { metric: 'fcr', make: share, says: 'issues whose first contact was the last within recontactMs on any channel, of those older than that' },
  'repeat-contact': { metric: 'repeat-contact', make: share, says: 'contacts that came back with an intent within recontactMs, of all' },
  resolution: { metric: 'resolution', make: share, says: 'contacts resolved, confirmed or assumed, and not revoked by coming back, of all that ended' },
  'resolution.confirmed': { metric: 'resolution', make: part('confirmed'), says: 'contacts that the customer said are resolved and that were not revoked, of all that ended' },
  'resolution.assumed': { metric: 'resolution', make: part('assumed'), says: 'contacts assumed resolved and not revoked, of all that ended' },
  'resolution.revoked': { metric: 'resolution', make: part('revoked'), says: 'contacts that were resolved and taken back by coming again, of all that ended' },
  involvement: { metric: 'involvement', make: share, says: 'conversations in which a journey said something, of all' },
  containment: { metric: 'containment', make: share, says: 'conversations that reached no person, of those in which a journey said something' },
  'good-containment': { metric: 'good-containment', make: share, says: 'contained, resolved, and not come back within containedForMs, of the same' },
  automation: { metric: 'automation', make: share, says: 'resolved by a journey alone and not come back within recontactMs, of all conversations' },
  deflection: { metric: 'deflection', make: share, says: 'visits to help that no contact followed within deflectionMs, of all' },
  engagement: { metric: 'engagement', make: share, says: 'messages after which the customer was heard next, within replyWithinMs, of all' },
  'delivery-failure': { metric: 'delivery', make: share, says: 'messages of which it was told that they failed or that were given up, of all' },
  'cost-per-resolution': { metric: 'cost', make: (tally, { z }) => costFigure(tally, z), says: 'all that contacts cost over those resolved and not revoked' },
  'retention.4-weeks': { metric: 'retention', make: retained(4), says: 'customers still there after four weeks, by Kaplan and Meier' },
  'retention.13-weeks': { metric: 'retention', make: retained(13), says: 'customers still there after thirteen weeks, by Kaplan and Meier' },
  csat: { metric: 'csat', make: (tally, { z }) => topShare(tally, { kind: 'csat', least: 4, z }), says: 'ratings of 4 and 5, of those from 1 to 5' },
  'csat.mean': { metric: 'csat', make: (tally, { z }) => meanRating(tally, { kind: 'csat', z }), says: 'mean of ratings from 1 to 5' },
  'csat.response-rate': { metric: 'csat-response', make: share, says: 'askings that were answered, of all whose time is over' },
  nps: { metric: 'nps', make: (tally, { z }) => netPromoters(tally, z), says: 'percent of 9 and 10 less percent of 0 to 6' },
  'nps.response-rate': { metric: 'nps-response', make: share, says: 'askings that were answered, of all whose time is over' },
  ces: { metric: 'ces', make: (tally, { z }) => meanRating(tally, { kind: 'ces', z }), says: 'mean agreement from 1 to 7 that it was easy (CES 2.0: more is better)' },
  'ces.agree': { metric: 'ces', make: (tally, { z }) => topShare(tally, { kind: 'ces', least: 5, z }), says: 'agreement of 5 to 7, of all from 1 to 7' },
  'ces.response-rate': { metric: 'ces-response', make: share, says: 'askings that were answered, of all whose time is over' },
  sentiment: { metric: 'sentiment', make: (tally, { z }) => sentimentFigure(tally, z), says: 'mean of how customers sounded in what they wrote, from -1 to 1, as the classifier of intents says' },
  effort: { metric: 'effort', make: (tally, { z }) => scoreFigure(tally, z), says: 'mean weighted sum of what a conversation cost its customer, as observed: less is better' },
  'agent.non-response': { metric: 'non-response', make: share, says: 'offers that agents did not answer, of those and the ones they took, by attempt' },
  'agent.resolution': { metric: 'agent-resolution', make: share, says: 'contacts resolved and not revoked by coming back, of those that ended after an agent had taken them last' },
  'agent.handle-time.mean': { metric: 'agent', make: time('mean'), says: 'mean of talk, hold and wrap-up of the contacts that agents ended' },
} as const satisfies { readonly [name: string]: Named };

/** The name of a figure. */
export type FigureName = keyof typeof figures;

/** The unit that a figure is in, whatever was counted. */
export const unitOf = (name: FigureName): Figure['unit'] => figures[name].make(new Map(), defineInsight()).unit;

/** Every figure by its name, with the variant it is. */
export const namedFigures: { readonly [name in FigureName]: Named } = figures;
