import { describe, expect, test } from 'vitest';
import { createOrchestrator, days, hours, minutes, seconds } from 'throughline';
import { createSqliteStore } from 'throughline/adapters/sqlite';
import { createVoiceChannel } from 'throughline/adapters/voice';
import { createWebhookChannel } from 'throughline/adapters/webhook';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { expectAccountedFor } from '../audit/accounted-for.js';
import { bytesOf, now, requestOf, schemes, type Scheme, type Signed } from '../adapters/webhook/schemes.js';

/** One request of each provider, signed anew as a provider does when it tries again. */
const bodyOf = ({ type }: Scheme): string => (type === 'json'
  ? JSON.stringify({ items: [{ kind: 'message', id: 'm-1', from: 'ann', text: 'STOP' }, { kind: 'receipt', id: 'r-1', providerId: 'p-1', state: 'delivered' }, { kind: 'odd', id: 'x-1' }] })
  : 'CallSid=CA1&From=%2B4915112345678&Direction=inbound&CallStatus=ringing');

function shop(scheme: Scheme, store: 'memory' | 'sqlite' = 'memory') {
  const clock = createTestClock(now);
  // a verifier that reads the clock of the test
  const verifier = { scheme: scheme.name, verify: (request: Request, bytes: Uint8Array) => scheme.verifier(scheme.secrets.ours, clock.now()).verify(request, bytes) };
  const channel = scheme.type === 'json' ? createWebhookChannel({ identityNamespace: 'user', inbound: { verifier } }) : createVoiceChannel({ verifier, format: 'twilio' });
  const kept = store === 'memory' ? createMemoryStore({ clock }) : createSqliteStore({ file: ':memory:', durable: 'no', now: () => clock.now() });
  const orchestrator = createOrchestrator({ journeys: [], store: kept, clock, channels: { partner: channel }, timing: { pollMs: days(365) } });
  const handler = orchestrator.handler('partner');
  const post = async (signed: Signed): Promise<number> => (await handler(requestOf(signed))).status;
  const sign = (): Signed => scheme.sign(bytesOf(bodyOf(scheme)), { seconds: String(Math.floor(clock.now() / 1_000)) });
  const effects = () => orchestrator.figures(['events.accepted', 'events.parked']);
  return { orchestrator, clock, post, sign, effects, kept };
}

describe.each(['memory', 'sqlite'] as const)('P37: on the %s store', (store) => {
  test.each(schemes.map((scheme) => [scheme.name, scheme] as const))('what %s sends again after 1 second, 5 minutes, 7 and 30 days has no effect and is answered 200', async (_, scheme) => {
    const { orchestrator, clock, post, sign, effects, kept } = shop(scheme, store);
    expect(await post(sign())).toBe(200);
    const once = await effects();
    expect(once[0]).toBe(1);
    for (const wait of [seconds(1), minutes(5), days(7), days(30)]) {
      await clock.advance(wait);
      expect(await post(sign())).toBe(200);
      expect(await effects()).toEqual(once);
    }
    await expectAccountedFor(kept);
    await orchestrator.close();
  });
});

test.each(schemes.map((scheme) => [scheme.name, scheme] as const))('P37: a request of %s that somebody recorded and plays again, byte for byte, has no effect at any time', async (_, scheme) => {
  const { orchestrator, clock, post, sign, effects, kept } = shop(scheme, 'memory');
  const recorded = sign();
  expect(await post(recorded)).toBe(200);
  const once = await effects();
  for (const wait of [seconds(1), minutes(5), hours(1), days(7)]) {
    await clock.advance(wait);
    // a scheme that signs the time turns an old request away; the others know its ids
    expect(await post(recorded)).toBe(scheme.signsTime && wait > minutes(4) ? 401 : 200);
    expect(await effects()).toEqual(once);
  }
  await expectAccountedFor(kept);
  await orchestrator.close();
});

test('P37: a store that forgot after five minutes what it had accepted would be found out', async () => {
  const [scheme] = schemes;
  if (scheme === undefined) throw new Error('there is a scheme');
  const { orchestrator, clock, post, sign, effects, kept } = shop(scheme);
  await post(sign());
  await clock.advance(minutes(5));
  await kept.trim(clock.now());
  await post(sign());
  expect(await effects()).toEqual([2, 2]);
  await orchestrator.close();
});
