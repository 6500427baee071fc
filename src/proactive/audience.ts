import { z } from 'zod';
import { JourneyError } from '../errors/index.js';
import type { AnyJourney } from '../journey/journey.js';
import { issuePaths } from '../model/issue-paths.js';
import type { EventOf } from '../orchestrator/options/orchestrator-options.js';
import type { Member } from './announcement.js';

/** An audience that is read now and then, and what its members are told when they are found in it, or no longer (care-rules 2.1 A). */
export interface AudienceReading<J extends readonly AnyJourney[] = readonly AnyJourney[]> {
  /** of the audience; unique in its tenant */
  readonly name: string;
  /** all who are in it now */
  readonly members: () => AsyncIterable<Pick<Member, 'who'>>;
  /** what who came in since the last reading is told; nothing where absent */
  readonly entered?: EventOf<J[number]>;
  /** what who is gone since is told; nothing where absent */
  readonly left?: EventOf<J[number]>;
  /** customers told in a second, at most; above 0 */
  readonly perSecond: number;
  readonly tenant?: string;
  readonly signal?: AbortSignal;
}

/** What a reading found. */
export interface AudienceRead {
  /** `stopped`: its signal aborted, and nobody was told to have left; read it again to go on */
  readonly status: 'done' | 'stopped';
  readonly entered: number;
  readonly left: number;
  /** members whose identity could not be used; each was told as `fault` */
  readonly refused: number;
}

const event = z.strictObject({ type: z.string(), data: z.looseObject({}) });
const readingSchema = z.strictObject({
  name: z.string().min(1).max(100),
  members: z.custom<AudienceReading['members']>((given) => typeof given === 'function'),
  entered: event.optional(),
  left: event.optional(),
  perSecond: z.number().positive().max(1_000_000),
  // what the door reads itself
  tenant: z.unknown().optional(),
  signal: z.custom<AbortSignal>((given) => given instanceof AbortSignal).optional(),
});

/** Refuses what is no reading before anybody is told: InvalidInput. */
export function checkReading(given: unknown): void {
  const read = readingSchema.safeParse(given);
  if (read.success) return;
  const path = read.error.issues.flatMap((issue) => issuePaths(issue, ''))[0] ?? '';
  throw new JourneyError('InvalidInput', `A reading of an audience has a name, a function 'members' and a number 'perSecond' above 0, and events for who 'entered' and 'left' (at ${path}).`, { path });
}
