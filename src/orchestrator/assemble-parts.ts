import { declarationOf, type JourneyBook } from '../customer/journey-book.js';
import type { RenderText } from '../customer/message/render-text.js';
import type { ChannelProfile, TurnWorld } from '../customer/turn-world.js';
import type { ActivityMap } from '../model/activity.js';
import type { Limits } from '../model/limits.js';
import type { Channel } from '../ports/channel.js';
import type { ContactRules } from '../policy/contact/contact-rules.js';
import type { Experiment } from '../experiment/experiment.js';
import type { BusinessCalendar } from '../policy/time/business-calendar.js';
import type { Clock } from '../ports/clock.js';
import type { LaneKey, Store } from '../ports/store.js';
import { createAcceptEvent, type AcceptEvent } from './door/accept-event.js';
import { createAskIntent } from './door/ask-intent.js';
import { createCallWithTimeOut } from './call-with-time-out.js';
import type { ChannelChoiceWiring } from './options/channel-choice-options.js';
import { createChannelModel } from './channels/channel-model.js';
import { createAfterCommit, type AfterCommit } from './lane/after-commit.js';
import { createCommitter } from './lane/committer.js';
import { createCustomerCache } from './lane/customer-cache.js';
import type { Definitions } from './operate/definitions.js';
import { createDispatcher, type Dispatcher } from './dispatch/dispatcher.js';
import { createEffectEndings, type EffectEndings } from './dispatch/effect-endings.js';
import { createCustomerIndex } from './door/identify-customer.js';
import type { Halt } from './halt.js';
import type { IntentWiring } from './options/intent-options.js';
import { createLanes } from './lane/lanes.js';
import { createReleaseHeld } from './operate/release-held.js';
import { createManageInstances, type ManageInstances } from './operate/manage-instances.js';
import type { Tell } from './orchestrator-events.js';
import type { Ownership } from './store/ownership.js';
import type { Timing } from './options/orchestrator-options.js';
import type { Adapters } from './dispatch/perform-effect.js';
import { createQueueWatch } from './dispatch/queue-watch.js';
import type { Runtime } from './runtime.js';
import { createStoreTime, type StoreTime } from './store-time.js';
import { createTargetGates } from './dispatch/target-gates.js';
import { createUnderstandEvent, type Understand } from './door/understand-event.js';
import { createWaker, type Waker } from './dispatch/waker.js';

export interface Materials {
  readonly store: Store;
  readonly halt: Halt;
  readonly ownership: Ownership;
  readonly clock: Clock;
  readonly book: JourneyBook;
  readonly adapters: Adapters;
  readonly limits: Limits;
  readonly timing: Timing;
  readonly tell: Tell;
  readonly definitions: Definitions;
  readonly render: RenderText;
  readonly understand: Understand<any> | undefined;
  readonly intent: IntentWiring | undefined;
  readonly channelChoice: ChannelChoiceWiring | undefined;
  readonly threadWindowMs: number;
  readonly calendars: { readonly [name: string]: BusinessCalendar };
  readonly experiments: readonly Experiment[];
  readonly contact: ContactRules | undefined;
  /** the host serves several tenants, so everything that comes in names its own */
  readonly tenantRequired: boolean;
}
/** The parts of one orchestrator, put together once. */
export interface Parts extends Materials {
  readonly runtime: Runtime;
  readonly accept: AcceptEvent;
  readonly dispatcher: Dispatcher;
  readonly waker: Waker;
  readonly instances: ManageInstances;
  readonly endings: EffectEndings;
  readonly closing: AbortController;
  /** it takes nothing more */
  readonly leaving: AbortController;
}
/** customers kept hot; identities are small, so ten times as many */
const hotCustomers = 10_000;

