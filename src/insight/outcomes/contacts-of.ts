import type { Episode, Thread } from '../fold/episode.js';
import type { Contact } from '../log/log-item.js';
import type { ServiceEvent } from '../log/service-event.js';

/** One contact about one intent: the customer was heard, and again, with no longer pause than `sameContactMs`. */
export interface IntentContact { readonly thread: Thread; readonly channel: string; readonly at: number; endAt: number; /** each time in it */ readonly heard: { readonly at: number; readonly channel: string }[] }
/** How a contact was said to have ended. */
export interface Ended { readonly at: number; readonly thread: Thread | undefined; readonly channel: string | undefined; readonly intent: string | undefined; readonly told: Extract<ServiceEvent, { readonly type: 'contact.ended' }> }
/** A customer's contacts and endings by intent, each list in order. What has no known intent has no key by which it could come again. */
export interface Matters { readonly contacts: ReadonlyMap<string, readonly IntentContact[]>; readonly ended: readonly Ended[] }

/** Finds what an episode's contacts were about. */
export function mattersOf(episode: Episode): Matters {
  return { contacts: contactsOf(episode), ended: endedOf(episode) };
}

function contactsOf({ seen, intents, rules }: Episode): ReadonlyMap<string, readonly IntentContact[]> {
  const byIntent = new Map<string, IntentContact[]>();
  for (const { item, thread } of seen) {
    if (item.kind !== 'heard' || thread === undefined) continue;
    const intent = intentOf(item, intents) ?? thread.about.intent;
    if (intent === undefined) continue;
    const contacts = byIntent.get(intent) ?? [];
    byIntent.set(intent, contacts);
    const last = contacts.at(-1);
    const goesOn = last !== undefined && item.at - last.endAt <= rules.sameContactMs && !(rules.switchIsRecontact && last.channel !== item.channel);
    const { at, channel } = item;
    if (!goesOn) contacts.push({ thread, channel, at, endAt: at, heard: [{ at, channel }] });
    else {
      last.endAt = at;
      last.heard.push({ at, channel });
    }
  }
  return byIntent;
}

const intentOf = ({ event }: Contact, intents: ReadonlyMap<string, string>): string | undefined => (event === undefined ? undefined : intents.get(event));

function endedOf({ seen }: Episode): readonly Ended[] {
  const ended: Ended[] = [];
  for (const { item, thread } of seen) {
    if (item.kind !== 'happened' || item.told?.type !== 'contact.ended') continue;
    const { told, at } = item;
    const channel = told.channel ?? thread?.contacts.findLast((contact) => contact.at <= at)?.channel ?? thread?.about.channel;
    ended.push({ at, thread, channel, intent: told.intent ?? thread?.about.intent, told });
  }
  return ended;
}

/** Asks whether the customer came back with an intent in a contact that began after a moment and before another. */
export const cameBack = (contacts: readonly IntentContact[] | undefined, after: number, before: number): boolean =>
  contacts?.some(({ at }) => at > after && at < before) ?? false;

/** Asks whether the customer was heard with an intent on another channel than one after a moment and before another, in whatever contact. */
export const cameElsewhere = (contacts: readonly IntentContact[] | undefined, channel: string | undefined, { after, before }: { readonly after: number; readonly before: number }): boolean =>
  channel !== undefined && (contacts?.some(({ heard }) => heard.some((one) => one.channel !== channel && one.at > after && one.at < before)) ?? false);
