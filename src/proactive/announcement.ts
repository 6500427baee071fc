import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import type { AnyJourney } from '../journey/journey.js';
import { issuePaths } from '../model/issue-paths.js';
import { whoSchema, type WhoInput } from '../model/who.js';
import type { EventOf } from '../orchestrator/options/orchestrator-options.js';
import type { Wave } from './waves.js';

/** One of those whom an announcement is for. */
export interface Member {
  /** as in an event */
  readonly who: WhoInput;
  /** where the host's list stands behind this one, should it be able to go on from there; it is kept, so let it name nobody */
  readonly position?: string;
}

/** Who a member is, as far as the host's list says; one who is nobody is refused by the door. */
export function whoOf(member: unknown): WhoInput {
  const read = whoSchema.safeParse(typeof member === 'object' && member !== null && 'who' in member ? member.who : undefined);
  return read.success ? read.data : [];
}

/** The members, one after the other; `after` is the `position` of the last one who is known to have been told, where the host gave positions. */
export type Audience = (after?: string) => AsyncIterable<Member>;

/** An event that befalls many: an outage, a delay, a recall (care-rules 2.1 A). */
export type Announcement<J extends readonly AnyJourney[] = readonly AnyJourney[]> = EventOf<J[number]> & {
  /** the same when it is announced again after a crash; unique in its source */
  readonly id: string;
  readonly source: string;
  readonly audience: Audience;
  /** customers told in a second, at most; above 0 */
  readonly perSecond: number;
  /** one part of the audience after the other, from the smallest share on; all of it at once where absent */
  readonly waves?: readonly Wave[];
  /** epoch milliseconds or an RFC 3339 text with zone */
  readonly occurredAt?: number | string;
  readonly tenant?: string;
  /** stops telling; the same announcement goes on from there later */
  readonly signal?: AbortSignal;
};

/** How far an announcement has come. */
export interface Announced {
  /** `stopped`: its signal aborted; announce it again to go on */
  readonly status: 'done' | 'stopped';
  /** customers who heard of it, all calls together, each once */
  readonly told: number;
  /** members whose identity could not be used; each was told as `fault` */
  readonly refused: number;
}

const announcementSchema = z.strictObject({
  id: z.string().min(1).max(200),
  source: z.string().min(1),
  // what the door reads itself
  type: z.unknown(), data: z.unknown(), occurredAt: z.unknown().optional(), tenant: z.unknown().optional(),
  audience: z.custom<Audience>((given) => typeof given === 'function'),
  perSecond: z.number().positive().max(1_000_000),
  waves: z.array(z.strictObject({ upTo: z.number().positive().max(1), at: z.number() })).min(1).refine(isGrowing).optional(),
  signal: z.custom<AbortSignal>((given) => given instanceof AbortSignal).optional(),
});

/** A wave that is no larger than the one before it would tell nobody. */
function isGrowing(waves: readonly Wave[]): boolean {
  return waves.every(({ upTo, at }, place) => { const before = waves[place - 1]; return before === undefined || (upTo > before.upTo && at >= before.at); });
}

/** Refuses what is no announcement before anybody is told: InvalidInput. */
export function checkAnnouncement(given: unknown): void {
  const read = announcementSchema.safeParse(given);
  if (read.success) return;
  const path = read.error.issues.flatMap((issue) => issuePaths(issue, ''))[0] ?? '';
  throw new JourneyError('InvalidInput', `An announcement has id, source, type, data, a function 'audience', a number 'perSecond' above 0 and, where it has waves, shares that grow up to 1 with times that do not go back (at ${path}).`, { path });
}
