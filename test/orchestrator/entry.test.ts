import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, type Reentry } from 'throughline';
import { createHost } from './host.js';
import { createRecordingChannel } from './recording-channel.js';

const asked = z.object({ orderId: z.string() });

function journeyWith(reentry: Reentry) {
  const { setup } = defineJourney({
    id: 'help', version: 1,
    events: { 'help.asked': asked, 'help.given': z.object({}), 'order.changed': asked },
    facts: { orderId: facts.internal(z.string()), changes: facts.internal(z.number()) },
    channels: {},
    entry: { on: ['help.asked'], key: 'orderId', reentry },
    ttlMs: days(30),
  });
  return setup({ actions: {} }).createMachine({
    id: 'help',
    context: ({ input }) => ({ orderId: input.event.data.orderId, changes: 0 }),
    initial: 'open',
    states: { open: { on: { 'help.given': 'over', 'order.changed': { target: 'open', reenter: true } }, after: { [days(29)]: 'over' } }, over: { type: 'final' } },
  });
}

describe('entering a journey again', () => {
  test('never: a customer who has been through it is not let in again', async () => {
    const host = createHost([journeyWith({ mode: 'never' })]);
    await host.say('ann', 'help.asked', { orderId: '1' });
    await host.say('ann', 'help.given');
    const again = await host.say('ann', 'help.asked', { orderId: '1' });
    expect(again).toMatchObject({ status: 'ignored', reason: 'NotEntered' });
    expect(again.because).toContain('only once');
    await host.orchestrator.close();
  });
  test('after exit: not while it runs, but once it is over', async () => {
    const host = createHost([journeyWith({ mode: 'after-exit' })]);
    await host.say('ann', 'help.asked', { orderId: '1' });
    expect(await host.say('ann', 'help.asked', { orderId: '1' })).toMatchObject({ status: 'ignored', reason: 'NotHandled' });
    await host.say('ann', 'help.given');
    expect(await host.say('ann', 'help.asked', { orderId: '1' })).toMatchObject({ status: 'handled' });
    expect((await host.orchestrator.explain('user:ann')).journeys.map((run) => run.instance)).toEqual([expect.stringMatching(/\/help\/2$/)]);
    await host.orchestrator.close();
  });
  test('after a cool-down: an hour later, and not a minute before', async () => {
    const host = createHost([journeyWith({ mode: 'after-cool-down', coolDownMs: hours(1) })]);
    await host.say('ann', 'help.asked', { orderId: '1' });
    await host.say('ann', 'help.given');
    await host.clock.advance(minutes(59));
    expect(await host.say('ann', 'help.asked', { orderId: '1' })).toMatchObject({ status: 'ignored', reason: 'NotEntered' });
    await host.clock.advance(minutes(1));
    expect(await host.say('ann', 'help.asked', { orderId: '1' })).toMatchObject({ status: 'handled' });
    await host.orchestrator.close();
  });
  test('per key: two orders of one customer run side by side, and an event with a key reaches only its own', async () => {
    const host = createHost([journeyWith({ mode: 'per-key' })]);
    await host.say('ann', 'help.asked', { orderId: 'A' });
    await host.say('ann', 'help.asked', { orderId: 'B' });
    const changed = await host.say('ann', 'order.changed', { orderId: 'B' });
    expect(changed).toMatchObject({ status: 'handled', instances: [expect.stringMatching(/\/help\/2$/)] });
    const given = await host.say('ann', 'help.given');
    expect(given.instances).toHaveLength(2);
    await host.orchestrator.close();
  });
});

