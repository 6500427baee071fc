import type { AnyJourney } from '../journey/journey.js';
import { JourneyError } from '../errors/index.js';
import { digest } from '../model/canonical-text.js';
import { toCanonical } from '../model/canonical-value.js';
import { parseTenant } from '../model/tenant.js';
import { insideOf, type Inside } from '../orchestrator/inside.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import { checkAnnouncement, whoOf, type Announced, type Announcement, type Member } from './announcement.js';
import { inPace, paceOf } from './in-pace.js';
import { createProgress, type Progress } from './progress.js';
import { allOf, tellMember, type Told } from './tell-member.js';
import { inWave, untilWave, wavesOf, type Wave } from './waves.js';

/**
 * Tells every member of an audience of one event, in pace, each customer once: who is reached by several identities, or was merged meanwhile, hears
 * it once; where `waves` are given, one part of them after the other. After a crash, or where the store was away, call it again with the same id: it goes
 * on from where it was, nobody is left out and nobody hears it twice; when it was done, it answers so at once. Throws InvalidInput, UnknownEvent for a type that
 * nothing listens to, EventIdConflict where the id was announced with other data, and what `accept` throws of an event, before anybody is told;
 * StoreUnavailable and what the host's list throws, in the middle.
 *
 * @example
 * {@includeCode ../../examples/10-outage-notice/outage-notice.ts}
 */
export async function announce<J extends readonly AnyJourney[]>(host: Orchestrator<J>, announcement: Announcement<J>): Promise<Announced> {
  checkAnnouncement(announcement);
  const inside = insideOf(host);
  const { tenant = '', source, id } = announcement;
  return inside.ready(async () => {
    const progress = createProgress<Reached>(inside.parts.runtime, 'announcement', [tenant, source, id]);
    const before = await progress.read();
    const what = whatOf(inside, announcement);
    if (before !== undefined && before.what !== what) throw new JourneyError('EventIdConflict', 'Something else was announced under this id; give another announcement an id of its own.', { id, source });
    const work: Work = { inside, announcement, progress, what, counter: `announced.${digest([source, id]).slice(0, 32)}` };
    return tellWaves(work, before ?? { what, refused: 0, done: false });
  });
}

const whatOf = ({ parts: { limits } }: Inside, { type, data }: Announcement): string => digest([type, toCanonical(data, limits, { path: 'data', maxBytes: limits.contextBytes })]);

interface Reached {
  /** tells whether another call says the same, without keeping it */
  readonly what: string;
  readonly refused: number;
  readonly position?: string;
  readonly done: boolean;
  /** the share of the audience that this is about; all of it where absent */
  readonly upTo?: number;
}
interface Work { readonly inside: Inside; readonly announcement: Announcement; readonly progress: Progress<Reached>; readonly what: string; /** the figure of customers who were told: each adds to it in the commit in which they are */ readonly counter: string }

async function tellWaves(work: Work, before: Reached): Promise<Announced> {
  let reached = before;
  for (const wave of wavesOf(work.announcement)) {
    if (reached.done && (reached.upTo ?? 1) >= wave.upTo) continue;
    const { runtime, leaving } = work.inside.parts;
    if (!(await untilWave(runtime.clock, wave, [leaving.signal, work.announcement.signal]))) return answer(work, reached, 'stopped');
    const goesOn = !reached.done && (reached.upTo ?? 1) === wave.upTo;
    reached = await tellWave(work, wave, goesOn ? reached : { what: work.what, refused: 0, done: false, upTo: wave.upTo });
    if (!reached.done) return answer(work, reached, 'stopped');
  }
  return answer(work, reached, 'done');
}

async function answer({ inside: { parts }, announcement: { tenant }, counter }: Work, { refused }: Reached, status: Announced['status']): Promise<Announced> {
  const [told = 0] = await parts.runtime.store.counters(parseTenant(tenant, parts.tenantRequired), [counter]);
  return { status, told, refused };
}

async function tellWave(work: Work, wave: Wave, before: Reached): Promise<Reached> {
  const { inside, announcement } = work;
  const { signal, perSecond, audience } = announcement;
  const telling = createTelling(work, before);
  try {
    const members = inWave(audience(before.position), wave, { announcement, limits: inside.parts.limits });
    return await telling.end(await inPace(members, { pace: paceOf(perSecond), clock: inside.parts.runtime.clock, signal }, telling.tell));
  } catch (error) {
    // how far it came is worth a note; what stopped it is what its caller must hear
    await telling.end(false).catch(() => {});
    throw error;
  }
}

interface Telling {
  /** answers whether it was news to anybody */
  tell(group: readonly Member[]): Promise<boolean>;
  end(done: boolean): Promise<Reached>;
}

/** members between two notes of how far it has come: so many are looked at again after a crash */
const noteEvery = 100;

function createTelling({ inside, announcement, progress, counter }: Work, before: Reached): Telling {
  // who was refused behind the last note is met again and counted then
  let reached = before;
  let unnoted = 0;
  const { id, source, type, data, occurredAt, tenant, signal } = announcement;
  const event = { id, source, type, data, ...(occurredAt !== undefined && { occurredAt }), ...(tenant !== undefined && { tenant }) };
  const count = (outcomes: readonly Told[], did: Told['did']): number => outcomes.filter((one) => one.did === did).length;
  return {
    async tell(group) {
      const outcomes = await allOf(group.map((member) => tellMember(inside, { ...event, who: whoOf(member) }, { signal, counter })));
      // some of them were not told: they come again
      if (count(outcomes, 'stopped') > 0) return true;
      const position = positionOf(group.at(-1));
      reached = { ...reached, refused: reached.refused + count(outcomes, 'refused'), ...(position !== undefined && { position }) };
      unnoted += group.length;
      if (unnoted >= noteEvery && position !== undefined) {
        await progress.save(reached);
        unnoted = 0;
      }
      return count(outcomes, 'told') > 0;
    },
    async end(done) {
      reached = { ...reached, done };
      if (done || reached.position !== undefined) await progress.save(reached);
      return reached;
    },
  };
}

const positionOf = (member: Member | undefined): string | undefined => (typeof member?.position === 'string' ? member.position : undefined);
