import type { AnyJourney } from '../journey/journey.js';
import { JourneyError } from '../errors/index.js';
import { digest } from '../model/canonical-text.js';
import { toCanonical } from '../model/canonical-value.js';
import { insideOf, type Inside } from '../orchestrator/inside.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import { checkAnnouncement, whoOf, type Announced, type Announcement, type Member } from './announcement.js';
import { inPace, paceOf } from './in-pace.js';
import { createProgress, type Progress } from './progress.js';
import { allOf, tellMember } from './tell-member.js';

/**
 * Tells every member of an audience of one event, in pace, each customer once: who is reached by several identities, or was merged meanwhile, hears
 * it once. After a crash, or where the store was away, call it again with the same id: it goes on from where it was, nobody is left out and nobody
 * hears it twice; when it was done, it answers so at once. Throws InvalidInput, UnknownEvent for a type that nothing listens to, EventIdConflict where
 * the id was announced with other data, and what `accept` throws of an event, before anybody is told; StoreUnavailable and what the host's list throws, in the middle.
 *
 * @example
 * {@includeCode ../../examples/10-outage-notice/outage-notice.ts}
 */
export async function announce<J extends readonly AnyJourney[]>(host: Orchestrator<J>, announcement: Announcement<J>): Promise<Announced> {
  checkAnnouncement(announcement);
  const inside = insideOf(host);
  const { tenant = '', source, id } = announcement;
  const { clock } = inside.parts.runtime;
  return inside.ready(async () => {
    const progress = createProgress<Reached>(inside.parts.runtime, 'announcement', [tenant, source, id]);
    const before = await progress.read();
    const what = whatOf(inside, announcement);
    if (before !== undefined && before.what !== what) throw new JourneyError('EventIdConflict', 'Something else was announced under this id; give another announcement an id of its own.', { id, source });
    if (before?.done === true) return { status: 'done', told: before.told, refused: before.refused };
    const telling = createTelling(inside, announcement, { progress, before, what });
    try {
      return await telling.end(await inPace(announcement.audience(before?.position), { pace: paceOf(announcement.perSecond), clock, signal: announcement.signal }, telling.tell));
    } catch (error) {
      // how far it came is worth a note; what stopped it is what its caller must hear
      await telling.end(false).catch(() => {});
      throw error;
    }
  });
}

const whatOf = ({ parts: { limits } }: Inside, { type, data }: Announcement): string => digest([type, toCanonical(data, limits, { path: 'data', maxBytes: limits.contextBytes })]);

interface Reached { /** tells whether another call says the same, without keeping it */ readonly what: string; readonly told: number; readonly refused: number; readonly position?: string; readonly done: boolean }
interface Telling {
  /** answers whether it was news to anybody */
  tell(group: readonly Member[]): Promise<boolean>;
  end(done: boolean): Promise<Announced>;
}

/** members between two notes of how far it has come: so many are looked at again after a crash */
const noteEvery = 100;

function createTelling(inside: Inside, announcement: Announcement, { progress, before, what }: { readonly progress: Progress<Reached>; readonly before: Reached | undefined; readonly what: string }): Telling {
  // who was told behind the last note is met again and counted then
  let reached: Reached = before ?? { what, told: 0, refused: 0, done: false };
  let unnoted = 0;
  const { id, source, type, data, occurredAt, tenant } = announcement;
  const event = { id, source, type, data, ...(occurredAt !== undefined && { occurredAt }), ...(tenant !== undefined && { tenant }) };
  return {
    async tell(group) {
      const outcomes = await allOf(group.map((member) => tellMember(inside, { ...event, who: whoOf(member) })));
      const position = positionOf(group.at(-1));
      reached = { ...reached, told: reached.told + outcomes.filter(({ did }) => did !== 'refused').length, refused: reached.refused + outcomes.filter(({ did }) => did === 'refused').length, ...(position !== undefined && { position }) };
      unnoted += group.length;
      if (unnoted >= noteEvery && position !== undefined) {
        await progress.save(reached);
        unnoted = 0;
      }
      return outcomes.some(({ did }) => did === 'told');
    },
    async end(done) {
      if (done || reached.position !== undefined) await progress.save({ ...reached, done });
      return { status: done ? 'done' : 'stopped', told: reached.told, refused: reached.refused };
    },
  };
}

const positionOf = (member: Member | undefined): string | undefined => (typeof member?.position === 'string' ? member.position : undefined);
