import type { WorkItem } from '../model/work-item.js';
import type { Inside } from '../orchestrator/inside.js';
import type { Clock } from '../ports/clock.js';
import type { Queue } from '../ports/queue.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import type { QueuePolicy } from '../routing/queue/queue-policy.js';
import { stepWork } from '../routing/queue/step-work.js';
import type { WorkEvent, WorkStep } from '../routing/queue/work-event.js';
import { createContactBook, type ContactBook } from './contact-book.js';
import { createContactStore, type ContactStore, type Kept } from './keep-contact.js';
import { readContact, readContacts } from './read-contacts.js';

/** Contacts in memory and where they are kept, the same on both sides. */
export interface ContactKeeper {
  readonly book: ContactBook;
  /** a contact with the tenant of its customer */
  keptOf(item: WorkItem): Kept;
  /** reads all that an earlier process left, and tells what it may not have told */
  takeUp(): Promise<void>;
  /** keeps a contact that is asked for; `undefined` where it was asked for before and is over */
  ask(kept: Kept, key: string): Promise<WorkItem | undefined>;
  /** remembers that a contact was asked for once more */
  askAgain(item: WorkItem, key: string): Promise<void>;
  /** makes a change at once in the book, then where it is kept; where somebody else changed the contact first it is read again, and `refused` says so. `asked`: the key of the asking that it comes of */
  apply(before: WorkItem, event: WorkEvent, asked?: string): Promise<WorkStep>;
  /** a contact once what was changed before is kept */
  settled(item: string): Promise<WorkItem | undefined>;
  /** once all changes are kept */
  idle(): Promise<void>;
}

export interface KeeperParts {
  readonly host: Orchestrator;
  readonly inside: Inside;
  readonly policyOf: (queue: string) => QueuePolicy;
  readonly queue: Queue;
  /** hears of each change at once, before anything else is decided, with the contact as it was before */
  readonly onChange: (step: WorkStep, before: WorkItem) => void;
  /** hears of it once it is kept */
  readonly onKept: (step: WorkStep) => void;
  /** has a router elsewhere let go of a contact; ends in time, however that goes */
  readonly letGo: (kept: Kept) => Promise<void>;
}

/** Makes a keeper of an empty book. */
export function createContactKeeper({ host, inside, policyOf, queue, onChange, onKept, letGo }: KeeperParts): ContactKeeper {
  const { clock } = inside.parts.runtime;
  const [held, store, inTurn] = [createHeld({ host, queue, clock }), createContactStore(inside), createTurns()];
  const { book, keptOf, take, readAgain } = held;
  const tell = createTell(store, letGo);
  const keep = async (before: WorkItem, step: WorkStep, asked: string | undefined): Promise<WorkStep> => {
    if (!(await store.change(keptOf(step.item), step.told, asked))) return { item: (await readAgain(before)) ?? before, told: [], refused: 'stale' };
    held.sent(step.item);
    onKept(step);
    await tell(keptOf(step.item), step.told);
    return step;
  };
  return {
    book, keptOf,
    takeUp: async () => {
      for await (const { told, ...kept } of readContacts(host)) {
        take(kept);
        // whether the router has let go is not known any more; nobody waits for it
        if (kept.item.takenBack === true) void inTurn.next(kept.item.id, () => tell(kept, [...told, { type: 'taken-back' }])).catch(() => {});
        else await store.tell(kept, told);
      }
    },
    ask: async (kept, key) => {
      held.note(kept);
      const item = (await store.ask(kept, key)) ? take(kept) : await readAgain(kept.item);
      if (item === undefined || item.turn > 0) return item;
      const told = [{ type: 'queued', queue: item.queue }] as const;
      onKept({ item, told });
      await store.tell(keptOf(item), told);
      return item;
    },
    askAgain: (item, key) => store.askAgain(keptOf(item), key),
    apply: (before, event, asked) => {
      const step = stepWork(policyOf(before.queue), before, event);
      if (step.item === before) return Promise.resolve(step);
      book.put(step.item, clock.now());
      onChange(step, before);
      return inTurn.next(before.id, () => orDropped(book, before.id, keep(before, step, asked)));
    },
    settled: (item) => inTurn.next(item, () => Promise.resolve(book.find(item))),
    idle: () => inTurn.idle(),
  };
}

interface Held {
  readonly book: ContactBook;
  keptOf(item: WorkItem): Kept;
  /** whose contact it is, and what goes along */
  note(kept: Kept): void;
  /** what went along is needed no more */
  sent(item: WorkItem): void;
  take(kept: Kept): WorkItem;
  /** as it is kept now; it leaves the book where it is over */
  readAgain(before: WorkItem): Promise<WorkItem | undefined>;
}

/** The book, the tenants of the customers in it, and what goes along to a router elsewhere. */
function createHeld({ host, queue, clock }: Pick<KeeperParts, 'host' | 'queue'> & { readonly clock: Clock }): Held {
  const [book, tenants, packets] = [createContactBook(queue), new Map<string, string>(), new Map<string, string>()];
  const keptOf = (item: WorkItem): Kept => {
    const packet = packets.get(item.id);
    return { tenant: tenants.get(item.id) ?? 'default', item, ...(packet !== undefined && { packet }) };
  };
  const note = ({ tenant, item, packet }: Kept): void => {
    tenants.set(item.id, tenant);
    if (packet !== undefined) packets.set(item.id, packet);
  };
  const take = (kept: Kept): WorkItem => {
    const { item } = kept;
    note(kept);
    book.put(item, clock.now());
    return item;
  };
  return {
    book, keptOf, take, note,
    sent: ({ id }) => void packets.delete(id),
    readAgain: async (before) => {
      const found = await readContact(host, { tenant: keptOf(before).tenant, customer: before.customer, item: before.id });
      if (found === undefined) book.drop(before.id);
      return found === undefined ? undefined : take(found);
    },
  };
}

/** Tells what became of a contact, also the router elsewhere that had it. */
const createTell = (store: ContactStore, letGo: KeeperParts['letGo']) => async (kept: Kept, told: WorkStep['told']): Promise<void> => {
  if (told.some(({ type }) => type === 'taken-back')) {
    const done = letGo(kept);
    // once it is over nobody would know any more that the router has not let go
    if (kept.item.life.status === 'ended') await done;
  }
  await store.tell(kept, told);
};

/** Where nobody can be found by a contact any more, or nothing is kept here any more, nobody is offered it. */
const orDropped = <T>(book: ContactBook, item: string, work: Promise<T>): Promise<T> => work.catch((error: unknown) => {
  book.drop(item);
  throw error;
});

interface Turns {
  /** runs something once what came before under the same name has ended */
  next<T>(name: string, run: () => Promise<T>): Promise<T>;
  idle(): Promise<void>;
}

function createTurns(): Turns {
  const last = new Map<string, Promise<void>>();
  return {
    next: (name, run) => {
      const done = (last.get(name) ?? Promise.resolve()).then(run);
      const ended = done.then(() => {}, () => {}).then(() => { if (last.get(name) === ended) last.delete(name); });
      last.set(name, ended);
      return done;
    },
    idle: async () => { await Promise.all(last.values()); },
  };
}
