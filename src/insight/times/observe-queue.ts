import { dayOf } from '../day-of.js';
import { aboutWith, type About, type Count } from '../fold/tally.js';
import type { Episode, Seen } from '../fold/episode.js';
import type { ServiceEvent } from '../log/service-event.js';
import { countTime } from './count-time.js';

type Work = Extract<ServiceEvent, { readonly item: string }>;
interface Told { readonly at: number; readonly work: Work }

/**
 * What became of contacts that wait for persons (care-rules 3.8, 3.9): counted under `queue` so that a service level may be named afterwards. Each item
 * is queued once and leaves once, by the first of answer, abandon, callback and flow-out; what leaves without having been queued was queued then.
 * Two counters whose sums are exact tell the rest: `queued = answered + abandoned + called-back + flowed-out + waiting`.
 */
export function observeQueue(episode: Episode, count: Count): void {
  for (const [, told] of itemsOf(episode)) {
    const [first] = told.seen;
    if (first === undefined) continue;
    const day = dayOf(first.item.at);
    const about = aboutWith(first.thread?.about ?? { day, segment: episode.segment }, { day });
    waited(told.works, { about, count, episode });
    worked(told.works, { about, count });
  }
}

interface Item { readonly seen: Seen[]; readonly works: Told[] }

function itemsOf({ seen }: Episode): ReadonlyMap<string, Item> {
  const items = new Map<string, Item>();
  for (const one of seen) {
    const told = one.item.kind === 'happened' ? one.item.told : undefined;
    if (told === undefined || !('item' in told)) continue;
    const known = items.get(told.item) ?? { seen: [], works: [] };
    items.set(told.item, known);
    known.seen.push(one);
    known.works.push({ at: one.item.at, work: told });
  }
  return items;
}

interface Counting { readonly about: About; readonly count: Count }
const leaves = {
  'work.answered': { left: 'answered', inTime: 'answered-in-time', late: 'answered-late' },
  'work.abandoned': { left: 'abandoned', inTime: 'abandoned-in-time', late: 'abandoned-late' },
  'work.callback-asked': { left: 'called-back', inTime: 'called-back-in-time', late: 'called-back-late' },
  'work.flowed-out': { left: 'flowed-out', inTime: 'flowed-out-in-time', late: 'flowed-out-late' },
} as const;
const isLeaving = (type: Work['type']): type is keyof typeof leaves => Object.hasOwn(leaves, type);

function waited(works: readonly Told[], { about, count, episode: { rules } }: Counting & { readonly episode: Episode }): void {
  const left = works.find(({ work }) => isLeaving(work.type));
  const queuedAt = works.find(({ work }) => work.type === 'work.queued')?.at ?? left?.at;
  if (queuedAt === undefined) return;
  count('queue', about, 'queued');
  if (left === undefined || !isLeaving(left.work.type)) return count('queue', about, 'waiting');
  // told as left before it was told as queued: clocks differ, nobody waits less than nothing
  const waitedMs = Math.max(0, left.at - queuedAt);
  const how = leaves[left.work.type];
  count('queue', about, how.left);
  count('queue', about, waitedMs <= rules.answerWithinMs ? how.inTime : how.late);
  if (how.left === 'abandoned' && waitedMs <= rules.shortAbandonMs) count('queue', about, waitedMs <= rules.answerWithinMs ? 'abandoned-short-in-time' : 'abandoned-short-late');
  if (how.left === 'answered') countTime(count, { metric: 'speed-of-answer', about }, waitedMs);
}

/** Of items that a person took: whether and how often it was given on, and how long it took all of them. */
function worked(works: readonly Told[], { about, count }: Counting): void {
  const transfers = works.filter(({ work }) => work.type === 'work.transferred').length;
  const answered = works.filter(({ work }) => work.type === 'work.answered').length;
  if (answered > 0) {
    count('transfer', about, 'n');
    if (transfers > 0) count('transfer', about, 'hits');
    if (transfers > 0) count('transfer', about, 'transfers', transfers);
  }
  for (const told of works) handled(told, works, { about, count });
}

/** Offers that an agent let pass, of those and the ones they took; by attempt, not by contact. */
function countOffer({ type, agent }: Extract<Work, { readonly type: 'work.answered' | 'work.missed' }>, { about, count }: Counting): void {
  count('agent', { about, of: agent }, type === 'work.answered' ? 'answered' : 'missed');
  count('non-response', { about, of: agent }, 'n');
  if (type === 'work.missed') count('non-response', { about, of: agent }, 'hits');
}

/** Where nobody timed it, from when that agent took it last to when they were done, wrap-up included. */
function handled({ work, at }: Told, works: readonly Told[], { about, count }: Counting): void {
  if (work.type === 'work.answered' || work.type === 'work.missed') countOffer(work, { about, count });
  if (work.type !== 'work.ended') return;
  count('agent', { about, of: work.agent }, 'ended');
  const isTimed = work.talkMs !== undefined || work.holdMs !== undefined || work.wrapUpMs !== undefined;
  const ms = isTimed ? (work.talkMs ?? 0) + (work.holdMs ?? 0) + (work.wrapUpMs ?? 0) : heldMs(works, work.agent, at);
  if (ms === undefined) return;
  countTime(count, { metric: 'handle-time', about }, ms);
  countTime(count, { metric: 'agent', about: { about, of: work.agent } }, ms);
}

function heldMs(works: readonly Told[], agent: string, until: number): number | undefined {
  const taken = works.findLast(({ work, at }) => work.type === 'work.answered' && work.agent === agent && at <= until);
  return taken === undefined ? undefined : until - taken.at;
}
