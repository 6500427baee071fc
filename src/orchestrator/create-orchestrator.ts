import { EventEmitter } from 'eventemitter3';
import { explainCustomer } from '../customer/explain-customer.js';
import { createJourneyBook } from '../customer/journey-book.js';
import { createRenderText } from '../customer/message/render-text.js';
import { defaultThreadWindowMs } from '../customer/conversation/thread.js';
import { JourneyError } from '../errors/index.js';
import type { AnyJourney } from '../journey/journey.js';
import { readIncoming } from '../model/incoming-event.js';
import type { CanonicalValue } from '../model/canonical-value.js';
import { defaultLimits } from '../model/limits.js';
import type { Receipt } from '../model/receipt.js';
import { assembleParts, type Parts } from './assemble-parts.js';
import { checkBecause } from './check-because.js';
import { checkOptions } from './options/check-options.js';
import { choiceFaults } from './options/choice-wiring.js';
import { checkWiring } from './options/check-wiring.js';
import { contactFaults } from './options/contact-wiring.js';
import { createDefinitions } from './operate/definitions.js';
import { experimentFaults } from './options/experiment-faults.js';
import { choicesOf, explainChannel } from './reading/explain-channel.js';
import { findCustomer, type CustomerName } from './reading/find-customer.js';
import { gatherBriefing, gatherTimeline, type Wanted } from './reading/gather-briefing.js';
import { createLifeCycle } from './life-cycle.js';
import { guardCalls } from './guard-calls.js';
import { guardStore } from './store/guard-store.js';
import { createHalt } from './halt.js';
import { intentFaults } from './options/intent-wiring.js';
import { rememberInside } from './inside.js';
import { listItems } from './reading/list-items.js';
import { createManageDefinitions } from './operate/manage-definitions.js';
import type { Orchestrator } from './orchestrator.js';
import type { OrchestratorEvents, Tell } from './orchestrator-events.js';
import { createOwnership } from './store/ownership.js';
import { defaultTiming, type EventOf, type OrchestratorOptions } from './options/orchestrator-options.js';
import type { Adapters } from './dispatch/perform-effect.js';
import { receiveInbound } from './door/receive-inbound.js';
import { tellRefused } from './door/tell-refused.js';
import { redrive } from './operate/redrive.js';
import { roleFaults, seenBy } from './options/roles.js';
import type { Runtime } from './runtime.js';
import { systemClock } from './system-clock.js';
import type { Meaning } from './door/understand-event.js';
import { enterVersion } from './versions-in-process.js';
import { eraseCustomer } from './erase/erase-customer.js';
import { createWebhookHandler } from './webhook/create-webhook-handler.js';
import { linkCustomers, unlinkCustomer } from './merge/link-customers.js';
import { parseCustomerId } from '../model/customer-id.js';
import { parseTenant } from '../model/tenant.js';

/**
 * Wires journeys to a store, channels, activities, a CRM and texts, and runs them for every customer. Throws InvalidOptions, with one
 * sentence for each thing, where a journey names something the host does not give.
 *
 * @example
 * {@includeCode ../../examples/getting-started/visits.ts}
 */
export function createOrchestrator<const J extends readonly AnyJourney[], const M extends Meaning<EventOf<J[number]>> = Meaning<EventOf<J[number]>>>(options: OrchestratorOptions<J, M>): Orchestrator<J> {
  enterVersion();
  checkOptions(options);
  const emitter = new EventEmitter();
  const parts = partsOf(options, teller(emitter));
  const { runtime } = parts;
  const life = createLifeCycle(parts);
  const { ready } = life;
  const definitions = createManageDefinitions(parts);
  const byHost = { origin: 'host', tenantRequired: parts.tenantRequired } as const;
  const acceptLater = async (event: unknown): Promise<Receipt> => {
    // whoever brings it may go on with it while the store is opened
    const own = readOwn(runtime, event);
    return ready(() => parts.accept(own, byHost));
  };
  const wanted = async (name: CustomerName, asked: { readonly role?: string }): Promise<Wanted> => {
    const sees = seenBy(options.roles ?? {}, asked);
    const { tenant, customer, state } = await findCustomer(runtime, name);
    return { lane: { tenant, lane: customer }, state, sees };
  };
  const orchestrator = guardCalls<J>({
    start: life.start,
    accept: (event) => (life.isOpen ? parts.accept(event, byHost) : acceptLater(event)),
    handler: (name) => handlerOf(parts, name, ready),
    explain: (customer, instance) => ready(async () => {
      const found = await findCustomer(runtime, customer);
      return { ...explainCustomer(runtime.world, found.customer, found.state, instance), ...await choicesOf(runtime, found, instance) };
    }),
    explainChannel: (customer, asked = {}) => ready(async () => explainChannel(runtime, await findCustomer(runtime, customer), asked)),
    briefing: (customer, asked = {}) => ready(async () => gatherBriefing(runtime, await wanted(customer, asked))),
    timeline: (customer, asked = {}) => ready(async () => gatherTimeline(runtime, await wanted(customer, asked), pageOf(asked))),
    link: (one, other, because) => ready(async () => linkCustomers(runtime, await findCustomer(runtime, one), await findCustomer(runtime, other), { because: checkBecause(because) })),
    unlink: (merged, because, tenant) => ready(() => unlinkCustomer(runtime, { tenant: parseTenant(tenant), customer: parseCustomerId(merged) }, checkBecause(because))),
    erase: (customer) => ready(() => eraseCustomer(runtime, customer)),
    list: (wanted) => ready(() => listItems(runtime, wanted)),
    redrive: (what) => ready(() => redrive(parts, what)),
    cancel: (instance, { reason = 'cancelled', tenant } = {}) => ready(() => parts.instances.cancel(parseTenant(tenant), instance, reason)),
    pause: (journey, rule = {}) => ready(() => definitions.pause(journey, rule)),
    resume: (journey) => ready(() => definitions.resume(journey)),
    stop: (journey) => ready(() => definitions.stop(journey)),
    figures: (names, tenant) => ready(() => runtime.store.counters(parseTenant(tenant), names)),
    on: (type, listener) => void emitter.on(type, listener),
    off: (type, listener) => void emitter.off(type, listener),
    close: life.close,
  }, runtime.world.limits);
  return rememberInside(orchestrator, { parts, ready });
}

