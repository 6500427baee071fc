import { days, hours } from '../../src/model/duration.js';
import type { LogItem } from '../../src/insight/log/log-item.js';
import { areTogether, contactsIn, countIf, intentContacts, intentOfThread, isBefore, isTakenBack, sameMatter, sum, threadAt, toldOf, type Counted, type IntentContact } from './by-definition.js';

/** A message is engaged with if what comes next in its conversation is the customer, within three days. */
export function engagement(items: readonly LogItem[], now: number): Counted {
  const contacts = contactsIn(items);
  const messages = contacts.filter(({ kind }) => kind === 'said');
  const old = messages.filter(({ at }) => now > at + hours(72));
  const isAnswered = (message: (typeof messages)[number]): boolean => {
    const next = contacts.find((one) => one.thread === message.thread && isBefore(message, one));
    return next?.kind === 'heard' && next.at <= message.at + hours(72);
  };
  return { n: old.length, hits: countIf(old, isAnswered), pending: messages.length - old.length };
}

/** Of conversations in which the customer was heard: a journey spoke, no person had to, it was said to be resolved, and nobody came back for a week. */
export function automation(items: readonly LogItem[], now: number): Counted {
  const contacts = contactsIn(items);
  const threads = [...new Set(contacts.filter(({ kind }) => kind === 'heard').map(({ thread }) => thread))];
  const lastAt = (thread: string): number => Math.max(...contacts.filter((one) => one.thread === thread).map(({ at }) => at));
  const inThread = (thread: string) => (one: { customer: string; at: number; position: number }): boolean => threadAt(items, one) === thread;
  const ended = toldOf(items, 'contact.ended');
  const isAutomatic = (thread: string): boolean => contacts.some((one) => one.thread === thread && one.kind === 'said')
    && ![...toldOf(items, 'work.queued'), ...toldOf(items, 'work.answered'), ...ended.filter(({ told }) => told.outcome === 'handed-off')].some(inThread(thread))
    && ended.filter(({ told }) => told.outcome === 'resolved').some(inThread(thread)) && !comesBack(items, thread, lastAt(thread));
  const old = threads.filter((thread) => now > lastAt(thread) + days(7));
  return { n: old.length, hits: countIf(old, isAutomatic), pending: threads.length - old.length };
}

function comesBack(items: readonly LogItem[], thread: string, lastAt: number): boolean {
  const own = contactsIn(items).find((one) => one.thread === thread);
  const intent = own && intentOfThread(items, { ...own, position: own.position + 0.5 });
  return intentContacts(items).some((one) => one.customer === own?.customer && one.intent === intent && one.at > lastAt && one.at < lastAt + days(7));
}

/** What all endings cost whose week is over; what helped and was not taken back divides it. */
export function cost(items: readonly LogItem[], now: number): { readonly n: number; readonly part: number; readonly whole: number; readonly pending: number } {
  const ended = toldOf(items, 'contact.ended');
  const old = ended.filter(({ at }) => now >= at + days(7));
  const isHelped = (one: (typeof ended)[number]): boolean => one.told.outcome === 'resolved' && !isTakenBack(items, one);
  return { n: old.length, part: sum(old.map(({ told }) => told.cost ?? 0)), whole: countIf(old, isHelped), pending: ended.length - old.length };
}

interface Issue { readonly first: IntentContact; readonly last: IntentContact; readonly resolvedAt: readonly number[] }

/** An issue is a contact before which there was a week of silence, with all that came until the next such one, or until nobody had been heard or spoken to about anything for a week. */
function issuesOf(items: readonly LogItem[]): readonly Issue[] {
  const contacts = intentContacts(items);
  const isRepeat = (one: IntentContact): boolean => contacts.filter(sameMatter(one)).some((before) => before.at < one.at && one.at < before.endAt + days(7));
  const firsts = contacts.filter((one) => !isRepeat(one));
  return firsts.map((first) => {
    const next = Math.min(...firsts.filter(sameMatter(first)).filter(({ at }) => at > first.at).map(({ at }) => at));
    const own = contacts.filter(sameMatter(first)).filter(({ at }) => at >= first.at && at < next).toSorted((one, other) => one.at - other.at);
    const resolved = toldOf(items, 'contact.ended').filter((one) => one.customer === first.customer && one.told.outcome === 'resolved' && intentOfThread(items, one) === first.intent && one.at >= first.at && one.at < next && areTogether(items, first, one));
    return { first, last: own.at(-1) ?? first, resolvedAt: resolved.map(({ at }) => at) };
  });
}

/** From an issue's beginning to its last resolution, if no contact began behind that; known once a week has passed since anything. */
export function timeToResolution(items: readonly LogItem[], now: number): Counted {
  const judged = issuesOf(items).map(({ first, last, resolvedAt }) => {
    const end = resolvedAt.length === 0 ? undefined : Math.max(...resolvedAt);
    if (now < Math.max(last.endAt, end ?? 0) + days(7)) return 'pending';
    return end === undefined || last.at > end ? 'unanswered' : end - first.at;
  });
  const times = judged.filter((one) => typeof one === 'number');
  return { n: times.length, sum: sum(times), pending: countIf(judged, (one) => one === 'pending'), unanswered: countIf(judged, (one) => one === 'unanswered') };
}

/** From an issue's beginning to its first resolution, known as soon as that is. */
export function timeToFirstResolution(items: readonly LogItem[]): { readonly n: number; readonly sum: number } {
  const times = issuesOf(items).filter(({ resolvedAt }) => resolvedAt.length > 0).map(({ first, resolvedAt }) => Math.min(...resolvedAt) - first.at);
  return { n: times.length, sum: sum(times) };
}

/** Messages, and those that failed and of which nobody said that they arrived after all; what is told after a week without any sign of the customer is not heard. */
export function delivery(items: readonly LogItem[]): Counted {
  const messages = contactsIn(items).filter(({ kind }) => kind === 'said');
  const isTold = (message: (typeof messages)[number], kind: 'failed' | 'delivered'): boolean => items.some((one) => one.kind === kind && one.key === message.key && one.customer === message.customer && !isSilent(items, message, one));
  return { n: messages.length, hits: countIf(messages, (message) => isTold(message, 'failed') && !isTold(message, 'delivered')) };
}

function isSilent(items: readonly LogItem[], from: LogItem, until: LogItem): boolean {
  const between = items.filter((one) => one.customer === from.customer && !isBefore(one, from) && !isBefore(until, one));
  return between.some((one, index) => one.at - (between[index - 1]?.at ?? one.at) > days(7));
}

/** What a classifier said of each message, in thousandths. */
export function sentiment(items: readonly LogItem[]): Counted {
  const sounded = items.flatMap((item) => (item.kind === 'happened' && item.sentiment !== undefined ? [Math.round(item.sentiment * 1_000)] : []));
  return { n: sounded.length, sum: sum(sounded) };
}

/** As resolutions, of conversations that an agent had taken before they ended. */
export function agentResolution(items: readonly LogItem[], now: number): Counted {
  const answered = toldOf(items, 'work.answered');
  const ended = toldOf(items, 'contact.ended').map((one) => ({ ...one, thread: threadAt(items, one) }))
    .filter((one) => one.thread !== undefined && answered.some((taken) => taken.at <= one.at && threadAt(items, taken) === one.thread));
  const old = ended.filter(({ at }) => now >= at + days(7));
  const isHelped = (one: (typeof ended)[number]): boolean => one.told.outcome === 'resolved' && !isTakenBack(items, one);
  return { n: old.length, hits: countIf(old, isHelped), pending: ended.length - old.length };
}
