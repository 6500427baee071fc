import { days, hours, minutes } from '../../src/model/duration.js';
import type { LogItem } from '../../src/insight/log/log-item.js';
import type { ServiceEvent } from '../../src/insight/log/service-event.js';

/** What a definition counts; a time is its number and its sum. */
export interface Counted { readonly n: number; readonly hits?: number; readonly pending?: number; readonly sum?: number; readonly unanswered?: number }

type Told<T extends ServiceEvent['type']> = Extract<ServiceEvent, { readonly type: T }>;
export const toldOf = <T extends ServiceEvent['type']>(items: readonly LogItem[], type: T): readonly { readonly customer: string; readonly at: number; readonly position: number; readonly told: Told<T> }[] =>
  items.flatMap(({ customer, at, position, ...item }) => (item.kind === 'happened' && item.told?.type === type ? [{ customer, at, position, told: item.told as Told<T> }] : []));
export const isBefore = (one: { at: number; position: number }, other: { at: number; position: number }): boolean => one.at < other.at || (one.at === other.at && one.position < other.position);
export const countIf = <P>(all: readonly P[], is: (one: P) => boolean): number => all.filter(is).length;
export const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);
export const contactsIn = (items: readonly LogItem[]): readonly Extract<LogItem, { thread: string }>[] => items.filter((item) => 'thread' in item);

/** For each message of a customer before which nothing waited: the first message to them after it in that conversation that is more than an acknowledgement. */
export function waits(items: readonly LogItem[], now: number): { readonly first: Counted; readonly next: Counted } {
  const every = contactsIn(items);
  const contacts = every.filter(({ acknowledgement }) => acknowledgement !== true);
  const all = contacts.flatMap((heard) => {
    const before = contacts.filter((one) => one.thread === heard.thread && isBefore(one, heard));
    if (heard.kind !== 'heard' || before.at(-1)?.kind === 'heard') return [];
    const answer = contacts.find((one) => one.kind === 'said' && one.thread === heard.thread && isBefore(heard, one));
    const lastAt = Math.max(...every.filter(({ thread }) => thread === heard.thread).map(({ at }) => at));
    return [{ isFirst: !before.some(({ kind }) => kind === 'heard'), ms: answer === undefined ? undefined : answer.at - heard.at, isOver: now > lastAt + hours(72) }];
  });
  const of = (some: typeof all): Counted => ({
    n: countIf(some, ({ ms }) => ms !== undefined), sum: sum(some.map(({ ms }) => ms ?? 0)),
    pending: countIf(some, ({ ms, isOver }) => ms === undefined && !isOver), unanswered: countIf(some, ({ ms, isOver }) => ms === undefined && isOver),
  });
  return { first: of(all.filter(({ isFirst }) => isFirst)), next: of(all.filter(({ isFirst }) => !isFirst)) };
}

export interface IntentContact { readonly customer: string; readonly intent: string; readonly at: number; readonly endAt: number }

/** Each time a customer was heard, with what they wanted by its own reading or that of the conversation. */
function heardWithIntent(items: readonly LogItem[]): readonly { readonly customer: string; readonly intent: string; readonly at: number; readonly channel: string }[] {
  const contacts = contactsIn(items);
  const read = (one: Extract<LogItem, { thread: string }>): string | undefined => items.flatMap((item) => (item.kind === 'happened' && item.event === one.event && item.customer === one.customer ? [item.intent] : []))[0];
  const intentOf = (one: Extract<LogItem, { thread: string }>): string | undefined => read(one) ?? contacts.filter(({ thread, kind }) => thread === one.thread && kind === 'heard').map(read).find((intent) => intent !== undefined);
  return contacts.flatMap((one) => (one.kind === 'heard' && intentOf(one) !== undefined ? [{ customer: one.customer, intent: intentOf(one) ?? '', at: one.at, channel: one.channel }] : []));
}

/** Contacts by customer and intent: heard messages no further apart than an hour. */
export function intentContacts(items: readonly LogItem[]): readonly IntentContact[] {
  const heard = heardWithIntent(items);
  const same = (one: { customer: string; intent: string }, other: { customer: string; intent: string }): boolean => one.customer === other.customer && one.intent === other.intent;
  const begins = heard.filter((one, index) => !heard.slice(0, index).some((before) => same(one, before) && one.at - before.at <= hours(1)));
  return begins.map((one) => {
    const next = Math.min(...begins.filter((other) => same(one, other) && other.at > one.at).map(({ at }) => at));
    return { ...one, endAt: Math.max(...heard.filter((other) => same(one, other) && other.at < next).map(({ at }) => at)) };
  });
}

export const sameMatter = (one: IntentContact) => (other: IntentContact): boolean => other.customer === one.customer && other.intent === one.intent;

