import type { InsightDefinition } from '../define-insight.js';
import { dayOf } from '../day-of.js';
import type { Contact, LogItem } from '../log/log-item.js';
import type { About, Count } from './tally.js';

/** A conversation as it went: what belongs to it, in order. */
export interface Thread {
  readonly id: string;
  readonly about: About;
  readonly items: readonly LogItem[];
  readonly contacts: readonly Contact[];
}
/** One item and the conversation that was open when it happened. */
export interface Seen { readonly item: LogItem; readonly thread: Thread | undefined }

/** A stretch of one customer's log with silence before and behind it: all that may bear on one another. */
export interface Episode {
  readonly customer: string;
  readonly seen: readonly Seen[];
  readonly threads: readonly Thread[];
  /** the intent of each event that had one */
  readonly intents: ReadonlyMap<string, string>;
  readonly segment: string | undefined;
  /** the moment of judging, epoch milliseconds: what its time has not come for is pending */
  readonly now: number;
  readonly rules: InsightDefinition;
}
/** What an episode adds to one or several metrics. */
export type Observe = (episode: Episode, count: Count) => void;

/** Who an episode is about, and when it is judged. */
export interface EpisodeOf { readonly customer: string; readonly now: number; readonly rules: InsightDefinition; /** when a run began, where that is known */ readonly beganAt: (instance: string, at: number) => number | undefined }

interface OpenThread { readonly id: string; readonly items: LogItem[]; readonly contacts: Contact[]; about: About }

/** Puts the items of a stretch into the conversations they belong to. */
export function toEpisode(items: readonly LogItem[], of: EpisodeOf): Episode {
  const { customer, now, rules } = of;
  const segment = rules.segmentOf?.(customer);
  const { threads, byEvent } = threadsOf(items, segment);
  let open: OpenThread | undefined;
  const seen = items.map((item): Seen => {
    if (isContact(item)) open = threads.get(item.thread);
    else if (isOver(open, item.at, rules)) open = undefined;
    // an event stands in the log before the contact that it was
    const thread = item.kind === 'happened' && item.event !== undefined ? byEvent.get(item.event) ?? open : open;
    thread?.items.push(item);
    return { item, thread };
  });
  const intents = intentsOf(items);
  for (const thread of threads.values()) describe(thread, { intents, of });
  return { customer, seen, threads: [...threads.values()], intents, segment, now, rules };
}

const isContact = (item: LogItem): item is Contact => item.kind === 'heard' || item.kind === 'said';

function threadsOf(items: readonly LogItem[], segment: string | undefined): { readonly threads: ReadonlyMap<string, OpenThread>; readonly byEvent: ReadonlyMap<string, OpenThread> } {
  const threads = new Map<string, OpenThread>();
  const byEvent = new Map<string, OpenThread>();
  for (const item of items) {
    if (!isContact(item)) continue;
    const thread = threads.get(item.thread) ?? { id: item.thread, items: [], contacts: [], about: { day: dayOf(item.at), channel: item.channel, segment } };
    threads.set(item.thread, thread);
    thread.contacts.push(item);
    if (item.event !== undefined) byEvent.set(item.event, thread);
  }
  return { threads, byEvent };
}

/** Asks whether too long has passed since the last contact that came before. */
function isOver(thread: OpenThread | undefined, at: number, { threadWindowMs }: InsightDefinition): boolean {
  const last = thread?.items.findLast(isContact);
  return last !== undefined && at - last.at > threadWindowMs;
}

function intentsOf(items: readonly LogItem[]): ReadonlyMap<string, string> {
  const intents = new Map<string, string>();
  for (const item of items) if (item.kind === 'happened' && item.event !== undefined && item.intent !== undefined) intents.set(item.event, item.intent);
  return intents;
}

/** A conversation is about the first intent that was read in it, else the first that an ending in it names, and of the first journey that it moved. */
function describe(thread: OpenThread, { intents, of }: { readonly intents: ReadonlyMap<string, string>; readonly of: EpisodeOf }): void {
  const named = thread.contacts.find(({ event }) => event !== undefined && intents.has(event));
  const intent = named?.event === undefined ? toldIntent(thread) : intents.get(named.event);
  for (const item of thread.items) {
    const [move] = item.kind === 'happened' ? (item.moves ?? []) : [];
    if (move === undefined) continue;
    const version = move.version ?? versionAt(of.rules, move.journey, of.beganAt(move.instance, item.at) ?? item.at);
    thread.about = { ...thread.about, intent, journey: move.journey, version };
    return;
  }
  thread.about = { ...thread.about, intent };
}

/** Where nothing is read from what customers write, a journey knows what they came for. */
function toldIntent({ items }: OpenThread): string | undefined {
  for (const item of items) if (item.kind === 'happened' && item.told?.type === 'contact.ended' && item.told.intent !== undefined) return item.told.intent;
  return undefined;
}

/** The version that new runs of a journey began on at a moment, for logs that name none. */
export function versionAt({ releases }: InsightDefinition, journey: string, at: number): number | undefined {
  return releases.findLast((release) => release.journey === journey && release.at <= at)?.version;
}