describe('beginning anew', () => {
  test('ends the run before in the same moment, with its reason, and the new one has the new facts', async () => {
    const host = createHost([journeyWith({ mode: 'restart' })]);
    host.listen('journey.ended');
    await host.say('ann', 'help.asked', { orderId: '1' });
    await host.say('ann', 'order.changed', { orderId: '1' });
    expect(await host.say('ann', 'help.asked', { orderId: '1' })).toMatchObject({ status: 'handled', instances: [expect.stringMatching(/\/help\/1$/), expect.stringMatching(/\/help\/2$/)] });
    const { journeys, ended } = await host.orchestrator.explain('user:ann');
    expect(journeys.map((run) => run.instance)).toEqual([expect.stringMatching(/\/help\/2$/)]);
    expect(ended).toMatchObject([{ reason: 'restarted' }]);
    expect(host.told).toMatchObject([{ what: { reason: 'restarted' } }]);
    await host.clock.advance(days(29) + 1);
    expect((await host.orchestrator.explain('user:ann')).journeys).toEqual([]);
    await host.orchestrator.close();
  });

  test('is of each order by itself, where the journey tells them apart', async () => {
    const host = createHost([journeyWith({ mode: 'restart' })]);
    for (const orderId of ['A', 'B', 'A']) await host.say('ann', 'help.asked', { orderId });
    const { journeys } = await host.orchestrator.briefing('user:ann');
    expect(journeys.map(({ instance, facts: known }) => [instance.slice(-1), known.find(({ name }) => name === 'orderId')?.value])).toEqual([['2', 'B'], ['3', 'A']]);
    await host.orchestrator.close();
  });

  test('takes back what the run before had not sent yet', async () => {
    const { setup } = defineJourney({ id: 'offer', version: 1, events: { 'offer.due': z.object({ what: z.string() }) }, facts: { what: facts.public(z.string()) }, channels: { chat: ['text'] }, entry: { on: ['offer.due'], reentry: { mode: 'restart' } }, ttlMs: days(9) });
    const offer = setup({}).createMachine({ context: ({ input }) => ({ what: input.event.data.what }), initial: 'said', states: { said: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', template: 'offer' } }, after: { [days(8)]: 'over' } }, over: { type: 'final' } } });
    let away = true;
    const chat = createRecordingChannel(() => (away ? { status: 'retry', retryAfterMs: minutes(1) } : { status: 'sent', providerId: 'p' }));
    const host = createHost([offer], chat, { texts: { offer: ({ what }) => String(what) } });
    await host.say('ann', 'offer.due', { what: 'a chair' });
    await host.say('ann', 'offer.due', { what: 'a table' });
    away = false;
    const before = host.texts().length;
    await host.clock.advance(minutes(10));
    expect(host.texts().slice(before)).toEqual(['a table']);
    await host.orchestrator.close();
  });

  test('waits for the end of a pause, and until then the run before goes on', async () => {
    const host = createHost([journeyWith({ mode: 'restart' })]);
    await host.say('ann', 'help.asked', { orderId: '1' });
    await host.orchestrator.pause('help', { events: 'handle' });
    expect(await host.say('ann', 'help.asked', { orderId: '1' })).toMatchObject({ status: 'parked', reason: 'Paused' });
    expect((await host.orchestrator.explain('user:ann')).journeys.map((run) => run.instance)).toEqual([expect.stringMatching(/\/help\/1$/)]);
    await host.orchestrator.resume('help');
    expect((await host.orchestrator.explain('user:ann')).journeys.map((run) => run.instance)).toEqual([expect.stringMatching(/\/help\/2$/)]);
    await host.orchestrator.close();
  });

  test('leaves the run before as it was where the new one cannot begin', async () => {
    const { setup } = defineJourney({ id: 'count', version: 1, events: { 'count.begun': z.object({ from: z.number() }) }, facts: { from: facts.internal(z.number()) }, channels: {}, entry: { on: ['count.begun'], reentry: { mode: 'restart' } }, ttlMs: days(9) });
    const count = setup({}).createMachine({ context: ({ input }) => { if (input.event.data.from < 0) throw new Error('no'); return { from: input.event.data.from }; }, initial: 'counting', states: { counting: { after: { [days(8)]: 'over' } }, over: { type: 'final' } } });
    const host = createHost([count]);
    await host.say('ann', 'count.begun', { from: 1 });
    expect(await host.say('ann', 'count.begun', { from: -1 })).toMatchObject({ status: 'parked', reason: 'HandlingFailed' });
    const { journeys, ended } = await host.orchestrator.explain('user:ann');
    expect([journeys.length, ended.length]).toEqual([1, 0]);
    await host.orchestrator.close();
  });
});

// care-rules section 4, property 1
test('there are never two running instances with one key, whatever comes in which order', async () => {
  const mode = fc.constantFrom<Reentry>({ mode: 'never' }, { mode: 'after-exit' }, { mode: 'after-cool-down', coolDownMs: minutes(5) }, { mode: 'per-key' }, { mode: 'restart' });
  const happening = fc.oneof(
    fc.record({ type: fc.constant('help.asked'), order: fc.constantFrom('A', 'B', 'C') }),
    fc.record({ type: fc.constant('help.given'), order: fc.constant('') }),
    fc.record({ type: fc.constant('wait'), order: fc.constant('') }),
  );
  await fc.assert(fc.asyncProperty(mode, fc.array(happening, { maxLength: 30 }), async (reentry, happenings) => {
    const host = createHost([journeyWith(reentry)]);
    const live = new Map<string, number>();
    for (const { type, order } of happenings) {
      if (type === 'wait') await host.clock.advance(minutes(3));
      else await Promise.all([host.say('ann', type, { orderId: order }), host.say('ann', type, { orderId: order })]);
      live.clear();
      const { items } = await host.orchestrator.list({ kind: 'instance' });
      for (const item of items) {
        const [run] = (await host.orchestrator.briefing('user:ann')).journeys.filter((one) => one.instance === item.id);
        const key = reentry.mode === 'per-key' || reentry.mode === 'restart' ? String(run?.facts.find((fact) => fact.name === 'orderId')?.value) : 'one';
        live.set(key, (live.get(key) ?? 0) + 1);
      }
      expect([...live.values()].every((count) => count === 1)).toBe(true);
    }
    await host.orchestrator.close();
  }), { numRuns: 60 });
});
