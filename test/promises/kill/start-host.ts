import { createOrchestrator, days, type Receipt } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import type { Channel, Clock, Crm, Deliver, Outbound, SendResult } from 'throughline/ports';
import { orderHelp } from '../../../examples/demo/journey.js';
import type { Arrived, Called, Told } from './wire.js';

/** Asks the outside, which lives on when this process is killed. */
export type Ask = (called: Called) => Promise<unknown>;
export interface Host {
  accept(told: Told): Promise<Receipt>;
  /** a provider's receipt; resolves when it is taken */
  arrived(arrived: Arrived): Promise<void>;
  close(): Promise<void>;
}

interface Plugged { readonly file: string; readonly clock: Clock; readonly ask: Ask }

/** no call takes so long, however slowly the town's time passes */
const never = days(100);

/** The demo's journey on its file, with everything around it on the other side of a pipe. */
export async function startHost({ file, clock, ask }: Plugged): Promise<Host> {
  const sms = wiredChannel('sms', 'phone', ask);
  const orchestrator = createOrchestrator({
    journeys: [orderHelp],
    clock,
    store: createSqliteStore({ file, now: () => clock.now() }),
    channels: { webchat: wiredChannel('webchat', 'visitor', ask), phone: wiredChannel('phone', 'phone', ask), email: wiredChannel('email', 'email', ask), sms },
    crm: wiredCrm(ask),
    activities: { findOrder: async (input, { key }) => parcelIn(await ask({ by: 'shop', did: 'findOrder', key, what: input })) },
    // a briefing is of the moment it is asked for; all else was settled when it was decided
    handoff: async ({ key, briefing: _now, ...what }) => void await ask({ by: 'desk', did: 'handoff', key, what }),
    texts: {
      'order-status': ({ orderNumber, parcel }) => `Order ${orderNumber} is ${parcel}.`,
      stuck: ({ orderNumber }) => `Order ${orderNumber} is stuck on its way.`,
      'agent-words': ({ by, words }) => `${by}: ${words}`,
      solved: ({ summary }) => `Solved: ${summary ?? 'we are glad that helped.'}`,
      confirmed: ({ summary }) => `${summary} The details are in your mail.`,
      details: ({ question, orderNumber, summary }) => `${question} ${orderNumber} ${summary}`,
    },
    timing: { callMs: never, storeMs: never, leaseMs: never + 1, conversationIdleMs: never, retryFirstMs: 20, retryMaxMs: 100, retryAttempts: 1_000 },
  });
  await orchestrator.start();
  return { accept: (told) => orchestrator.accept(told as Parameters<typeof orchestrator.accept>[0]), arrived: sms.arrived, close: orchestrator.close };
}

function wiredChannel<C extends 'webchat' | 'phone' | 'email' | 'sms'>(name: C, identityNamespace: string, ask: Ask) {
  let deliver: Deliver | undefined;
  return {
    contract: 1, name, identityNamespace,
    capabilities: { text: true, buttons: true, inbound: true, receipts: true },
    async open(given) { deliver = given; },
    verify: async () => false,
    receive: () => ({ inbound: [] }),
    send: async ({ key, ...what }: Outbound) => sentAs(await ask({ by: name === 'phone' ? 'sms' : name, did: 'send', key, what })),
    close: async () => {},
    arrived: async ({ id, providerId }: Arrived) => deliver?.([{ kind: 'receipt', id, providerId, state: 'delivered' }]),
  } as const satisfies Channel & { readonly arrived: (arrived: Arrived) => Promise<void> };
}

function wiredCrm(ask: Ask): Crm {
  const write = (did: string) => async ({ key, ...what }: { readonly key: string }): Promise<void> => void await ask({ by: 'crm', did, key, what });
  return {
    contract: 1, name: 'wired', capabilities: { upsert: true, merge: true, activities: true, cases: true, fields: true },
    upsert: write('upsert'), merge: write('merge'), logActivity: write('logActivity'), openCase: write('openCase'), updateCase: write('updateCase'), closeCase: write('closeCase'),
  };
}

type Parcel = 'stuck' | 'on its way' | 'unknown';
const parcelIn = (answer: unknown): { readonly parcel: Parcel } => ({ parcel: answer as Parcel });
/** A provider takes it, or has no time just now. */
const sentAs = (answer: unknown): SendResult => (typeof answer === 'string' ? { status: 'sent', providerId: answer } : { status: 'retry', retryAfterMs: 1 });
