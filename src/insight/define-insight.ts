import { z } from 'zod';
import { days, hours, minutes, seconds } from '../model/duration.js';
import { readConfig } from '../model/read-config.js';

/** What one repeat, switch, and so on counts for in the observed effort of a conversation (care-rules 3.19); whole numbers. */
export interface EffortWeights {
  readonly switch: number;
  readonly transfer: number;
  readonly repeat: number;
  readonly authentication: number;
  /** of each whole minute in a queue */
  readonly queueMinute: number;
  readonly recontact: number;
  /** of each time the customer was heard beyond `expectedTurns` */
  readonly turn: number;
}

/** A version of a journey that new runs begin on from a moment, epoch milliseconds. */
export interface Release { readonly journey: string; readonly version: number; readonly at: number }

/** How figures are made, as a host writes it down; times in milliseconds. */
export interface InsightOptions {
  /** whose log; `default` where absent */
  readonly tenant?: string;
  /** entries and service events may come this late, and no later; 1 day */
  readonly latenessMs?: number;
  /** how far ahead of the store's clock a service event may say to have happened; 5 minutes */
  readonly skewMs?: number;
  /** who comes back with the same intent within it was not helped (care-rules 3.11); 7 days */
  readonly recontactMs?: number;
  /** who is heard again within it, on whatever channel, is still in the same contact; 1 hour */
  readonly sameContactMs?: number;
  /** whether going on by another channel is a contact of its own even within `sameContactMs`; no */
  readonly switchIsRecontact?: boolean;
  /** a conversation is over when nobody was heard for so long, as the orchestrator's own `threadWindowMs`; 72 hours */
  readonly threadWindowMs?: number;
  /** what the service level asks of an answer by a person; 20 seconds */
  readonly answerWithinMs?: number;
  /** who gives up within it was not waiting; 5 seconds */
  readonly shortAbandonMs?: number;
  /** a contact that a bot kept counts as well contained if nobody comes back within it; 24 hours */
  readonly containedForMs?: number;
  /** who looks for help and makes no contact within it was deflected; 24 hours */
  readonly deflectionMs?: number;
  /** types of web events that say the customer looked for help; `web.help-viewed` */
  readonly helpEvents?: readonly string[];
  /** a message is engaged with if the customer is heard within it; 72 hours */
  readonly replyWithinMs?: number;
  /** who was not heard for so long is lost; 90 days */
  readonly lostAfterMs?: number;
  /** a run that does not move for so long stands where it left the journey; 30 days */
  readonly quietRunMs?: number;
  /** times a customer has to speak in a conversation before it counts as effort; 6 */
  readonly expectedTurns?: number;
  readonly effort?: Partial<EffortWeights>;
  /** below this many, a figure is flagged `young`; 30 */
  readonly minimumSample?: number;
  /** how sure intervals are: 1.96, two-sided 95 %, where absent */
  readonly z?: number;
  /** since when new runs began on which version, for what was written before the log named the version of each run */
  readonly releases?: readonly Release[];
  /** which group of customers someone belongs to; asked again for whatever is counted, so it must not change its mind */
  readonly segmentOf?: (customer: string) => string | undefined;
}

/** How figures are made, checked; for `createInsight`. */
export type InsightDefinition = Required<Omit<InsightOptions, 'effort' | 'segmentOf'>> & Pick<InsightOptions, 'segmentOf'> & {
  readonly effort: EffortWeights;
  /** nothing further apart than this has to do with one another */
  readonly horizonMs: number;
};

const span = (usual: number): z.ZodDefault<z.ZodNumber> => z.number().min(0).max(days(400)).default(usual);
const weight = (usual: number): z.ZodDefault<z.ZodInt> => z.int().min(0).max(1_000).default(usual);
const name = z.string().min(1).max(255);

const insightSchema = z.strictObject({
  tenant: name.default('default'),
  latenessMs: span(days(1)), skewMs: span(minutes(5)), recontactMs: span(days(7)), sameContactMs: span(hours(1)), switchIsRecontact: z.boolean().default(false),
  threadWindowMs: span(hours(72)), answerWithinMs: span(seconds(20)), shortAbandonMs: span(seconds(5)), containedForMs: span(hours(24)),
  deflectionMs: span(hours(24)), helpEvents: z.array(name).readonly().default(['web.help-viewed']), replyWithinMs: span(hours(72)), lostAfterMs: span(days(90)), quietRunMs: span(days(30)),
  expectedTurns: z.int().min(0).default(6),
  effort: z.strictObject({ switch: weight(2), transfer: weight(2), repeat: weight(3), authentication: weight(1), queueMinute: weight(1), recontact: weight(4), turn: weight(1) }).readonly().prefault({}),
  minimumSample: z.int().min(1).default(30), z: z.number().min(1).max(5).default(1.96),
  releases: z.array(z.strictObject({ journey: name, version: z.int().min(1), at: z.number() }).readonly()).readonly().default([]),
  segmentOf: z.custom<NonNullable<InsightOptions['segmentOf']>>((given) => typeof given === 'function', 'is a function').exactOptional(),
}).readonly();

/** Checks once how figures are to be made. InvalidOptions. */
export function defineInsight(options: InsightOptions = {}): InsightDefinition {
  const read = readConfig(insightSchema, options, 'insight');
  const { recontactMs, sameContactMs, threadWindowMs, containedForMs, deflectionMs, replyWithinMs, quietRunMs } = read;
  const horizonMs = Math.max(recontactMs, sameContactMs, threadWindowMs, containedForMs, deflectionMs, replyWithinMs);
  // a run's version is looked up at its beginning, which has to be there as long as what it moved in
  return { ...read, releases: read.releases.toSorted((one, other) => one.at - other.at), horizonMs, quietRunMs: Math.max(quietRunMs, horizonMs) };
}
