import { readFile } from 'node:fs/promises';
import twilio from 'twilio';
import { describe, expect, test } from 'vitest';
import { createOrchestrator, days, defineJourney, facts } from 'throughline';
import { createStandardWebhooksVerifier, createTwilioVerifier } from 'throughline/adapters/webhook';
import { callEvents, createVoiceChannel, type VoiceChannelConfig } from 'throughline/adapters/voice';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { z } from 'zod';
import { signStandardWebhook } from '../../../adapters/webhook/create-standard-webhooks-verifier.js';

const now = Date.UTC(2026, 0, 31, 12);
const key = Buffer.from('k'.repeat(32));
const secret = 't'.repeat(32);
const url = 'https://shop.example/webhooks/voice';

const { setup } = defineJourney({
  id: 'call-care', version: 1,
  events: { 'call.ringing': callEvents['call.ringing'], 'call.keyed': callEvents['call.keyed'], 'call.answered': callEvents['call.answered'], 'call.ended': callEvents['call.ended'] },
  facts: { digits: facts.internal(z.string()) }, entry: { on: ['call.ringing'], reentry: { mode: 'after-exit' } }, ttlMs: days(1), channels: {},
});
const callCare = setup({}).createMachine({
  id: 'call-care', context: { digits: '' }, initial: 'ringing',
  states: {
    ringing: { on: { 'call.keyed': { actions: { type: 'remember', params: { facts: ['digits'] } } }, 'call.answered': 'talking' }, after: { [days(1)]: 'over' } },
    talking: { on: { 'call.ended': 'over' }, after: { [days(1)]: 'over' } },
    over: { type: 'final' },
  },
});

function phone(config: Partial<VoiceChannelConfig> = {}) {
  const clock = createTestClock(now);
  const channel = createVoiceChannel({ verifier: createStandardWebhooksVerifier({ secret: key.toString('base64'), now: () => now }), ...config });
  const orchestrator = createOrchestrator({ journeys: [callCare], store: createMemoryStore({ clock }), clock, channels: { phone: channel } });
  const handler = orchestrator.handler('phone');
  const tell = async (...events: readonly object[]) => {
    const body = JSON.stringify({ events });
    const seconds = String(now / 1_000);
    return (await handler(new Request(url, { method: 'POST', body, headers: { 'content-type': 'application/json', 'webhook-id': 'w1', 'webhook-timestamp': seconds, 'webhook-signature': signStandardWebhook(key, { id: 'w1', seconds, bytes: body }) } }))).status;
  };
  const form = async (fields: Record<string, string>, query = '') => {
    const at = `${url}${query}`;
    return handler(new Request(at, { method: 'POST', body: new URLSearchParams(fields), headers: { 'x-twilio-signature': twilio.getExpectedTwilioSignature(secret, at, fields) } }));
  };
  const parked = async () => (await orchestrator.list({ kind: 'parked' })).items.map(({ cause }) => cause);
  return { orchestrator, tell, form, parked };
}
const call = (id: string, type: string, more: object = {}): object => ({ id, type, call: 'CA1', caller: '+4915112345678', ...more });
const asTwilio: Partial<VoiceChannelConfig> = { format: 'twilio', verifier: createTwilioVerifier({ secret, publicUrl: url }) };

