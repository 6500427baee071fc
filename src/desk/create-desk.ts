import type { HandoffRequest } from '../customer/briefing/handoff-request.js';
import { JourneyError } from '../errors/index.js';
import type { AgentOptions } from '../model/agent.js';
import type { Presence } from '../model/agent-at-work.js';
import { minutes, seconds } from '../model/duration.js';
import type { WorkItem } from '../model/work-item.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import type { WebhookHandler } from '../orchestrator/webhook/create-webhook-handler.js';
import type { CalendarOptions } from '../policy/time/business-calendar.js';
import type { Agents } from '../ports/agents.js';
import type { Queue } from '../ports/queue.js';
import { createLineQueue } from '../routing/queue/create-line-queue.js';
import type { WaitEstimate } from '../routing/queue/estimate-wait.js';
import { defineQueuePolicy, readQueuePolicy, type QueuePolicy, type QueuePolicyOptions } from '../routing/queue/queue-policy.js';
import type { WorkRefusal } from '../routing/queue/work-event.js';
import { asWritten, checkDeskOptions } from './check-desk-options.js';
import { contactJourney, type ContactJourney } from './contact-journey.js';
import type { DeskSays } from './create-router.js';
import { createDeskPromises, type DeskPromiseOptions } from './desk-promises.js';
import { businessHoursOf } from './business-hours-of.js';
import type { DeskAlert, DeskTold } from './desk-told.js';
import type { DeskAssist } from './hand-over.js';
import type { PreferAgents } from './prefer-agents.js';
import type { WaitAsked } from './wait-watch.js';
import { runDesk, type DeskRules, type RunningDesk } from './run-desk.js';

/** How a desk works, as a host writes it down. */
export interface DeskOptions {
  /** the queues by name; one that is not named works as one without options */
  readonly queues?: { readonly [queue: string]: QueuePolicyOptions };
  /** what is promised to those who wait; nothing where absent */
  readonly promises?: DeskPromiseOptions;
  /** the host's directory of agents; where absent, who signs in at the desk is kept beside the contacts */
  readonly agents?: Agents;
  /** the host's own way to decide who is offered what; the line by urgency where absent */
  readonly queue?: Queue;
  /** whom a contact suits best; nobody where absent */
  readonly prefer?: PreferAgents;
  /** calendars by which agents are on duty, by the names that agents use */
  readonly schedules?: { readonly [name: string]: CalendarOptions };
  /** a router elsewhere, to which the queues go that have `assist`; none where absent */
  readonly assist?: DeskAssist;
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
  /** takes up what an earlier process left, and begins to offer. InvalidOptions that names `journeys` where the orchestrator has not got `journey`; DeskTaken, with `retryAfterMs`, where another desk of the store does */
  open(host: Orchestrator): Promise<void>;
  /** an agent comes, changes, goes away or is back; whoever is offline keeps no contact. InvalidOptions for an agent that makes no sense */
  sign(agent: AgentOptions, presence: Presence): Promise<void>;
  /** an agent who is no more; their contacts go to others */
  remove(agent: string): Promise<void>;
  /** what an agent, the bot or the customer says of a contact; answers once that is kept, and for a contact that is not known `not-now`. InvalidInput for what makes no sense, such as a call that is promised for later than in 30 days. `refused`: why it is not done */
  say(item: string, says: DeskSays): Promise<{ readonly item?: WorkItem; readonly refused?: WorkRefusal }>;
  /** where the router elsewhere posts what it says, for any framework that speaks Request and Response; 503 until the desk is open. InvalidOptions where there is none that takes requests */
  assistHandler(): WebhookHandler;
  /** how long somebody would wait who began to now, as a range, by those before them, the agents who are there and how long contacts took here; not known where nobody is there, or the desk is not open */
  estimate(asked: WaitAsked): WaitEstimate;
  /** all contacts that are not over */
  contacts(): readonly WorkItem[];
  /** hears what becomes of contacts; what it throws changes nothing */
  on(listener: (what: DeskTold) => void): void;
  /** hears what needs a supervisor and is about no single contact; what it throws changes nothing */
  onAlert(listener: (what: DeskAlert) => void): void;
  /** offers nothing any more; close it before the orchestrator. May be called twice */
  close(): Promise<void>;
}

