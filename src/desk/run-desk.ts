import { declarationOf } from '../customer/journey-book.js';
import { JourneyError } from '../errors/index.js';
import type { WorkItem } from '../model/work-item.js';
import { createCallWithTimeOut, type CallWithTimeOut } from '../orchestrator/call-with-time-out.js';
import { insideOf, type Inside } from '../orchestrator/inside.js';
import type { Orchestrator } from '../orchestrator/orchestrator.js';
import type { WebhookHandler } from '../orchestrator/webhook/create-webhook-handler.js';
import type { CalendarOptions } from '../policy/time/business-calendar.js';
import type { Agents } from '../ports/agents.js';
import type { Queue } from '../ports/queue.js';
import type { WaitEstimate } from '../routing/queue/estimate-wait.js';
import type { QueuePolicy } from '../routing/queue/queue-policy.js';
import { createAssistDesk, type AssistDesk } from './assist-desk.js';
import { assistDeliver, createAssistHandler } from './assist-door.js';
import { contactJourney } from './contact-journey.js';
import { createContactKeeper, type ContactKeeper } from './contact-keeper.js';
import { createRouter, warnWhereNobodyCan, type Router } from './create-router.js';
import { createDeskLease, type DeskLease } from './desk-lease.js';
import type { DeskPromises } from './desk-promises.js';
import type { DeskAlert, DeskTold } from './desk-told.js';
import { createDeskWatch } from './desk-watch.js';
import { createHandOver, type DeskAssist, type HandOver } from './hand-over.js';
import { createKeptAgents } from './kept-agents.js';
import type { PreferAgents } from './prefer-agents.js';
import { lastAgentOf } from './last-agent.js';
import { createRoster, type Roster } from './roster.js';
import { createTenure, type Tenure } from './tenure.js';
import { createWaitWatch, type WaitAsked, type WaitWatch } from './wait-watch.js';
import { wasHelped } from './was-helped.js';

/** What a desk works by, checked. */
export interface DeskRules {
  /** those of queues that were named */
  readonly policies: readonly (readonly [queue: string, policy: QueuePolicy])[];
  readonly policyOf: (queue: string) => QueuePolicy;
  readonly promises: DeskPromises;
  readonly prefer?: PreferAgents;
  readonly schedules: { readonly [name: string]: CalendarOptions };
  readonly queue: Queue;
  readonly agents?: Agents;
  readonly assist?: DeskAssist;
  readonly tickMs: number;
  readonly returnMs: number;
  readonly tell: (what: DeskTold) => void;
  readonly alert: (what: DeskAlert) => void;
}

/** A desk at work over an orchestrator. */
export interface RunningDesk {
  readonly router: Router;
  readonly roster: Roster;
  readonly keeper: ContactKeeper;
  estimate(asked: WaitAsked): WaitEstimate;
  readonly assistHandler?: WebhookHandler;
  /** throws DeskTaken once another desk has taken over */
  check(): void;
  close(): Promise<void>;
}

/** Takes up what an earlier process left, and begins to offer. InvalidOptions where the orchestrator has no journey of contacts; DeskTaken where another desk offers. */
export async function runDesk(host: Orchestrator, rules: DeskRules): Promise<RunningDesk> {
  const inside = insideOf(host);
  checkJourneys(inside);
  const lease = createDeskLease(inside);
  await inside.ready(lease.take);
  try {
    return await atWork(host, inside, { rules, lease });
  } catch (error) {
    await lease.release().catch(() => {});
    throw error;
  }
}

/** Without it nothing could be kept, and every contact would be lost without a word. */
function checkJourneys({ parts: { book } }: Inside): void {
  const { id, events } = declarationOf(contactJourney());
  const isThere = book.all.map(declarationOf).some((one) => one.id === id && Object.keys(events).every((type) => Object.hasOwn(one.events, type)));
  if (!isThere) throw new JourneyError('InvalidOptions', "journeys: the desk's own is missing; give `desk.journey` to the orchestrator, beside your own.", { path: 'journeys' });
}

async function atWork(host: Orchestrator, inside: Inside, { rules, lease }: { readonly rules: DeskRules; readonly lease: DeskLease }): Promise<RunningDesk> {
  const { clock } = inside.parts.runtime;
  const closing = new AbortController();
  const call = createCallWithTimeOut(clock, closing.signal);
  const handOver = rules.assist === undefined ? nobodyElse : createHandOver({ assist: rules.assist, clock, call, closing: closing.signal });
  const parts: Wired = wire(host, inside, { rules, call, handOver });
  const { keeper, router, roster, waits } = parts;
  const tenure = createTenure({ lease, clock, lost: () => { router.end(); rules.alert({ type: 'desk-lost' }); } });
  await keeper.takeUp();
  const there = await roster.open();
  const assistHandler = await openAssist(inside, rules.assist, parts.assisted);
  // who is kept here may have left with the process; a directory knows
  router.begin(rules.agents === undefined ? [] : there);
  tenure.begin();
  return { keeper, router, roster, estimate: (asked) => waits.estimate(asked, clock.now()), ...(assistHandler !== undefined && { assistHandler }), check: () => check(tenure), close: () => close(parts, { rules, closing, tenure }) };
}