describe('a call', () => {
  test('goes through its journey from the first ring to the end, as one conversation of its caller', async () => {
    const { orchestrator, tell } = phone();
    expect(await tell(call('1', 'call.ringing', { direction: 'in', at: now - 5_000 }), call('2', 'call.keyed', { digits: '12#' }), call('3', 'call.answered', { by: 'Bo' }))).toBe(200);
    expect((await orchestrator.explain('phone:+4915112345678')).journeys).toMatchObject([{ where: ['talking'] }]);
    expect((await orchestrator.briefing('phone:+4915112345678')).journeys[0]?.facts).toMatchObject([{ name: 'digits', value: '12#' }]);
    expect(await tell(call('4', 'call.transferred', { to: 'billing' }), call('5', 'call.ended', { reason: 'completed', durationS: 61 }), call('6', 'call.recorded', { recording: 'RE1' }))).toBe(200);
    expect((await orchestrator.explain('phone:+4915112345678')).journeys).toEqual([]);
    expect(new Set((await orchestrator.timeline('phone:+4915112345678')).map((one) => one.channel))).toEqual(new Set(['phone']));
    await orchestrator.close();
  });

  test('with a withheld number belongs to a stranger of its own, the same to the end of the call', async () => {
    const { orchestrator, tell } = phone();
    for (const [n, caller] of [null, 'anonymous', '', '+266696687', 'sip:ann@example.org', '117'].entries()) {
      expect(await tell(call(`r${n}`, 'call.ringing', { call: `CA${n}`, caller }), call(`a${n}`, 'call.answered', { call: `CA${n}`, caller }))).toBe(200);
      expect((await orchestrator.explain(`call:CA${n}`)).journeys).toMatchObject([{ where: ['talking'] }]);
    }
    expect(await orchestrator.figures(['events.accepted'])).toEqual([12]);
    await orchestrator.close();
  });

  test.each([
    ['of no kind we know', call('1', 'call.exploded')], ['without a caller, which is not the same as a withheld one', { id: '1', type: 'call.ringing', call: 'CA1' }],
    ['with keys that no phone has', call('1', 'call.keyed', { digits: 'hello' })], ['with a call id that cannot be one', call('1', 'call.ringing', { call: 'a b' })], ['that lasted less than no time', call('1', 'call.ended', { durationS: -1 })],
  ])('%s is kept as a dead letter, and the next one is heard', async (_, bad) => {
    const { orchestrator, tell, parked } = phone();
    expect(await tell(bad, call('2', 'call.ringing'))).toBe(200);
    expect(await parked()).toEqual([expect.stringMatching(/^InvalidPayload at \w+$/)]);
    expect((await orchestrator.explain('phone:+4915112345678')).journeys).toHaveLength(1);
    await orchestrator.close();
  });

  test('is told as the README shows it', async () => {
    const readme = await readFile(new URL('../../../adapters/voice/README.md', import.meta.url), 'utf8');
    const { orchestrator, tell } = phone();
    const shown = z.object({ events: z.array(z.looseObject({})) }).parse(JSON.parse(/```json\n([^`]+)```/.exec(readme)?.[1] ?? '')).events;
    expect(await tell(...shown)).toBe(200);
    expect(await orchestrator.figures(['events.accepted', 'events.parked'])).toEqual([3, 0]);
    await orchestrator.close();
  });

  test('told twice counts once', async () => {
    const { orchestrator, tell } = phone();
    for (let i = 0; i < 3; i += 1) expect(await tell(call('1', 'call.ringing'))).toBe(200);
    expect(await orchestrator.figures(['events.accepted'])).toEqual([1]);
    await orchestrator.close();
  });

  test('that nobody signed is not heard, and a channel without a verifier is not made', async () => {
    const { orchestrator } = phone();
    expect((await orchestrator.handler('phone')(new Request(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }))).status).toBe(401);
    expect(() => createVoiceChannel({} as VoiceChannelConfig)).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
    await orchestrator.close();
  });
});

describe('a call that Twilio tells of', () => {
  const base = { CallSid: 'CA1', AccountSid: 'AC1', From: '+4915112345678', To: '+4930123456', Direction: 'inbound' };

  test('goes through its journey, whatever is told twice or of no interest', async () => {
    const { orchestrator, form } = phone(asTwilio);
    for (const fields of [{ CallStatus: 'initiated' }, { CallStatus: 'ringing' }, { CallStatus: 'ringing', Timestamp: 'Sat, 31 Jan 2026 11:58:00 +0000' }, { CallStatus: 'in-progress', Digits: '7' }, { CallStatus: 'in-progress', Digits: '' }, { CallStatus: 'in-progress' }]) expect((await form({ ...base, ...fields })).status).toBe(200);
    expect((await orchestrator.explain('phone:+4915112345678')).journeys).toMatchObject([{ where: ['talking'] }]);
    expect((await form({ ...base, CallStatus: 'completed', CallDuration: '42', Timestamp: 'Sat, 31 Jan 2026 11:59:00 +0000' })).status).toBe(200);
    expect((await form({ CallSid: 'CA1', AccountSid: 'AC1', RecordingSid: 'RE1', RecordingStatus: 'completed', RecordingDuration: '40' }, '?caller=%2B4915112345678')).status).toBe(200);
    expect(await orchestrator.figures(['events.accepted', 'events.parked'])).toEqual([5, 0]);
    await orchestrator.close();
  });

  test('and that we made belongs to the customer we called', async () => {
    const { orchestrator, form } = phone(asTwilio);
    await form({ ...base, From: '+4930123456', To: '+4915112345678', Direction: 'outbound-api', CallStatus: 'ringing' });
    expect((await orchestrator.explain('phone:+4915112345678')).journeys).toHaveLength(1);
    await orchestrator.close();
  });

  test('and whose recording names no caller is nobody\'s, and an account that is not ours is not heard', async () => {
    const { orchestrator, form, parked } = phone({ ...asTwilio, accounts: { AC1: 'default' } });
    await form({ CallSid: 'CA1', AccountSid: 'AC1', RecordingSid: 'RE1' });
    await form({ ...base, AccountSid: 'AC2', CallStatus: 'ringing' });
    await form({ ...base, CallStatus: 'melted' });
    expect((await parked()).toSorted((a = '', b = '') => a.localeCompare(b))).toEqual(['InvalidPayload', 'InvalidPayload', 'UnknownAccount']);
    expect(await orchestrator.figures(['events.accepted'])).toEqual([0]);
    await orchestrator.close();
  });

  test('is answered in the words that the host gives', async () => {
    const { orchestrator, form } = phone({ ...asTwilio, answer: () => new Response('<Response/>', { headers: { 'content-type': 'text/xml' } }) });
    for (const CallStatus of ['ringing', 'in-progress']) expect(await (await form({ ...base, CallStatus })).text()).toBe('<Response/>');
    await orchestrator.close();
  });
});
