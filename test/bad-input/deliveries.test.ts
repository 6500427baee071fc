import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JourneyError } from 'throughline';
import type { Deliver } from 'throughline/ports';
import { createBench, type Bench } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { canary, now } from './bad-input-row.js';

const message = { kind: 'message', id: 'm-1', from: 'ann', text: 'hello' };
const revoked = (): object => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; };

/** What the adapter of a channel hands on without having looked at it, and how it is refused. */
const deliveries: { readonly [what: string]: readonly [inbound: () => unknown, code: string] } = {
  'nothing at all': [() => undefined, 'InvalidInput'],
  'one message outside a list': [() => message, 'InvalidInput'],
  'a list of nothing': [() => [null], 'InvalidInput'],
  'a text': [() => ['hello'], 'InvalidInput'],
  'an item of another kind': [() => [{ ...message, kind: 'reaction' }], 'InvalidInput'],
  'a message whose text is a number': [() => [{ ...message, text: 7 }], 'InvalidInput'],
  'a message without a text': [() => [{ ...message, text: undefined }], 'InvalidInput'],
  'an id that is a number': [() => [{ ...message, id: 7 }], 'InvalidInput'],
  'an event that is null': [() => [{ kind: 'event', id: 'e-1', from: 'ann', event: null }], 'InvalidInput'],
  'a receipt of a state that is none': [() => [{ kind: 'receipt', id: 'r-1', providerId: 'p', state: 'lost' }], 'InvalidInput'],
  'a receipt without the provider’s id': [() => [{ kind: 'receipt', id: 'r-1', state: 'read' }], 'InvalidInput'],
  'something that throws when it is read': [() => [new Proxy({}, { get() { throw new Error(canary); } })], 'InvalidInput'],
  'something that can no longer be read': [() => [revoked()], 'InvalidInput'],
  'an event whose data throw when they are read': [() => [{ kind: 'event', id: 'e-1', from: 'ann', event: { type: 'visit.began', data: { get name() { throw new Error(canary); } } } }], 'InvalidInput'],
  'an event that can no longer be read': [() => [{ kind: 'event', id: 'e-1', from: 'ann', event: revoked() }], 'InvalidInput'],
  'a sender who is an object': [() => [{ ...message, from: {} }], 'InvalidIdentity'],
  'a time that is no number': [() => [{ ...message, at: Number.NaN }], 'NotFinite'],
  'a time in the year 275760': [() => [{ ...message, at: 8_640_000_000_000_000 }], 'InvalidTime'],
  'a tenant that is a path': [() => [{ ...message, tenant: '../other' }], 'InvalidTenant'],
  'half a surrogate pair': [() => [{ ...message, text: '\ud83d' }], 'NotWellFormed'],
  'a key that reaches a prototype': [() => [{ kind: 'event', id: 'e-1', from: 'ann', event: { type: 'visit.began', data: JSON.parse('{"__proto__":{}}') } }], 'ForbiddenKey'],
  'a type that only the library may bring': [() => [{ kind: 'event', id: 'e-1', from: 'ann', event: { type: 'xstate.stop', data: {} } }], 'ReservedEventType'],
};

describe.each(homes)('line 44: a channel that delivers, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  let deliver: Deliver;
  beforeEach(async () => {
    home = make();
    home.clock.set(now);
    const chat = createRecordingChannel();
    bench = createBench(home, { chat: { ...chat, open: async (to) => { deliver = to; await chat.open(to); } } });
    await bench.orchestrator.start();
  });
  afterEach(async () => {
    await bench.orchestrator.close();
    await home.remove();
  });

  test.each(Object.entries(deliveries))('%s is told so, nothing of it is kept, and it is heard again at once', async (_what, [inbound, code]) => {
    const error: unknown = await Promise.resolve().then(() => deliver(inbound() as never)).then(() => undefined, (thrown: unknown) => thrown);
    expect(JourneyError.is(error) ? error.code : error).toBe(code);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(canary);
    expect(await bench.log()).toEqual([]);
    await bench.chat.hear({ kind: 'message', id: 'm-1', from: 'ann', text: 'hello' });
    expect((await bench.orchestrator.timeline('user:ann')).map(({ text }) => text)).toEqual(['hello']);
  });

  test('a receipt for a message of another tenant changes nothing of that message', async () => {
    await bench.say({ id: '1', type: 'order.placed', data: { order: 'A' }, tenant: 'acme' });
    await bench.settle();
    const [sent] = bench.chat.sent;
    const before = await bench.log();
    for (const providerId of [sent?.key ?? '', `p-${sent?.key}`]) await bench.chat.hear({ kind: 'receipt', id: `r-${providerId}`, providerId, state: 'read', tenant: 'other' });
    for (const providerId of [sent?.key ?? '', `p-${sent?.key}`]) await bench.chat.hear({ kind: 'receipt', id: `r-${providerId}`, providerId, state: 'read' });
    expect(await bench.log()).toEqual(before);
    await bench.chat.hear({ kind: 'receipt', id: 'r-1', providerId: sent?.key ?? '', state: 'read', tenant: 'acme' });
    expect((await bench.log()).length).toBeGreaterThan(before.length);
  });
});
