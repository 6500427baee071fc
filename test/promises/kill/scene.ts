import type { Receipt } from 'throughline';
import { isSameAnswer, type Post } from './post.js';
import type { Fault } from './fault.js';
import type { Time } from './time.js';
import type { Town } from './town.js';
import type { Called, Told } from './wire.js';

type Who = Told['who'];
/** One customer's part of the world: who tells the host something about them, and what they get. */
export interface Scene {
  readonly n: number;
  /** `visitor:...` on the page, the phone, the mailbox */
  readonly visitor: string;
  readonly phone: string;
  readonly email: string;
  /** Each source counts its own events, so that the ids of two sources are often the same. */
  tells(source: Source, type: string, data: object, who?: Who): Promise<Receipt | undefined>;
  /** Tells the source's last event again; it must be answered as it was. */
  repeats(source: Source): Promise<void>;
  /** waits until the customer has got the n-th message with these words */
  hears(words: string, nth?: number): Promise<Called>;
  /** waits until the SMS has come, and its provider has told so */
  reads(words: string): Promise<void>;
  /** waits until a person was called for the n-th time */
  called(nth?: number): Promise<unknown>;
  /** waits until the CRM was told so */
  noted(did: string): Promise<unknown>;
  /** waits until it is later, so that who comes now is known later than who came before */
  later(): Promise<void>;
  /** the shop takes its time with this order until the answer is called */
  hold(orderNumber: string): () => void;
}
export type Source = 'page' | 'desk' | 'shop' | 'line';
interface Around { readonly post: Post; readonly time: Time; readonly town: Town; readonly found: (fault: Fault) => void; readonly patienceMs: number }
interface Last { readonly told: Told; readonly receipt: Receipt | undefined }

const channels: { readonly [S in Source]?: string } = { page: 'webchat', line: 'phone' };

/** Sets the scene for the n-th customer. */
export function setScene({ post, time, town, found, patienceMs }: Around, n: number): Scene {
  const customers = new Set<string>();
  const counts = new Map<Source, number>();
  const last = new Map<Source, Last>();
  const visitor = `visitor:v${n}`;
  const send = async (told: Told, kept = false): Promise<Receipt | undefined> => {
    const { source, id } = told;
    const receipt = await post.send({ name: `${source} ${id}`, sender: `${source} ${n}`, say: (letter) => ({ type: 'told', n: letter, told }), kept });
    if (receipt?.customer !== undefined) customers.add(receipt.customer);
    return receipt;
  };
  const got = (what: string, meant: (called: Called) => boolean, nth = 1): Promise<Called> =>
    inTime(town.delivered({ of: () => [...customers], meant, nth }), patienceMs, () => `customer ${n} for ${what}, and got ${town.gotBy([...customers]).join(' | ')}`);
  const hears = (words: string, nth?: number): Promise<Called> => got(`'${words}'`, ({ did, what }) => did === 'send' && 'text' in what && String(what.text).includes(words), nth);
  return {
    n, hears, visitor, phone: `phone:+4477009${String(n).padStart(5, '0')}`, email: `email:c${n}@example.org`,
    async tells(source, type, data, who = [visitor]) {
      const count = (counts.get(source) ?? 0) + 1;
      counts.set(source, count);
      const channel = channels[source];
      const told: Told = { source, id: `${n}-${count}`, type, data, who, ...(channel !== undefined && { via: { channel } }) };
      const receipt = await inTime(send(told), patienceMs, () => `customer ${n} for the answer to ${source} ${told.id} ${type}`);
      last.set(source, { told, receipt });
      return receipt;
    },
    async repeats(source) {
      const before = last.get(source);
      if (before === undefined || isSameAnswer(before.receipt, await send(before.told, true))) return;
      found({ kind: 'an event was answered wrongly', what: `${source} ${before.told.id}: the repetition was answered otherwise than the first` });
    },
    async reads(words) {
      const { key } = await hears(words);
      await inTime(town.receipt(key), patienceMs, () => `customer ${n} for the receipt of '${words}'`);
    },
    called: (nth) => got('a person', ({ did }) => did === 'handoff', nth),
    noted: (wanted) => got(`the CRM's ${wanted}`, ({ did }) => did === wanted),
    later: time.later,
    hold: town.hold,
  };
}

async function inTime<T>(work: Promise<T>, ms: number, what: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => { timer = setTimeout(() => reject(new WaitedInVain(what())), ms); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

export class WaitedInVain extends Error {}
