import { JourneyError } from '../errors/index.js';
import { defineAgent, type AgentOptions } from '../model/agent.js';
import type { Presence } from '../model/agent-at-work.js';
import { minutes, seconds } from '../model/duration.js';
import type { WorkItem } from '../model/work-item.js';
import { insideOf } from '../orchestrator/inside.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import type { HandoffRequest } from '../orchestrator/perform-effect.js';
import { defineQueuePolicy, type QueuePolicy, type QueuePolicyOptions } from '../routing/queue/queue-policy.js';
import type { WorkRefusal } from '../routing/queue/work-event.js';
import type { ContactBook } from './contact-book.js';
import { contactJourney, type ContactJourney } from './contact-journey.js';
import { createContactKeeper, type ContactKeeper } from './contact-keeper.js';
import { createRouter, type DeskSays, type Router } from './create-router.js';
import { createDeskPromises, type DeskPromiseOptions, type DeskPromises } from './desk-promises.js';
import type { DeskTold } from './desk-told.js';

/** How a desk works, as a host writes it down. */
export interface DeskOptions {
  /** the queues by name; one that is not named works as one without options */
  readonly queues?: { readonly [queue: string]: QueuePolicyOptions };
  /** what is promised to those who wait; nothing where absent */
  readonly promises?: DeskPromiseOptions;
  /** how often time is looked at, milliseconds; a second where absent. Offers end and less is asked for that much late */
  readonly tickMs?: number;
  /** how long an agent who had contacts may stay away after a restart, milliseconds; 2 minutes where absent. Then the contacts go to others */
  readonly returnMs?: number;
}

/** Contacts and agents at work: whoever is handed over is offered to who can help, and what becomes of them is kept with all else of the customer. One process has the desk. */
export interface Desk {
  /** to stand among the `journeys` of the orchestrator: a contact is a run of it */
  readonly journey: ContactJourney;
  /** the orchestrator's `handoff`. A run that asks again while its contact is not over has asked already. Refused, to be tried again, until the desk is open */
  readonly handoff: (request: HandoffRequest) => Promise<void>;
  /** takes up what an earlier process left, and begins to offer */
  open(host: Orchestrator): Promise<void>;
  /** an agent comes, changes, goes away or is back; whoever is offline keeps no contact. InvalidOptions for an agent that makes no sense */
  sign(agent: AgentOptions, presence: Presence): Promise<void>;
  /** an agent who is no more; their contacts go to others */
  remove(agent: string): Promise<void>;
  /** what an agent, the bot or the customer says of a contact; answers once that is kept, and for a contact that is not known `not-now`. `refused`: why it is not done */
  say(item: string, says: DeskSays): Promise<{ readonly item?: WorkItem; readonly refused?: WorkRefusal }>;
  /** all contacts that are not over */
  contacts(): readonly WorkItem[];
  /** hears what becomes of contacts; what it throws changes nothing */
  on(listener: (what: DeskTold) => void): void;
  /** offers nothing any more; close it before the orchestrator. May be called twice */
  close(): Promise<void>;
}

/**
 * Makes a desk. Give its `journey` and `handoff` to an orchestrator, then open it there. InvalidOptions.
 *
 * @example
 * {@includeCode ../../examples/12-busy-monday/busy-monday.ts}
 */
export function createDesk({ queues = {}, promises = { policies: [] }, tickMs = seconds(1), returnMs = minutes(2) }: DeskOptions = {}): Desk {
  const policies = new Map(Object.entries(queues).map(([name, options]) => [name, defineQueuePolicy(options)]));
  const usual = defineQueuePolicy();
  const promised = createDeskPromises(promises);
  const policyOf = (queue: string): QueuePolicy => policies.get(queue) ?? usual;
  const listeners = new Set<(what: DeskTold) => void>();
  const tell = (what: DeskTold): void => { for (const listener of listeners) tellOne(listener, what); };
  let running: Running | undefined;
  const opened = (): Router => {
    if (running === undefined) throw new JourneyError('HandoffFailed', 'The desk is not open yet; open it once the orchestrator has been made.', {});
    return running.router;
  };
  return {
    journey: contactJourney(),
    handoff: async (request) => opened().ask(request),
    open: async (host) => { running ??= await run(host, { policyOf, promises: promised, tickMs, returnMs, tell }); },
    sign: async (agent, presence) => opened().sign(defineAgent(agent), presence),
    remove: async (agent) => opened().signOff(agent),
    say: async (item, says) => opened().say(item, says),
    contacts: () => running?.keeper.book.all() ?? [],
    on: (listener) => void listeners.add(listener),
    close: async () => {
      running?.router.end();
      await running?.keeper.idle();
    },
  };
}

interface Running { readonly router: Router; readonly keeper: ContactKeeper }
interface Rules { readonly policyOf: (queue: string) => QueuePolicy; readonly promises: DeskPromises; readonly tickMs: number; readonly returnMs: number; readonly tell: (what: DeskTold) => void }

async function run(host: Orchestrator, { tell, ...rules }: Rules): Promise<Running> {
  const inside = insideOf(host);
  const keeper = createContactKeeper({
    host, inside, policyOf: rules.policyOf,
    // who does not answer is offered no more until they say that they are back
    onChange: ({ told }) => { for (const one of told) if (one.type === 'missed') notResponding(keeper.book, one.agent); },
    onKept: ({ item, told }) => { for (const one of told) tell({ item, told: one }); },
  });
  await keeper.takeUp();
  const router = createRouter({ ...rules, keeper, clock: inside.parts.runtime.clock, warn: tell });
  router.begin();
  return { router, keeper };
}

function notResponding(book: ContactBook, agent: string): void {
  const known = book.signedAs(agent);
  if (known !== undefined) book.sign({ ...known, presence: 'not-responding' });
}

function tellOne(listener: (what: DeskTold) => void, what: DeskTold): void {
  try {
    listener(what);
  } catch {
    // who listens is no part of what happens
  }
}
