import { isDeepStrictEqual } from 'node:util';
import type { Receipt } from 'throughline';
import type { Fault } from './fault.js';
import type { Life } from './lives.js';
import type { FromHost, ToHost } from './wire.js';

/** Something that is told to the host until it is acknowledged. */
export interface Letter {
  /** `source id`, as the log has it */
  readonly name: string;
  readonly sender: string;
  readonly said: Extract<ToHost, { readonly n: number }>;
  /** the file that the last process left has it, or it was acknowledged before: then the only right answer is `duplicate` */
  kept: boolean;
  times: number;
  receipt?: Receipt;
}
export interface Post {
  /** Tells it until it is acknowledged; answers the receipt, of a repetition the first one's. */
  send(letter: Pick<Letter, 'name' | 'sender'> & { readonly say: (n: number) => Letter['said']; readonly kept?: boolean }): Promise<Receipt | undefined>;
  /** the host listens: what was not acknowledged goes again */
  connect(life: Life): void;
  disconnect(): void;
  taken(said: Extract<FromHost, { type: 'taken' }>): void;
  /** told, and not acknowledged */
  readonly open: Iterable<Letter>;
  /** what was acknowledged, in that order; `again`: as a repetition */
  readonly acknowledged: readonly { readonly name: string; readonly again: boolean }[];
  readonly figures: { resent: number; duplicates: number };
}

/** after which who was told that the host is busy tells it again, milliseconds */
const busyMs = 50;

interface Waiting extends Letter { readonly settle: (receipt: Receipt | undefined) => void }

/** Everybody who tells the host something: all at once while it lives; after a death one by one, as who cares for the order does. */
export function createPost(found: (fault: Fault) => void): Post {
  const waiting = new Map<number, Waiting>();
  const acknowledged: { readonly name: string; readonly again: boolean }[] = [];
  const careful = new Set<string>();
  const figures = { resent: 0, duplicates: 0 };
  let life: Life | undefined;
  let count = 0;
  const of = (sender: string): readonly Waiting[] => [...waiting.values()].filter((letter) => letter.sender === sender);
  const go = (letter: Letter): void => {
    if (letter.times > 0) figures.resent += 1;
    letter.times += 1;
    life?.say(letter.said);
  };
  const next = (sender: string): void => {
    const [head] = of(sender);
    if (head === undefined) careful.delete(sender);
    else if (careful.has(sender)) go(head);
  };
  return {
    figures, acknowledged,
    get open() { return waiting.values(); },
    send: ({ name, sender, say, kept = false }) => new Promise((settle) => {
      count += 1;
      const letter: Waiting = { name, sender, said: say(count), kept, times: 0, settle };
      waiting.set(count, letter);
      if (life !== undefined && !careful.has(sender)) go(letter);
    }),
    connect(next) {
      life = next;
      for (const sender of new Set([...waiting.values()].map((letter) => letter.sender))) {
        careful.add(sender);
        const [head] = of(sender);
        if (head !== undefined) go(head);
      }
    },
    disconnect() { life = undefined; },
    taken({ n, receipt, error }) {
      const letter = waiting.get(n);
      if (letter === undefined) return;
      if (error === 'Busy') return void setTimeout(() => { if (waiting.has(n)) life?.say(letter.said); }, busyMs);
      waiting.delete(n);
      if (receipt?.status === 'duplicate' && letter.times > 1) figures.duplicates += 1;
      const fault = error === undefined ? faultIn(letter, receipt) : { kind: 'an event was answered wrongly', what: `${letter.name}: ${error}` } as const;
      if (fault !== undefined) found(fault);
      acknowledged.push({ name: letter.name, again: receipt?.status === 'duplicate' });
      letter.settle(receipt?.status === 'duplicate' ? receipt.first : receipt);
      next(letter.sender);
    },
  };
}

/** A provider's receipt is answered by nothing but that it was taken. */
function faultIn({ name, kept, said }: Letter, receipt: Receipt | undefined): Fault | undefined {
  if (said.type !== 'told') return undefined;
  switch (receipt?.status) {
    case 'duplicate': return kept ? undefined : { kind: 'a new event was taken for a repetition', what: name };
    case 'handled': case 'deferred': case 'ignored': return kept ? { kind: 'an event took effect twice', what: `${name} was kept, and ${receipt.status} when it came again` } : undefined;
    default: return { kind: 'an event was answered wrongly', what: `${name}: ${receipt?.status}` };
  }
}

/** Asks whether a repetition was answered as the first was. */
export const isSameAnswer = (first: Receipt | undefined, again: Receipt | undefined): boolean => isDeepStrictEqual(first, again);
