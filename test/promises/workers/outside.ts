import { hash } from 'node:crypto';
import type { Found } from './fault.js';
import type { Member } from './fleet.js';
import type { Called } from './wire.js';

/** The phones and the scales: they live on when workers die, and remember every call. */
export interface Outside {
  hear(member: Member, n: number, called: Called): void;
  /** Nothing this one asks is answered any more, so that it has much in hand. */
  hold(member: Member): void;
  /** how many messages of this one wait for their answer */
  inHand(member: Member): number;
  /** keys of the messages of dead ones that wait for their heirs */
  readonly orphans: readonly string[];
  /** Nobody owes these any more: where the dead one had lost its lease before, its heir had done them by then. */
  settled(keys: readonly string[]): void;
  died(member: Member): void;
  /** every call that was taken, by key, in the order of the first time */
  readonly taken: ReadonlyMap<string, Called>;
  /** Asks whether a message that a dead one had in hand waits too long for its heir; says so once. */
  isLate(): boolean;
  readonly figures: { calls: number; /** calls for what had been taken before */ again: number; /** longest wait for the heir of a message, ms */ longestMs: number; takenOver: number };
}
/** What came under one key. */
interface Known { readonly bytes: string; taken: boolean }

/** the longest the outside takes to answer, milliseconds */
const slowestMs = 12;
/** one in so many messages is not taken at its first try */
const busyEvery = 10;

/** `takeOverMs`: so long a message of a dead worker may wait for its heir. */
export function createOutside(found: Found, takeOverMs: number): Outside {
  const known = new Map<string, Known>();
  const taken = new Map<string, Called>();
  const unanswered = new Map<Member, Map<number, Called>>();
  const orphans = new Map<string, number>();
  const held = new Set<Member>();
  const figures = { calls: 0, again: 0, longestMs: 0, takenOver: 0 };
  const late = (key: string, ms: number): void => found('the work of the dead was taken over too late', `${key} waited ${Math.round(ms)} ms for its heir`);
  const inherit = (key: string): void => {
    const since = orphans.get(key);
    if (since === undefined || !orphans.delete(key)) return;
    figures.takenOver += 1;
    const waitedMs = performance.now() - since;
    figures.longestMs = Math.max(figures.longestMs, waitedMs);
    if (waitedMs > takeOverMs) late(key, waitedMs);
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
    hold: (member) => void held.add(member),
    inHand: (member) => [...unanswered.get(member)?.values() ?? []].filter(({ did }) => did === 'send').length,
    get orphans() { return [...orphans.keys()]; },
    settled(keys) { for (const key of keys) orphans.delete(key); },
    isLate() {
      const [oldest] = [...orphans].toSorted(([, one], [, other]) => one - other);
      if (oldest === undefined || performance.now() - oldest[1] <= takeOverMs) return false;
      late(oldest[0], performance.now() - oldest[1]);
      orphans.clear();
      return true;
    },
    died(member) {
      const mine = unanswered.get(member) ?? new Map<number, Called>();
      for (const { did, key } of mine.values()) if (did === 'send') orphans.set(key, member.diedAt ?? performance.now());
      mine.clear();
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