/** Issues begin with a contact before which there was a week of silence; solved at once are those without a contact in the week behind their first. */
export function firstContactResolution(items: readonly LogItem[], now: number): { readonly fcr: Counted; readonly repeats: Counted } {
  const contacts = intentContacts(items);
  const isRepeat = (one: IntentContact): boolean => contacts.filter(sameMatter(one)).some((before) => before.at < one.at && one.at < before.endAt + days(7));
  const isRepeated = (one: IntentContact): boolean => contacts.filter(sameMatter(one)).some((later) => later.at > one.at && later.at < one.endAt + days(7));
  const issues = contacts.filter((one) => !isRepeat(one));
  const old = issues.filter(({ endAt }) => now >= endAt + days(7));
  return {
    fcr: { n: old.length, hits: countIf(old, (one) => !isRepeated(one)), pending: issues.length - old.length },
    repeats: { n: contacts.length, hits: countIf(contacts, isRepeat) },
  };
}

/** Resolved, and not taken back in the week behind. */
export function resolutions(items: readonly LogItem[], now: number): Counted {
  const ended = toldOf(items, 'contact.ended');
  const old = ended.filter(({ at }) => now >= at + days(7));
  return { n: old.length, hits: countIf(old, (one) => one.told.outcome === 'resolved' && !isTakenBack(items, one)), pending: ended.length - old.length };
}

/** In the week behind a contact about the same began, or they were heard about it on another channel, or another contact about it ended: on another channel, or more than an hour later. */
export function isTakenBack(items: readonly LogItem[], one: { customer: string; at: number; position: number }): boolean {
  const intent = intentOfThread(items, one);
  if (intent === undefined) return false;
  const inTime = (other: { customer: string; at: number }): boolean => other.customer === one.customer && other.at < one.at + days(7);
  const channel = channelAt(items, one);
  return intentContacts(items).some((other) => other.intent === intent && inTime(other) && other.at > one.at)
    || heardWithIntent(items).some((heard) => heard.intent === intent && inTime(heard) && heard.at > one.at && channel !== undefined && heard.channel !== channel)
    || toldOf(items, 'contact.ended').some((other) => isBefore(one, other) && inTime(other) && intentOfThread(items, other) === intent && (channelAt(items, other) !== channel || other.at - one.at > hours(1)));
}

/** Where the last contact of its conversation was by then. */
const channelAt = (items: readonly LogItem[], place: { customer: string; at: number; position: number }): string | undefined =>
  contactsIn(items).findLast((one) => one.thread === threadAt(items, place) && one.at <= place.at)?.channel;

/** The first intent of the conversation that the customer's last contact before belongs to, if it is not older than three days. */
export function intentOfThread(items: readonly LogItem[], place: { customer: string; at: number; position: number }): string | undefined {
  const thread = threadAt(items, place);
  return contactsIn(items).filter((one) => one.thread === thread).flatMap((one) => items.flatMap((item) => (item.kind === 'happened' && item.event !== undefined && item.event === one.event ? [item.intent] : []))).find((intent) => intent !== undefined);
}

export function threadAt(items: readonly LogItem[], place: { customer: string; at: number; position: number }): string | undefined {
  const last = contactsIn(items).filter((one) => one.customer === place.customer && isBefore(one, place)).at(-1);
  return last !== undefined && place.at - last.at <= hours(72) ? last.thread : undefined;
}

/** Conversations that a journey spoke in; contained are those in which nobody waited for a person or was taken or handed on by one. */
export function containment(items: readonly LogItem[], now: number): Counted {
  const contacts = contactsIn(items);
  const threads = [...new Set(contacts.map(({ thread }) => thread))].filter((thread) => (['heard', 'said'] as const).every((kind) => contacts.some((one) => one.thread === thread && one.kind === kind)));
  const persons = [...toldOf(items, 'work.queued'), ...toldOf(items, 'work.answered'), ...toldOf(items, 'contact.ended').filter(({ told }) => told.outcome === 'handed-off')].map((one) => threadAt(items, one));
  const isOver = (thread: string): boolean => now > Math.max(...contacts.filter((one) => one.thread === thread).map(({ at }) => at)) + hours(72);
  const over = threads.filter(isOver);
  return { n: over.length, hits: countIf(over, (thread) => !persons.includes(thread)), pending: threads.length - over.length };
}

/** Views of help that lie in no earlier view's day begin one of their own; deflected is whoever is not heard in it. */
export function deflection(items: readonly LogItem[], now: number): Counted {
  const visits: { customer: string; at: number }[] = [];
  for (const one of items.filter(({ kind }) => kind === 'viewed')) if (!visits.some(({ customer, at }) => customer === one.customer && one.at <= at + hours(24))) visits.push(one);
  const old = visits.filter(({ at }) => now > at + hours(24));
  const isHeard = ({ customer, at }: { customer: string; at: number }): boolean => items.some((one) => one.kind === 'heard' && one.customer === customer && one.at >= at && one.at <= at + hours(24));
  return { n: old.length, hits: countIf(old, (one) => !isHeard(one)), pending: visits.length - old.length };
}

