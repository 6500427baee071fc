import { spreadOver } from '../model/spread-over.js';
import type { Limits } from '../model/limits.js';
import { sleep } from '../orchestrator/sleep.js';
import { days } from '../model/duration.js';
import type { Clock } from '../ports/clock.js';
import { whoOf, type Announcement, type Member } from './announcement.js';
import { nameOf } from './member-name.js';

/** A part of an audience that is told from a time on: the first tenth in the morning, the rest once that went well. */
export interface Wave {
  /** the share of the audience that is told by then, those of the waves before included, above 0 and up to 1; who is in it is drawn by their first identity and stays the same */
  readonly upTo: number;
  /** from when on, epoch milliseconds */
  readonly at: number;
}

/** All at once, where no waves are given. */
export const wavesOf = ({ waves = [{ upTo: 1, at: 0 }] }: Announcement): readonly Wave[] => waves;

/** Waits for a wave; answers whether it came, or something ended the wait. */
export async function untilWave(clock: Clock, { at }: Wave, signals: readonly (AbortSignal | undefined)[]): Promise<boolean> {
  const ending = AbortSignal.any(signals.filter((signal) => signal !== undefined));
  // a wait of the clock is at most 24 days long, and who sets the clock is to be noticed
  while (!ending.aborted && clock.now() < at) await sleep(clock, Math.min(at - clock.now(), days(1)), ending);
  return clock.now() >= at;
}

interface Drawing { readonly announcement: Announcement; readonly limits: Limits }

/** The members who are told in a wave; who was told in one before is known to have been. */
export async function* inWave(audience: AsyncIterable<Member>, { upTo }: Wave, drawing: Drawing): AsyncGenerator<Member> {
  for await (const member of audience) {
    if (upTo === 1 || shareOf(drawing, member) < upTo) yield member;
  }
}

const parts = 1_000_000;

/** Who cannot be named comes last. */
function shareOf({ announcement: { id, source }, limits }: Drawing, member: Member): number {
  const name = nameOf(whoOf(member), limits);
  return name === undefined ? 1 : spreadOver(`${source}\n${id}\n${name}`, parts) / parts;
}
