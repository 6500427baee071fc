import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { createOrchestrator, days, defineJourney, minutes } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { callForHelp, watch, watchOver } from '../../examples/alerts/watch.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

/** It is looked at too, so the host has to have it. */
const parcelReturn = defineJourney({ id: 'parcel-return', version: 1, ttlMs: days(30), facts: {}, channels: {}, events: { 'return.asked': z.object({}) }, entry: { on: ['return.asked'], reentry: { mode: 'after-exit' } } })
  .setup({}).createMachine({ context: {}, initial: 'asked', states: { asked: { after: { 1000: 'over' } }, over: { type: 'final' } } });

test('the team is written to when the queue is too long, and again until somebody says that they look at it', async () => {
  const clock = createTestClock(Date.UTC(2026, 4, 4));
  const sms = { ...createRecordingChannel(), identityNamespace: 'phone' };
  const host = createOrchestrator({ journeys: [callForHelp, parcelReturn], store: createMemoryStore({ clock }), clock, channels: { sms }, timing: { pollMs: days(1) } });
  onTestFinished(async () => {
    await watch.close();
    await host.close();
  });
  const lines = vi.spyOn(console, 'log').mockImplementation(() => {});
  onTestFinished(() => lines.mockRestore());
  await host.accept({ id: 'team', source: 'host', type: 'customer.updated', data: {}, who: ['team:care', 'phone:+14155550100'] });
  await watchOver(host);
  for (let n = 0; n < 11; n += 1) await host.accept({ id: `w${n}`, source: 'desk', type: 'work.queued', data: { item: `w${n}`, queue: 'care' }, who: [`user:${n}`] } as unknown as Parameters<typeof host.accept>[0]);
  await clock.advance(minutes(7));
  expect(lines.mock.calls.flat()).toEqual(['queue too long: raised at 11']);
  expect(sms.sent).toHaveLength(1);
  await clock.advance(minutes(31));
  expect(sms.sent).toHaveLength(2);
  await sms.hear({ kind: 'message', id: 'm1', from: '+14155550100', text: 'on it' });
  await clock.advance(minutes(61));
  expect(sms.sent).toHaveLength(2);
});