/** Switches twice, transfers twice, repeats three times, proofs and whole minutes in a queue once, coming back four times, messages beyond six once. */
export function effort(items: readonly LogItem[], now: number): Counted {
  const contacts = contactsIn(items);
  const threads = [...new Set(contacts.filter(({ kind }) => kind === 'heard').map(({ thread }) => thread))];
  const over = threads.filter((thread) => now > Math.max(...contacts.filter((one) => one.thread === thread).map(({ at }) => at)) + hours(72));
  const toldIn = <T extends ServiceEvent['type']>(thread: string, type: T): readonly { readonly at: number; readonly told: Told<T> }[] => toldOf(items, type).filter((one) => threadAt(items, one) === thread);
  const all = intentContacts(items);
  const scores = over.map((thread) => {
    const heard = contacts.filter((one) => one.thread === thread && one.kind === 'heard');
    const starts = all.filter((one) => heard.some((first) => first.at === one.at && first.customer === one.customer));
    const returns = countIf(starts, (one) => all.filter(sameMatter(one)).some((before) => before.at < one.at && one.at < before.endAt + days(7)));
    const efforts = toldIn(thread, 'effort.noted');
    return 2 * countIf(heard, (one) => heard[heard.indexOf(one) - 1] !== undefined && heard[heard.indexOf(one) - 1]?.channel !== one.channel) + 2 * toldIn(thread, 'work.transferred').length
      + 3 * countIf(efforts, ({ told }) => told.what === 'repeat') + countIf(efforts, ({ told }) => told.what === 'authentication') + queueMinutes(items, thread) + 4 * returns + Math.max(0, heard.length - 6);
  });
  return { n: over.length, sum: sum(scores), pending: threads.length - over.length };
}

/** From when an item is first queued, for the first time or again, to when it is answered, given up, to be called back or gone elsewhere. */
function queueMinutes(items: readonly LogItem[], thread: string): number {
  const inThread = (type: 'work.queued' | 'work.answered' | 'work.abandoned' | 'work.callback-asked' | 'work.flowed-out'): readonly { readonly at: number; readonly position: number; readonly told: { readonly item: string } }[] => toldOf(items, type).filter((one) => threadAt(items, one) === thread);
  const ends = [...inThread('work.answered'), ...inThread('work.abandoned'), ...inThread('work.callback-asked'), ...inThread('work.flowed-out')];
  return Math.floor(sum(ends.map((end) => {
    const ended = ends.filter((one) => one.told.item === end.told.item && isBefore(one, end));
    const waits = inThread('work.queued').filter((one) => one.told.item === end.told.item && isBefore(one, end) && ended.every((before) => isBefore(before, one)));
    return end.at - (waits.toSorted((one, other) => (isBefore(one, other) ? -1 : 1))[0] ?? end).at;
  })) / minutes(1));
}

/** First answers of each asking that are whole numbers of their scale. */
export function ratings(items: readonly LogItem[], kind: 'csat' | 'nps' | 'ces'): { readonly n: number; readonly refused: number } {
  const [least, most] = { csat: [1, 5], nps: [0, 10], ces: [1, 7] }[kind] as [number, number];
  const answers = toldOf(items, 'survey.answered');
  const isFirst = (one: (typeof answers)[number]): boolean => !answers.some((other) => other.customer === one.customer && other.told.survey === one.told.survey && isBefore(other, one) && areTogether(items, other, one));
  const mine = answers.filter(({ told }) => told.kind === kind);
  const good = countIf(mine, (one) => isFirst(one) && one.told.rating >= least && one.told.rating <= most);
  return { n: good, refused: mine.length - good };
}

/** Things between which nobody was silent for longer than the longest window. */
export function areTogether(items: readonly LogItem[], one: { customer: string; at: number }, other: { at: number }): boolean {
  const moments = items.filter(({ customer, at }) => customer === one.customer && at >= one.at && at <= other.at).map(({ at }) => at);
  return moments.every((at, index) => index === 0 || at - (moments[index - 1] ?? at) <= days(7));
}

/** Each item that was told of: offered once, and what became of it first. */
export function queue(items: readonly LogItem[]): Readonly<Record<'queued' | 'answered' | 'abandoned' | 'flowed-out' | 'waiting', number>> {
  const told = [...toldOf(items, 'work.queued'), ...toldOf(items, 'work.answered'), ...toldOf(items, 'work.abandoned'), ...toldOf(items, 'work.flowed-out')].toSorted((one, other) => (isBefore(one, other) ? -1 : 1));
  const begins = told.filter((one) => !told.some((before) => before.customer === one.customer && before.told.item === one.told.item && isBefore(before, one) && areTogether(items, before, one)));
  const ends = begins.map((begin) => told.find((one) => one.customer === begin.customer && one.told.item === begin.told.item && one.told.type !== 'work.queued' && areTogether(items, begin, one) && !isBefore(one, begin))?.told.type);
  const of = (type: string | undefined): number => countIf(ends, (one) => one === type);
  return { queued: begins.length, answered: of('work.answered'), abandoned: of('work.abandoned'), 'flowed-out': of('work.flowed-out'), waiting: of(undefined) };
}
