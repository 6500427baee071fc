import { expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, JourneyError, noData } from 'throughline';
import { createMemoryCrm } from 'throughline/testing';
import { createHost, startOfTime } from './host.js';
import { createRecordingChannel } from './recording-channel.js';

const { setup } = defineJourney({
  id: 'repair', version: 1,
  events: { 'repair.asked': z.object({ device: z.string(), parts: z.array(z.string()), floor: z.number(), urgent: z.boolean() }), 'part.ordered': noData, 'repair.done': noData, 'repair.failed': noData },
  facts: { device: facts.internal(z.string()), parts: facts.internal(z.array(z.string())), floor: facts.internal(z.number()), urgent: facts.internal(z.boolean()), serial: facts.internal(z.string().nullable()) },
  channels: {}, entry: { on: ['repair.asked'], reentry: { mode: 'after-exit' } }, ttlMs: days(30),
});
const repair = setup({}).createMachine({
  id: 'repair', context: ({ input }) => ({ ...input.event.data, serial: null }), initial: 'asked',
  states: {
    asked: {
      entry: [{ type: 'crm.openCase', params: { subject: 'Repair', facts: ['device', 'parts', 'serial'] } }, { type: 'crm.upsert', params: { facts: ['device', 'parts', 'floor', 'urgent', 'serial'] } }],
      on: {
        'part.ordered': { actions: [{ type: 'crm.updateCase', params: { note: 'a part is on its way', priority: 'high', followUpInMs: hours(2) } }, { type: 'crm.logInteraction', params: { summary: 'ordered a part' } }] },
        'repair.done': { target: 'over', actions: { type: 'crm.closeCase', params: { resolution: 'confirmed' } } },
        'repair.failed': { target: 'over', actions: { type: 'crm.closeCase', params: { resolution: 'unresolved', followUpInMs: days(1) } } },
      },
    },
    over: { type: 'final' },
  },
});
const asked = { device: 'oven', parts: ['door', 'lamp'], floor: 3, urgent: true };

function hostWithCrm() {
  const crm = createMemoryCrm();
  return { crm, host: createHost([repair], createRecordingChannel(), { crm }) };
}

test('a journey hands its facts to the CRM: plain values as they are, others as text, and nothing that is not known', async () => {
  const { crm, host } = hostWithCrm();
  await host.say('ann', 'repair.asked', asked);
  await host.settle();
  expect(crm.people()).toMatchObject([{ fields: { device: 'oven', parts: '["door","lamp"]', floor: 3, urgent: true } }]);
  expect(crm.people()[0]?.fields).not.toHaveProperty('serial');
  expect(crm.cases()).toMatchObject([{ subject: 'Repair', status: 'open', priority: 'normal', problemAt: startOfTime, openedAt: startOfTime, fields: { device: 'oven', parts: '["door","lamp"]' } }]);
  await host.orchestrator.close();
});

test('a case is followed up when the journey says, and an entry of the timeline says what was done', async () => {
  const { crm, host } = hostWithCrm();
  await host.say('ann', 'repair.asked', asked);
  await host.clock.advance(hours(1));
  await host.say('ann', 'part.ordered');
  await host.settle();
  expect(crm.cases()).toMatchObject([{ priority: 'high', notes: ['a part is on its way'], followUpAt: startOfTime + hours(3) }]);
  expect(crm.activities().filter(({ kind }) => kind === 'note')).toMatchObject([{ summary: 'ordered a part', at: startOfTime + hours(1) }]);
  await host.orchestrator.close();
});

test.each([['repair.done', { status: 'closed', resolved: true }], ['repair.failed', { status: 'closed', resolved: false, followUpAt: startOfTime + hours(1) + days(1) }]])('a case that %s closes says whether it was solved, and is followed up only where that is asked', async (event, found) => {
  const { crm, host } = hostWithCrm();
  await host.say('ann', 'repair.asked', asked);
  await host.clock.advance(hours(1));
  await host.say('ann', event);
  await host.settle();
  expect(crm.cases()).toMatchObject([found]);
  if (!('followUpAt' in found)) expect(crm.cases()[0]?.followUpAt).toBeUndefined();
  await host.orchestrator.close();
});

test('a CRM that says how long to hold back is asked again no sooner, and not later than in a day', async () => {
  const crm = createMemoryCrm();
  const waits = [hours(1), days(400)];
  const busy = { ...crm, openCase: async (...call: Parameters<NonNullable<typeof crm.openCase>>) => {
    const wait = waits.shift();
    if (wait !== undefined) throw new JourneyError('CrmFailed', 'too many calls', { retryAfterMs: wait });
    await crm.openCase?.(...call);
  } };
  const host = createHost([repair], createRecordingChannel(), { crm: busy });
  const put: number[] = [];
  host.orchestrator.on('effect.retried', ({ inMs }) => put.push(inMs));
  await host.say('ann', 'repair.asked', asked);
  await host.settle();
  expect(put).toEqual([hours(1)]);
  await host.clock.advance(hours(1));
  await host.settle();
  expect(put).toEqual([hours(1), days(1)]);
  expect(crm.cases()).toEqual([]);
  await host.clock.advance(days(1));
  await host.settle();
  expect(crm.cases()).toMatchObject([{ subject: 'Repair' }]);
  await host.orchestrator.close();
});