interface Wired { readonly keeper: ContactKeeper; readonly router: Router; readonly roster: Roster; readonly assisted: AssistDesk; readonly waits: WaitWatch }

/** The parts know one another in a ring: what becomes of a contact concerns agents, and what becomes of agents concerns contacts. */
function wire(host: Orchestrator, inside: Inside, { rules, call, handOver }: { readonly rules: DeskRules; readonly call: CallWithTimeOut; readonly handOver: HandOver }): Wired {
  const { policyOf, tell, queue } = rules;
  const faults = createFaultsOnce(rules.alert);
  const { alert } = faults;
  const { clock } = inside.parts.runtime;
  const watch = createDeskWatch(rules.policies);
  const keeper: ContactKeeper = createContactKeeper({
    host, inside, policyOf, queue,
    // who does not answer is offered no more until they say that they are back
    onChange: ({ told }, before) => { for (const one of told) if (one.type === 'missed') roster.missed(one.agent, offerEndOf(before)); },
    onKept: ({ item, told }) => {
      waits.note({ item, told }, clock.now());
      if (told.some(({ type }) => type === 'offered')) faults.forget();
      for (const one of told) tell({ item, told: one });
      if (told.some(({ type }) => type === 'queued')) warnWhereNobodyCan({ keeper, policyOf, clock, warn: tell }, item);
    },
    letGo: async (kept) => { if (!(await handOver.takeBack(kept))) tell({ item: kept.item, told: { type: 'assist-not-told' } }); },
  });
  const { book } = keeper;
  const waits: WaitWatch = createWaitWatch(book, policyOf);
  const assisted: AssistDesk = createAssistDesk({ keeper, handOver, clock, warn: tell, offer: () => router.offer() });
  const roster: Roster = createRoster({ directory: rules.agents ?? createKeptAgents(inside), book, clock, call, schedules: rules.schedules, alert, back: (agent) => router.back(agent), gone: (agent) => router.gone(agent), offer: () => router.offer() });
  const router: Router = createRouter({
    ...rules, alert, keeper, clock, warn: tell, hand: assisted.hand, packetFor: handOver.packetFor, wasHelped: (request) => wasHelped(inside, request),
    lastAgent: (request) => lastAgentOf(inside, request),
    stayedAway: async (agent) => { roster.learn(agent, 'offline'); await router.gone(agent).catch(() => {}); },
    look: (at) => {
      roster.tick(at);
      for (const one of watch({ at, agents: book.agents(), contacts: book.all() })) alert(one);
    },
  });
  return { keeper, router, roster, assisted, waits };
}

/** until when somebody could answer, epoch milliseconds */
function offerEndOf({ life }: WorkItem): number {
  if (life.status === 'offered') return life.until;
  return life.status === 'assigned' ? (life.aside?.until ?? 0) : 0;
}

/** A queue that decides what cannot be does so at every look: it is told of once, until something it decides can be. */
function createFaultsOnce(alert: DeskRules['alert']): { readonly alert: DeskRules['alert']; forget(): void } {
  let last: string | undefined;
  return {
    forget: () => { last = undefined; },
    alert: (what) => {
      if (what.type === 'queue-fault' && what.because === last) return;
      if (what.type === 'queue-fault') last = what.because;
      alert(what);
    },
  };
}

/** no queue goes elsewhere */
const nobodyElse: HandOver = { packetFor: () => undefined, hand: () => Promise.resolve('refused'), takeBack: () => Promise.resolve(true) };

async function openAssist(inside: Inside, assist: DeskAssist | undefined, { hear }: AssistDesk): Promise<WebhookHandler | undefined> {
  await assist?.to.open?.(assistDeliver(hear));
  return assist?.to.receive === undefined ? undefined : createAssistHandler(inside, assist.to, hear);
}

function check({ isLost }: Tenure): void {
  if (isLost()) throw new JourneyError('DeskTaken', 'Another desk has taken over the contacts of this store; this one offers nothing any more.', {});
}

async function close({ router, roster, keeper }: Wired, { rules, closing, tenure }: { readonly rules: DeskRules; readonly closing: AbortController; readonly tenure: Tenure }): Promise<void> {
  router.end();
  closing.abort(new JourneyError('Closed', 'The desk is closed.', {}));
  await keeper.idle();
  await roster.close();
  await rules.assist?.to.close();
  await tenure.end();
}
