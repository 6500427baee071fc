import { expect, it } from 'vitest';
import { createOrchestrator } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { orderHelp } from '../orchestrator/order-help.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

it.each(['toString', 'constructor', 'valueOf'])('an event named %s, like a part of every object, is one that no journey declares', async (type) => {
  const clock = createTestClock(1_800_000_000_000);
  const orchestrator = createOrchestrator({
    journeys: [orderHelp], clock, store: createMemoryStore({ clock }), channels: { webchat: createRecordingChannel() },
    activities: { findOrder: () => ({ status: 'unknown' as const }) }, texts: { 'order-status': 'on its way', 'order-resolved': 'thank you' }, handoff: () => {},
  });
  expect(await orchestrator.accept({ id: '1', source: 'shop', type, data: {}, who: ['user:ann'] } as never)).toMatchObject({ status: 'ignored', reason: 'UnknownEvent' });
  await orchestrator.close();
});