/**
 * Makes a desk. Give its `journey` and `handoff` to an orchestrator, then open it there. InvalidOptions.
 *
 * @example
 * {@includeCode ../../examples/12-busy-monday/busy-monday.ts}
 */
export function createDesk(options: DeskOptions = {}): Desk {
  checkDeskOptions(options);
  const { assist } = options;
  const [told, alerts] = [createListeners<DeskTold>(), createListeners<DeskAlert>()];
  const rules = rulesOf(options, { tell: told.tell, alert: alerts.tell });
  let running: RunningDesk | undefined;
  const opened = (): RunningDesk => {
    if (running === undefined) throw new JourneyError('HandoffFailed', 'The desk is not open yet; open it once the orchestrator has been made.', {});
    running.check();
    return running;
  };
  return {
    journey: contactJourney(),
    handoff: async (request) => opened().router.ask(request),
    open: async (host) => { running ??= await runDesk(host, rules); },
    sign: async (agent, presence) => opened().roster.sign(agent, presence),
    remove: async (agent) => opened().roster.signOff(agent),
    say: async (item, says) => opened().router.say(item, says),
    assistHandler: () => {
      if (assist?.to.receive === undefined) throw new JourneyError('InvalidOptions', 'The desk has no assist that takes requests.', { path: 'assist' });
      return async (request) => running?.assistHandler?.(request) ?? new Response(null, { status: 503, headers: { 'retry-after': '5' } });
    },
    estimate: (asked) => running?.estimate(asked) ?? { known: false, because: 'nobody-there' },
    contacts: () => running?.keeper.book.all() ?? [],
    on: told.on, onAlert: alerts.on,
    close: async () => running?.close(),
  };
}

function rulesOf({ queues = {}, promises = { policies: [] }, schedules = {}, agents, queue, prefer, assist, tickMs = seconds(1), returnMs = minutes(2) }: DeskOptions, listeners: Pick<DeskRules, 'tell' | 'alert'>): DeskRules {
  const policies = Object.entries(queues).map(([name, options]) => [name, queueOf(name, options)] as const);
  const [known, usual] = [new Map(policies), defineQueuePolicy()];
  const policyOf = (name: string): QueuePolicy => known.get(name) ?? usual;
  checkAssist(policies, assist);
  // one that is never open is refused here, and not when somebody comes by it
  for (const [name, calendar] of Object.entries(schedules)) asWritten(`schedules.${name}`, () => businessHoursOf(calendar));
  return { policies, policyOf, promises: createDeskPromises(promises), schedules, queue: queue ?? createLineQueue(policyOf), ...(agents !== undefined && { agents }), ...(prefer !== undefined && { prefer }), ...(assist !== undefined && { assist }), tickMs, returnMs, ...listeners };
}

/** What overflows to where it waits already would not overflow. */
function queueOf(name: string, options: QueuePolicyOptions): QueuePolicy {
  const policy = readQueuePolicy(options, `queues.${name}`);
  const path = `queues.${name}.overflow.${policy.overflow.findIndex(({ to }) => to === name)}.to`;
  if (policy.overflow.some(({ to }) => to === name)) throw new JourneyError('InvalidOptions', `${path}: a queue does not overflow to itself.`, { path });
  return policy;
}

/** A queue whose contacts nobody takes over would keep its customers waiting for nothing. */
function checkAssist(policies: readonly (readonly [string, QueuePolicy])[], assist: DeskAssist | undefined): void {
  const name = policies.find(([, policy]) => policy.assist !== undefined)?.[0];
  if (name !== undefined && assist === undefined) throw new JourneyError('InvalidOptions', 'A queue goes to an assist, and the desk has none.', { path: `queues.${name}.assist` });
  if (name === undefined && assist !== undefined) throw new JourneyError('InvalidOptions', 'The desk has an assist, and no queue goes to it; give a queue `assist`.', { path: 'assist' });
}

interface Listeners<T> { on(listener: (what: T) => void): void; tell(what: T): void }

function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(what: T) => void>();
  return { on: (listener) => void listeners.add(listener), tell: (what) => { for (const listener of listeners) tellOne(listener, what); } };
}

function tellOne<T>(listener: (what: T) => void, what: T): void {
  try {
    listener(what);
  } catch {
    // who listens is no part of what happens
  }
}
