import { createOrchestrator } from 'throughline';
import type { Channel, Outbound } from 'throughline/ports';
import { announce, readAudience } from 'throughline/proactive';
import { createMemoryStore, given } from 'throughline/testing';
import { orderHelp } from '../../examples/journeys/order-help.js';
import { outageNotice } from '../../examples/journeys/outage-notice.js';

const adapter = <const C extends Channel['capabilities']>(name: string, capabilities: C) => ({
  contract: 1, name, identityNamespace: 'user', capabilities,
  async send({ key }: Outbound) { return { status: 'sent', providerId: key } as const; },
  async close() {},
} as const);

/** A host with nothing wrong in it; each planted mistake changes one place. */
export const host = createOrchestrator({
  journeys: [orderHelp, outageNotice],
  store: createMemoryStore(),
  channels: {
    webchat: adapter('webchat', { text: true, buttons: true, inbound: true }),
    voice: adapter('voice', { inbound: true, live: true }),
    sms: adapter('sms', { text: true, receipts: true }),
    push: adapter('push', { text: true, receipts: true }),
    email: adapter('email', { text: true, media: true, receipts: true }),
  },
  activities: { findOrder: ({ orderNumber }) => ({ status: orderNumber.startsWith('A') ? 'unknown' : 'shipped' }) },
  texts: { 'order-status': 'On its way.', 'order-resolved': 'Solved. Thank you!', 'order-survey': 'All well?', outage: 'There is an outage.', 'outage-short': 'Outage.' },
  understand: ({ data }) => (data.text === 'no' ? { type: 'chat.unresolved', data: { why: 'said so' } } : undefined),
  timing: { callMs: 5_000 },
  roles: { agent: { sees: ['public', 'internal'] } },
});

const who = ['user:ann'];
export const receipt = host.accept({ id: '1', source: 'shop', who, type: 'chat.started', data: { question: 'Where is it?', name: 'Ann' } });
export const again = host.accept({ id: '2', source: 'shop', who, type: 'call.ended', data: { resolved: true, summary: 'sent again' } });
export const withdrawn = host.accept({ id: '3', source: 'shop', who, type: 'consent.withdrawn', data: { channel: 'sms', purpose: 'marketing' } });
export const viewed = host.accept({ id: '4', source: 'shop', who, type: 'web.viewed', data: { page: '/prices' } });
host.on('journey.ended', ({ reason }) => reason.length);
export const outcome = given(orderHelp, ['chat.started', { question: 'Where is it?', name: 'Ann' }]).when('order.numbered', { orderNumber: 'A-1' });
export const state: 'shipped' | 'delayed' | 'unknown' = outcome.facts.status;
const list = async function* () { yield { who, position: '1' }; };
export const told = announce(host, { id: 'o1', source: 'network', type: 'outage.declared', data: { outageId: '1', area: 'north' }, audience: list, perSecond: 20 });
export const watched = readAudience(host, { name: 'gold', members: list, entered: { type: 'outage.ended', data: { outageId: '1' } }, perSecond: 5 });
