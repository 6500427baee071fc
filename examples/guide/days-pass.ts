import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { days, minutes, seconds } from 'throughline';
import type { Channel } from 'throughline/ports';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { createHost } from './host.js';
import { createSmsChannel } from './sms-channel.js';

const sent: string[] = [];
const called: string[] = [];
const clock = createTestClock();
const note = (what: string) => async (): Promise<void> => { called.push(what); };
const sms = createSmsChannel({
  secret: 'signs webhooks',
  provider: { post: async (body) => { sent.push(JSON.stringify(body)); return { status: 200, id: `sms-${sent.length}` }; } },
});
const email = {
  contract: 1, name: 'mail', identityNamespace: 'email', capabilities: { text: true },
  send: async ({ key, text }) => { sent.push(text); return { status: 'sent', providerId: key }; },
  close: async () => {},
} as const satisfies Channel;
const host = createHost({
  store: createMemoryStore({ clock }), clock, sms, email,
  crm: { contract: 1, name: 'crm', capabilities: { activities: true, cases: true }, logActivity: async ({ kind }) => { called.push(kind); }, openCase: note('openCase'), updateCase: note('updateCase'), closeCase: note('closeCase') },
  labels: (parcel) => new Promise((done) => { clock.after(seconds(5), () => done(`label of ${parcel}`)); }),
  desk: note('desk'),
});

const who = ['phone:+4915112345678', 'email:ann@example.com'];
const source = 'shop';
await host.accept({ id: '0', source, who, type: 'customer.updated', data: { locale: 'de-AT', name: 'Ann' } });
const proven = { namespace: 'email', value: 'ann@example.com', verified: true };
const said = { namespace: 'phone', value: '+43 (0)660 1234567', verified: false };
await host.accept({ id: 'log-in 1', source, who: [proven, said], type: 'customer.updated', data: { timeZone: 'Europe/Vienna' } });
assert.equal((await host.briefing('email:ann@example.com')).who.confidence, 'verified');
await assert.rejects(host.explain('phone:+436601234567'), { code: 'UnknownCustomer' });
await host.accept({ id: '1', source, who, type: 'return.asked', data: { parcel: 'P-7', reason: 'too small' } });
await host.accept({ id: '2', source, who, type: 'return.asked', data: { parcel: 'P-8', reason: 'too large' } });

// deferred: no label yet; it counts as soon as a state takes it
const early = await host.accept({ id: '3', source, who, type: 'parcel.arrived', data: { parcel: 'P-7' } });
assert.equal(early.status, 'deferred');
await clock.advance(minutes(1));
assert.equal(sent[0], 'Ihr Rücksendeschein: label of P-7');
assert.equal((await host.explain(who[0] ?? '')).ended[0]?.goals[0], 'came back');

// one run is left; a week later it is reminded
await clock.advance(days(7));
assert.match(sent.at(-1) ?? '', /P-8 is still with you/);
// the survey was asked meanwhile, three days after the parcel came back
assert.deepEqual((await host.explain('email:ann@example.com')).journeys.map(({ journey }) => journey), ['parcel-return', 'return-survey']);

// a signed request of the provider: the words mean that the return is withdrawn
const body = JSON.stringify({ id: 'in-1', from: '+4915112345678', text: 'I keep it.' });
const signature = createHmac('sha256', 'signs webhooks').update(body).digest('hex');
const webhook = host.handler('sms');
const request = (headers: Record<string, string>): Request => new Request('https://host.example/webhooks/sms', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
assert.equal((await webhook(request({}))).status, 401);
assert.equal((await webhook(request({ 'x-signature': signature }))).status, 200);

const { journeys, ended } = await host.explain('email:ann@example.com');
assert.deepEqual(journeys.map(({ journey }) => journey), ['return-survey']);
assert.equal(ended.at(-1)?.reason, 'withdrawn');
assert.deepEqual(await host.figures(['metric.returns.arrived', 'journey.parcel-return.started']), [1, 2]);
assert.deepEqual(called, ['note', 'closeCase', 'resolution', 'conversation', 'conversation', 'resolution']);
await host.close();
