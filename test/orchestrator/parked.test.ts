import { expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, noData } from 'throughline';
import { createHost } from './host.js';

/** A journey whose author made a mistake that can be mended while it runs. */
function fragile() {
  const broken = { now: true, start: false };
  const { setup } = defineJourney({
    id: 'claim', version: 1,
    events: { 'claim.made': noData, 'photo.sent': z.object({ photo: z.string() }), 'claim.settled': noData },
    facts: { photos: facts.personal(z.array(z.string())) },
    channels: { chat: ['text'] },
    entry: { on: ['claim.made'], reentry: { mode: 'after-exit' } },
    ttlMs: days(100),
  });
  const claim = setup({
    guards: { legible: (_, { photo }: { photo: string }) => { if (broken.now && photo === 'bad') throw new TypeError('cannot read it: secret@example.org'); return true; } },
  }).createMachine({
    id: 'claim',
    context: () => { if (broken.start) throw new Error('no'); return { photos: [] }; },
    initial: 'open',
    states: {
      open: {
        on: {
          'photo.sent': { guard: { type: 'legible', params: ({ event }) => event.data }, target: 'open', reenter: true, actions: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Thank you.' } } },
          'claim.settled': 'over',
        },
        after: { [hours(1)]: { guard: () => { if (broken.now) throw new Error('again'); return true; }, target: 'over' }, [days(50)]: 'over' },
      },
      over: { type: 'final' },
    },
  });
  return { claim, broken };
}

test('an event that the definition cannot handle is kept with its cause, the instance stays as it was, and others go on', async () => {
  const { claim } = fragile();
  const host = createHost([claim]);
  host.listen('event.parked');
  await host.say('ann', 'claim.made');
  await host.say('bob', 'claim.made');
  const receipt = await host.say('ann', 'photo.sent', { photo: 'bad' });
  expect(receipt).toMatchObject({ status: 'parked', reason: 'HandlingFailed' });
  expect(JSON.stringify([receipt, host.told])).not.toContain('secret@example.org');
  expect(await host.say('bob', 'photo.sent', { photo: 'good' })).toMatchObject({ status: 'handled' });
  expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ status: 'parked', where: ['open'], parked: { cause: 'DefinitionFault' } });
  await host.orchestrator.close();
});

test('what comes later waits behind it, and after the mending all of it is handled in order', async () => {
  const { claim, broken } = fragile();
  const host = createHost([claim]);
  await host.say('ann', 'claim.made');
  const parked = await host.say('ann', 'photo.sent', { photo: 'bad' });
  expect(await host.say('ann', 'photo.sent', { photo: 'good' })).toMatchObject({ status: 'parked' });
  expect(await host.say('ann', 'claim.settled')).toMatchObject({ status: 'parked' });
  const id = parked.status === 'parked' ? parked.parked : '';
  expect(await host.orchestrator.redrive({ parked: id })).toMatchObject({ done: [], still: { id } });
  expect((await host.orchestrator.list({ kind: 'parked' })).items).toHaveLength(3);
  broken.now = false;
  expect((await host.orchestrator.redrive({ parked: id })).done).toHaveLength(3);
  await host.settle();
  expect((await host.orchestrator.explain('user:ann')).ended).toMatchObject([{ reason: 'done' }]);
  expect(host.texts()).toEqual(['Thank you.', 'Thank you.']);
  expect((await host.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
  await host.orchestrator.close();
});

test('a delay that cannot be handled is parked too, and ends when it is redriven', async () => {
  const { claim, broken } = fragile();
  const host = createHost([claim]);
  await host.say('ann', 'claim.made');
  await host.clock.advance(hours(2));
  expect((await host.orchestrator.list({ kind: 'parked', journey: 'claim' })).items).toMatchObject([{ cause: 'DefinitionFault' }]);
  broken.now = false;
  await host.orchestrator.redrive({ journey: 'claim' });
  expect((await host.orchestrator.explain('user:ann')).ended).toMatchObject([{ reason: 'done' }]);
  await host.orchestrator.close();
});

test('a journey that cannot begin is parked, and begins when it is redriven', async () => {
  const { claim, broken } = fragile();
  broken.start = true;
  const host = createHost([claim]);
  expect(await host.say('ann', 'claim.made')).toMatchObject({ status: 'parked' });
  expect((await host.orchestrator.explain('user:ann')).journeys).toEqual([]);
  broken.start = false;
  await host.orchestrator.redrive({ journey: 'claim' });
  expect((await host.orchestrator.explain('user:ann')).journeys).toHaveLength(1);
  await host.orchestrator.close();
});

test('cancelling a parked instance takes what waits behind it along', async () => {
  const { claim } = fragile();
  const host = createHost([claim]);
  const { instances: [instance = ''] } = await host.say('ann', 'claim.made');
  await host.say('ann', 'photo.sent', { photo: 'bad' });
  await host.say('ann', 'photo.sent', { photo: 'good' });
  await host.orchestrator.cancel(instance);
  expect((await host.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
  expect(await host.say('ann', 'claim.made')).toMatchObject({ status: 'handled' });
  await host.orchestrator.close();
});

test('parked events are still there after a restart', async () => {
  const { claim, broken } = fragile();
  const host = createHost([claim]);
  await host.say('ann', 'claim.made');
  await host.say('ann', 'photo.sent', { photo: 'bad' });
  host.reopen();
  broken.now = false;
  expect((await host.orchestrator.redrive({ journey: 'claim' })).done).toHaveLength(1);
  expect((await host.orchestrator.explain('user:ann')).journeys[0]).toMatchObject({ status: 'running' });
  await host.orchestrator.close();
});
