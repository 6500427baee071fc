import { defineJourney, hours } from 'throughline';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createHost } from '../host.js';

const { setup } = defineJourney({
  id: 'welcome', version: 1, ttlMs: hours(100),
  events: {
    'customer.updated': z.object({ name: z.string().transform((name) => name.length) }),
    'consent.withdrawn': z.object({ channel: z.string() }),
    'message.received': z.object({}),
    'web.viewed': z.object({ page: z.string().transform((page) => page.split('/')) }),
  },
  facts: {}, channels: {}, entry: { on: ['customer.updated'], reentry: { mode: 'after-exit' } },
});
/** It takes less of what the library understands too, and makes something else of it. */
const welcome = setup({}).createMachine({ context: {}, initial: 'on', states: { on: { on: { 'consent.withdrawn': 'over' } }, over: { type: 'final' } } });

const open = () => createHost([welcome]);

test('what a journey makes of an event for itself changes nothing of what the library reads in it', async () => {
  const host = open();
  await host.say('ann', 'customer.updated', { name: 'Ann' });
  await host.say('ann', 'web.viewed', { page: '/chairs' });
  await host.say('ann', 'consent.withdrawn', { channel: 'chat', purpose: 'marketing' });
  const briefing = await host.orchestrator.briefing('user:ann');
  expect(briefing.profile).toEqual({ name: 'Ann' });
  expect(briefing.web).toMatchObject([{ page: '/chairs' }]);
  expect(briefing.consents).toMatchObject([{ channel: 'chat', purpose: 'marketing', state: 'withdrawn' }]);
  expect(briefing.ended).toHaveLength(1);
});

test('a stop word is heeded, and the words stand in the timeline, though a journey that hears messages does not read them', async () => {
  const host = open();
  await host.orchestrator.start();
  await host.chat.hear({ kind: 'message', id: 'm1', from: 'ann', text: 'STOP' });
  const briefing = await host.orchestrator.briefing('user:ann');
  expect(briefing.consents.map(({ state }) => state)).toContain('withdrawn');
  expect(briefing.interactions).toMatchObject([{ text: 'STOP' }]);
});
