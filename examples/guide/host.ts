import { createOrchestrator, minutes, type OrchestratorEvents } from 'throughline';
import type { Channel, Clock, Crm, Store } from 'throughline/ports';
import { parcelReturn } from './parcel-return.js';
import { returnSurvey } from './return-survey.js';

/** What the guide's host is plugged into. */
export interface Outside {
  readonly store: Store;
  readonly clock?: Clock;
  readonly sms: Channel & { readonly capabilities: { readonly text: true; readonly inbound: true } };
  readonly email: Channel & { readonly capabilities: { readonly text: true } };
  readonly crm: Crm;
  readonly labels: (parcel: string, idempotencyKey: string, signal: AbortSignal) => Promise<string>;
  readonly desk: (queue: string, known: readonly { readonly name: string; readonly value: unknown }[]) => Promise<void>;
}

/** One host with both journeys of the guide. */
export function createHost({ store, sms, email, crm, labels, desk, ...rest }: Outside) {
  const host = createOrchestrator({
    journeys: [parcelReturn, returnSurvey],
    store,
    channels: { sms, email },
    crm,
    activities: {
      makeLabel: async ({ parcel }, { key, signal }) => ({ label: await labels(parcel, key, signal) }),
    },
    handoff: ({ queue, briefing }) => desk(queue, briefing.journeys.flatMap((journey) => journey.facts)),
    texts: {
      label: { en: ({ label }) => `Your label: ${label}`, de: { sms: ({ label }) => `Label: ${label}`, default: ({ label }) => `Ihr Rücksendeschein: ${label}` } },
      reminder: ({ parcel }) => `Parcel ${parcel} is still with you.`,
      survey: 'How was it?',
    },
    locale: 'en',
    understand({ type, data, customer }) {
      const run = customer.journeys.find(({ journey }) => journey === 'parcel-return');
      if (type !== 'message.received' || run === undefined || !/keep it/i.test(data.text)) return undefined;
      return { type: 'return.withdrawn' as const, data: { parcel: run.facts['parcel'] } };
    },
    roles: { agent: { sees: ['public', 'internal', 'personal'] }, trainee: { sees: ['public', 'internal'] } },
    handoffRole: 'agent',
    limits: { waitingPerCustomer: 1_000 },
    timing: { retryMaxMs: minutes(10) },
    ...rest,
  });
  host.on('effect.dead', ({ customer, kind, code }) => console.warn('gave up', { customer, kind, code }));
  host.on('fault', ({ where, code }: OrchestratorEvents['fault']) => console.error('fault', where, code));
  return host;
}
