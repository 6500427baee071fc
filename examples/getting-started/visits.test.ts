import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOrchestrator, days } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { createConsoleChannel } from './console-channel.js';
import { visit } from './visit.js';

test('a day passes in no time, and a person is called', async () => {
  const called: string[] = [];
  const clock = createTestClock();
  const host = createOrchestrator({
    journeys: [visit], clock, store: createMemoryStore({ clock }),
    channels: { sms: createConsoleChannel() },
    texts: { question: 'Does the day suit you?', thanks: 'Thank you.' },
    handoff: ({ queue }) => { called.push(queue); },
  });
  await host.accept({ id: '1', source: 'shop', who: ['phone:+4915112345678'], type: 'visit.booked', data: { visit: 'V-7', day: 'Tuesday' } });
  await clock.advance(days(1));
  await host.close();
  assert.deepEqual(called, ['visits']);
});