function readOwn({ tell, world }: Runtime, event: unknown): CanonicalValue {
  try {
    return readIncoming(event, world.limits);
  } catch (error) {
    tellRefused(tell, { door: 'accept' }, error);
    throw error;
  }
}

const pageOf = ({ before, limit = 100 }: { readonly before?: number; readonly limit?: number }): { readonly before?: number; readonly limit: number } => ({ limit, ...(before !== undefined && { before }) });

function partsOf<J extends readonly AnyJourney[], M>(options: OrchestratorOptions<J, M>, tell: Tell): Parts {
  const { journeys, crm, handoff, texts = {}, clock = systemClock, roles = {}, handoffRole, threading = { windowMs: defaultThreadWindowMs } } = options;
  const halt = createHalt();
  const limits = { ...defaultLimits, ...options.limits };
  const timing = { ...defaultTiming, ...options.timing };
  const ownership = createOwnership({ shared: options.store.info.shared, halt, whenLost: (error) => tell('fault', { where: 'store', code: error.code, error }) });
  const store = guardStore(options.store, { halt, ownership, clock, storeMs: timing.storeMs });
  const book = createJourneyBook(journeys);
  const experiments = options.experiments ?? [];
  const calendars = options.calendars ?? {};
  const adapters: Adapters = { channels: options.channels ?? {}, activities: options.activities ?? {}, ...(crm !== undefined && { crm }), ...(handoff !== undefined && { handoff }), ...(handoffRole !== undefined && { handoffSees: roles[handoffRole]?.sees ?? [] }) };
  checkWiring({ ...(options.channelChoice !== undefined && { choice: options.channelChoice.table }), book, calendars, adapters, texts, limits, timing, faults: [...roleFaults(roles, handoffRole), ...threadingFaults(threading.windowMs), ...experimentFaults(book, experiments), ...intentFaults(options.intent), ...choiceFaults(options.channelChoice, adapters.channels), ...contactFaults({ book, channels: adapters.channels, texts, contact: options.contact })] });
  return assembleParts({ store, halt, ownership, clock, book, calendars, experiments, adapters, limits, timing, tell, definitions: createDefinitions(store, book, ownership), render: createRenderText(texts, options.locale ?? 'en'), understand: options.understand, intent: options.intent, channelChoice: options.channelChoice, contact: options.contact, threadWindowMs: threading.windowMs, tenantRequired: options.tenants === 'several' });
}

const threadingFaults = (windowMs: number): readonly string[] => (Number.isFinite(windowMs) && windowMs >= 0 ? [] : ['threading.windowMs must be a number of 0 or more.']);

/** A listener is the host's code: what it throws is told once as a fault and changes nothing. */
function teller(emitter: EventEmitter): Tell {
  const tell: Tell = (type, what) => {
    if (emitter.listenerCount(type) === 0) return;
    for (const listener of emitter.listeners(type)) {
      try {
        listener(what);
      } catch (error) {
        if (type !== 'fault') tell('fault', { where: `listener of ${type}`, code: 'Unknown', error } satisfies OrchestratorEvents['fault']);
      }
    }
  };
  return tell;
}

function handlerOf(parts: Parts, name: string, ready: <T>(work: () => Promise<T>) => Promise<T>): ReturnType<Orchestrator['handler']> {
  const channel = parts.adapters.channels[name];
  if (channel === undefined) throw new JourneyError('InvalidOptions', `There is no such channel to take requests for; the channels are: ${Object.keys(parts.adapters.channels).join(', ')}.`);
  return createWebhookHandler({
    channel, clock: parts.runtime.clock,
    onRefused: ({ status, code }) => parts.tell('input.refused', { door: 'webhook', channel: name, status, ...(code !== undefined && { code }) }),
    deliver: (inbound) => ready(() => receiveInbound({ runtime: parts.runtime, accept: parts.accept, endings: parts.endings, dispatcher: parts.dispatcher, tenantRequired: parts.tenantRequired }, { name, channel }, inbound)),
  });
}
