import { hash } from 'node:crypto';
import type { Fault } from './fault.js';
import type { Life } from './lives.js';
import type { Called } from './wire.js';

/** What came under one key. */
interface Known { readonly bytes: string; /** the host's life in which it came last */ readonly last: Life }
export interface Town {
  hear(life: Life, n: number, called: Called): void;
  /** Resolves with the n-th call for one of these customers that is meant and was taken. */
  delivered(wanted: Wanted): Promise<Called>;
  /** All that these customers got, in words. */
  gotBy(customers: readonly string[]): readonly string[];
  /** The shop answers nothing about this order until the answer is called. */
  hold(orderNumber: string): () => void;
  /** every call that was taken, by key, in the order of the first time */
  readonly taken: ReadonlyMap<string, Called>;
  /** Resolves when the provider's receipt for this SMS has been taken. */
  receipt(key: string): Promise<unknown>;
  readonly figures: { calls: number; /** effects that came in one life and again in another */ again: number };
}
export interface Wanted { readonly of: () => readonly string[]; readonly meant: (called: Called) => boolean; readonly nth?: number }
interface Surroundings { readonly found: (fault: Fault) => void; /** an SMS is on its phone: its provider says so */ readonly arrived: (providerId: string) => Promise<unknown> }

/** Phones, mailboxes, the shop, the desk and the CRM: they live on when the host dies, and remember every call. */
export function createTown({ found, arrived }: Surroundings): Town {
  const known = new Map<string, Known>();
  const taken = new Map<string, Called>();
  const receipts = new Map<string, Promise<unknown>>();
  const held = new Map<string, (() => void)[]>();
  const figures = { calls: 0, again: 0 };
  const waiters = new Set<{ readonly wanted: Wanted; readonly resolve: (called: Called) => void }>();
  const look = (): void => {
    for (const waiter of waiters) {
      const called = lookFor(taken, waiter.wanted);
      if (called === undefined) continue;
      waiters.delete(waiter);
      waiter.resolve(called);
    }
  };
  const note = (life: Life, called: Called): boolean => {
    const { key, ...rest } = called;
    const bytes = JSON.stringify(rest);
    const before = known.get(key);
    known.set(key, { bytes, last: life });
    if (before === undefined) return true;
    if (before.bytes !== bytes) found({ kind: 'an effect came again with other bytes', what: `${key}: ${before.bytes} and then ${bytes}` });
    if (before.last !== life) figures.again += 1;
    return false;
  };
  return {
    taken, figures,
    hear(life, n, called) {
      figures.calls += 1;
      const answer = answerTo(called, note(life, called));
      const go = (): void => life.say({ type: 'answer', n, answer });
      const waiting = held.get(orderIn(called));
      if (waiting !== undefined) waiting.push(go);
      else setTimeout(go, Math.random() * slowestMs);
      if (answer === noTime || taken.has(called.key)) return;
      taken.set(called.key, called);
      if (called.by === 'sms') receipts.set(called.key, arrived(String(answer)));
      look();
    },
    delivered: (wanted) => new Promise((resolve) => {
      waiters.add({ wanted, resolve });
      look();
    }),
    gotBy: (customers) => [...taken.values()].filter(({ key }) => customers.includes(customerIn(key))).map(({ did, what }) => ('text' in what ? String(what.text) : did)),
    receipt: async (key) => receipts.get(key),
    hold(orderNumber) {
      held.set(orderNumber, []);
      return () => {
        for (const go of held.get(orderNumber) ?? []) go();
        held.delete(orderNumber);
      };
    },
  };
}

/** the longest the outside takes to answer, milliseconds */
const slowestMs = 12;
/** one in so many messages is not taken at its first try */
const busyEvery = 3;
const noTime = null;

function lookFor(taken: ReadonlyMap<string, Called>, { of, meant, nth = 1 }: Wanted): Called | undefined {
  const customers = of();
  let left = nth;
  for (const called of taken.values()) {
    if (customers.includes(customerIn(called.key)) && meant(called) && (left -= 1) === 0) return called;
  }
  return undefined;
}

/** The customer whose effect this is: the one its run began with. */
export const customerIn = (key: string): string => key.split('/')[1] ?? '';
const orderIn = ({ what }: Called): string => ('orderNumber' in what ? String(what.orderNumber) : '');
const named = (key: string): string => hash('sha256', key).slice(0, 16);

/** The same at every retry, but that a provider may have no time at first: then it has taken nothing. */
function answerTo({ by, key, what }: Called, isFirst: boolean): unknown {
  if (by === 'shop') return 'orderNumber' in what && String(what.orderNumber).startsWith('A') ? 'stuck' : 'on its way';
  if (by === 'crm' || by === 'desk') return 'done';
  return isFirst && Number.parseInt(named(key).slice(0, 4), 16) % busyEvery === 0 ? noTime : `m-${named(key)}`;
}