export function assembleParts(materials: Materials): Parts {
  const { store, clock, adapters, timing, tell, book } = materials;
  const time = createStoreTime(store, clock);
  const closing = new AbortController();
  // the parts know one another in a ring: an effect's answer is a turn, and a turn has effects
  const ring: { after: AfterCommit; expect: (due: number) => void } = { after: () => {}, expect: () => {} };
  const after: AfterCommit = (taken) => ring.after(taken);
  const callWithTimeOut = createCallWithTimeOut(clock, closing.signal);
  const channelModel = createChannelModel(materials.channelChoice, { store, ownership: materials.ownership, callWithTimeOut, timeoutMs: timing.understandMs, tell, storeNow: time.now });
  const watch = createQueueWatch();
  const index = createCustomerIndex(store, hotCustomers * 10);
  const runtime: Runtime = { ...runtimeOf(materials, time, { after, holders: [watch, index] }), ...(channelModel !== undefined && { channelModel }) };
  const endings = createEffectEndings({
    runtime, watch, expect: (due) => ring.expect(due),
    activityOf: (journey, version, name) => { const found = book.find(journey, version); return found === undefined ? undefined : declarationOf(found).activities?.[name]; },
    receiptsOf: (channel) => adapters.channels[channel]?.capabilities.receipts === true,
    retry: { firstMs: timing.retryFirstMs, maxMs: timing.retryMaxMs, attempts: timing.retryAttempts },
  });
  const gates = createTargetGates(clock, { failures: timing.circuitFailures, openMs: timing.circuitOpenMs, maxMs: timing.circuitMaxMs, most: 256 }, tell);
  const dispatcher = createDispatcher({ runtime, halt: materials.halt, adapters, gates, endings, callWithTimeOut, closing: closing.signal, timeOutOf: (body) => (body.kind === 'activity' ? activityTimeOut(materials, body) : timing.callMs) });
  const waker = createWaker({ runtime, dispatcher, watch, pollMs: timing.pollMs, leaseMs: timing.leaseMs, effectLeaseMs: runtime.world.effectLeaseMs });
  ring.expect = (due) => waker.expect(due);
  materials.halt.whenHalted((error) => { tell('fault', { where: 'store', code: error.code, error }); void waker.stop(); });
  const understand = createUnderstandEvent(materials.understand, { callWithTimeOut, timeoutMs: timing.understandMs });
  const instances = createManageInstances(runtime, understand);
  const release = createReleaseHeld({ runtime, definitions: materials.definitions, instances });
  ring.after = createAfterCommit(runtime, { perform: (effect) => void dispatcher.dispatch(effect, 'born'), behind: (effect) => watch.behind(effect), expect: ring.expect, release });
  const askIntent = createAskIntent(materials.intent, { callWithTimeOut, timeoutMs: timing.understandMs, tell });
  const accept = createAcceptEvent({ runtime, index, understand, askIntent });
  return { ...materials, runtime, accept, dispatcher, waker, instances, endings, closing, leaving: new AbortController() };
}

function runtimeOf({ store, halt, ownership, clock, book, adapters, limits, timing, tell, definitions, render, threadWindowMs, calendars, experiments, intent, channelChoice, contact }: Materials, time: StoreTime, { after, holders }: { readonly after: AfterCommit; readonly holders: readonly { forgetCustomer(gone: LaneKey | 'all'): void }[] }): Runtime {
  const world: TurnWorld = {
    book, limits, render, calendars, experiments, statusOf: definitions.statusOf, leaseMs: timing.leaseMs, effectLeaseMs: effectLease(book, timing), threadWindowMs,
    ...(intent !== undefined && { intents: intent.table }),
    ...(channelChoice !== undefined && { choice: channelChoice.table }),
    ...(contact !== undefined && { contact }),
    ...(adapters.crm !== undefined && { crm: { capabilities: adapters.crm.capabilities, idleMs: timing.conversationIdleMs } }),
    channels: Object.fromEntries(Object.entries(adapters.channels).map(([name, channel]) => [name, profileOf(channel)])),
  };
  const customers = createCustomerCache(store, hotCustomers);
  return {
    forget(gone) {
      if (gone === 'all') customers.clear();
      else customers.drop(gone);
      for (const holder of holders) holder.forgetCustomer(gone);
    },
    store, clock, world, tell, after, lanes: createLanes(), customers, committer: createCommitter({ store, clock, halt, ownership }), ownership,
    worker: `w-${clock.now().toString(36)}-${Math.floor(Math.random() * 2 ** 32).toString(36)}`,
    random: Math.random,
    storeNow: time.now, sureTime: time.sure, sawStoreTime: time.saw,
  };
}

const profileOf = (channel: Channel): ChannelProfile => ({
  identityNamespace: channel.identityNamespace, capabilities: channel.capabilities,
  ...(channel.limits?.maxTextLength !== undefined && { maxTextLength: channel.limits.maxTextLength }),
});

/** An effect is not handed out again while its call may still run, so a long activity makes the lease long. */
function effectLease(book: JourneyBook, { leaseMs }: Timing): number {
  const contracts = book.all.flatMap((journey) => Object.values<ActivityMap[string]>(declarationOf(journey).activities ?? {}));
  return Math.max(leaseMs, ...contracts.map(({ timeoutMs }) => timeoutMs * 2));
}

/** An activity says itself how long one attempt may take; the longest of the versions that name it. */
function activityTimeOut({ book, timing }: Materials, { activity }: { readonly activity: string }): number {
  return Math.max(0, ...book.all.flatMap((journey) => declarationOf(journey).activities?.[activity]?.timeoutMs ?? [])) || timing.callMs;
}
