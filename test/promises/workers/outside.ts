import { hash } from 'node:crypto';
import type { Found } from './fault.js';
import type { Member } from './fleet.js';
import type { Called } from './wire.js';

/** What a worker may have in hand when it dies: a message, an activity, or a delay that it is to end. */
export type Kind = Called['did'] | 'delay';
/** The phones and the scales: they live on when workers die, and remember every call. */
export interface Outside {
  hear(member: Member, n: number, called: Called): void;
  /** this one was handed delays to end */
  ends(member: Member, delays: readonly string[]): void;
  /** Nothing this one asks is answered any more and no delay comes to its end, so that it has much in hand. */
  hold(member: Member): void;
  /** how many messages or activities of this one wait for their answer, or how many delays it was handed since they are held */
  inHand(member: Member, kind?: Kind): number;
  /** what dead ones had in hand, and waits for its heirs: the keys of effects, and delays by lane, id and the time they are due */
  readonly orphans: readonly string[];
  /** Nobody owes these any more: where the dead one had lost its lease before, its heir had done them by then. */
  settled(keys: readonly string[]): void;
  died(member: Member): void;
  /** every call that was taken, by key, in the order of the first time */
  readonly taken: ReadonlyMap<string, Called>;
  /** Asks whether anything that a dead one had in hand waits too long for its heir; says so once. */
  isLate(): boolean;
  readonly figures: { calls: number; /** calls for what had been taken before */ again: number; /** longest wait for an heir, ms */ longestMs: number; readonly takenOver: Record<Kind, number> };
}
/** What came under one key. */
interface Known { readonly bytes: string; taken: boolean }

/** the longest the outside takes to answer, milliseconds */
const slowestMs = 12;
/** one in so many messages is not taken at its first try */
const busyEvery = 10;

/** `takeOverMs`: so long anything that a dead worker had in hand may wait for its heir. */
export function createOutside(found: Found, takeOverMs: number): Outside {
  const known = new Map<string, Known>();
  const taken = new Map<string, Called>();
  const unanswered = new Map<Member, Map<number, Called>>();
  const delays = new Map<Member, Set<string>>();
  const orphans = new Map<string, { readonly kind: Kind; readonly since: number }>();
  const held = new Set<Member>();
  const figures = { calls: 0, again: 0, longestMs: 0, takenOver: { send: 0, weigh: 0, delay: 0 } };
  const late = (key: string, kind: Kind, ms: number): void => found('the work of the dead was taken over too late', `${kind} ${key} waited ${Math.round(ms)} ms for its heir`);
  const inherit = (key: string): void => {
    const orphan = orphans.get(key);
    if (orphan === undefined || !orphans.delete(key)) return;
    figures.takenOver[orphan.kind] += 1;
    const waitedMs = performance.now() - orphan.since;
    figures.longestMs = Math.max(figures.longestMs, waitedMs);
    if (waitedMs > takeOverMs) late(key, orphan.kind, waitedMs);
  };
  const note = ({ key, ...rest }: Called): { readonly isFirst: boolean; readonly entry: Known } => {
    const bytes = JSON.stringify(rest);
    const before = known.get(key);
    if (before === undefined) {
      const entry = { bytes, taken: false };
      known.set(key, entry);
      return { isFirst: true, entry };
    }
    if (before.bytes !== bytes) found('an effect came again with other bytes', `${key}: ${before.bytes} and then ${bytes}`);
    if (before.taken) figures.again += 1;
    return { isFirst: false, entry: before };
  };
  return {
    taken, figures,
    hear(member, n, called) {
      figures.calls += 1;
      if (member.diedAt === undefined) inherit(called.key);
      const { isFirst, entry } = note(called);
      const answer = answerTo(called, isFirst);
      const mine = unanswered.get(member) ?? new Map<number, Called>();
      unanswered.set(member, mine.set(n, called));
      if (answer !== null && !entry.taken) taken.set(called.key, called);
      entry.taken ||= answer !== null;
      setTimeout(() => {
        if (held.has(member) || member.diedAt !== undefined || !mine.delete(n)) return;
        member.say({ type: 'answer', n, answer });
      }, Math.random() * slowestMs);
    },
    ends(member, handed) {
      if (member.diedAt === undefined) for (const delay of handed) inherit(delay);
      const mine = delays.get(member) ?? new Set();
      for (const delay of handed) mine.add(delay);
      delays.set(member, mine);
    },
    hold(member) {
      held.add(member);
      // what it was handed before comes to its end
      delays.delete(member);
      member.say({ type: 'hold-delays' });
    },
    inHand: (member, kind = 'send') => (kind === 'delay' ? delays.get(member)?.size ?? 0 : [...unanswered.get(member)?.values() ?? []].filter(({ did }) => did === kind).length),
    get orphans() { return [...orphans.keys()]; },
    settled(keys) { for (const key of keys) orphans.delete(key); },
    isLate() {
      const [oldest] = [...orphans].toSorted(([, one], [, other]) => one.since - other.since);
      if (oldest === undefined || performance.now() - oldest[1].since <= takeOverMs) return false;
      late(oldest[0], oldest[1].kind, performance.now() - oldest[1].since);
      orphans.clear();
      return true;
    },
    died(member) {
      const mine = unanswered.get(member) ?? new Map<number, Called>();
      const since = member.diedAt ?? performance.now();
      for (const { did, key } of mine.values()) orphans.set(key, { kind: did, since });
      for (const delay of delays.get(member) ?? []) orphans.set(delay, { kind: 'delay', since });
      mine.clear();
      delays.delete(member);
      unanswered.delete(member);
      held.delete(member);
    },
  };
}

/** The same at every retry, but that a phone may be busy at first: then it has taken nothing. */
function answerTo({ did, key }: Called, isFirst: boolean): string | null {
  if (did === 'weigh') return '100';
  const named = hash('sha256', key).slice(0, 16);
  return isFirst && Number.parseInt(named.slice(0, 4), 16) % busyEvery === 0 ? null : `m-${named}`;
}
