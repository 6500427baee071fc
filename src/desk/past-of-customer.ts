import type { EffortWeights, InsightDefinition } from '../insight/define-insight.js';
import { toEpisode, type Episode } from '../insight/fold/episode.js';
import type { LogItem } from '../insight/log/log-item.js';
import { readLogItem } from '../insight/log/read-log-item.js';
import { cameBack, mattersOf, type Matters } from '../insight/outcomes/contacts-of.js';
import { observeEffort } from '../insight/outcomes/observe-effort.js';
import type { LogEntry } from '../ports/store.js';

/** When a customer was helped last: confirmed by them, assumed, or revoked because they came back with the same matter (care-rules 3.11, 3.12). */
export interface LastResolution { readonly at: number; readonly status: 'confirmed' | 'assumed' | 'revoked'; readonly intent?: string; readonly channel?: string }

/** What a conversation has cost its customer: the weighted sum, and how often each of its facts happened. */
export interface EffortSoFar { readonly score: number; readonly facts: { readonly [K in keyof EffortWeights]: number } }

/** Whose past, judged when and how; `thread` is their conversation. */
export interface PastOf { readonly customer: string; readonly now: number; readonly rules: InsightDefinition; readonly thread?: string }

/** Reads from a customer's log, newest first, what figures would say of them alone; the same definitions make both. */
export function pastOf(entries: readonly LogEntry[], of: PastOf): { readonly lastResolution?: LastResolution; readonly effort: EffortSoFar } {
  const episode = toEpisode(itemsOf(entries, of.rules), { customer: of.customer, now: of.now, rules: of.rules, beganAt: () => undefined });
  const matters = mattersOf(episode);
  const lastResolution = lastResolutionOf(matters, of.rules);
  return { ...(lastResolution !== undefined && { lastResolution }), effort: effortOf(episode, matters, of.thread) };
}

function itemsOf(entries: readonly LogEntry[], rules: InsightDefinition): readonly LogItem[] {
  return entries.toReversed().flatMap((entry) => {
    const item = readLogItem(entry, rules);
    return item === undefined || typeof item === 'string' ? [] : [item];
  });
}

function lastResolutionOf({ ended, contacts }: Matters, { recontactMs }: InsightDefinition): LastResolution | undefined {
  const last = ended.findLast(({ told }) => told.outcome === 'resolved');
  if (last === undefined) return undefined;
  const { at, intent, channel, told } = last;
  const isRevoked = intent !== undefined && cameBack(contacts.get(intent), at, at + recontactMs);
  return { at, status: isRevoked ? 'revoked' : told.confirmed === true ? 'confirmed' : 'assumed', ...(intent !== undefined && { intent }), ...(channel !== undefined && { channel }) };
}

/** A conversation that is still open is judged as if it were over now. */
function effortOf(episode: Episode, matters: Matters, thread: string | undefined): EffortSoFar {
  const counted = new Map<string, number>();
  const threads = episode.threads.filter(({ id }) => id === thread);
  observeEffort({ ...episode, threads, now: Infinity }, matters, (metric, _about, counter, amount = 1) => {
    if (metric === 'effort') counted.set(counter, (counted.get(counter) ?? 0) + amount);
  });
  const times = (fact: keyof EffortWeights): number => counted.get(fact) ?? 0;
  return {
    score: counted.get('sum') ?? 0,
    facts: { switch: times('switch'), transfer: times('transfer'), repeat: times('repeat'), authentication: times('authentication'), queueMinute: times('queueMinute'), recontact: times('recontact'), turn: times('turn') },
  };
}
