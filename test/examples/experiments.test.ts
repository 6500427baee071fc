import { expect, onTestFinished, test } from 'vitest';
import { hours } from 'throughline';
import { createMemoryStore, createTestClock } from 'throughline/testing';
import { armInPreview, judge, startShop } from '../../examples/experiments/judge.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';

test('the experiment of the docs divides customers, speaks in two tones, and is judged as the orders come in', async () => {
  const clock = createTestClock();
  const sms = { ...createRecordingChannel(), identityNamespace: 'phone' };
  const host = startShop(sms, createMemoryStore({ clock }), clock);
  onTestFinished(() => host.close());
  const phones = Array.from({ length: 600 }, (_, n) => `phone:+43660${String(1_000_000 + n)}`);
  const arms = new Map<string, string>();
  await Promise.all(phones.map(async (phone) => {
    const { customer = '' } = await host.accept({ id: `left ${phone}`, source: 'shop', who: [phone], type: 'basket.left', data: {} });
    arms.set(phone, armInPreview(customer));
  }));
  await clock.advance(hours(21));
  expect(sms.sent.filter(({ text }) => text.startsWith('We kept')).map(({ to }) => `phone:${to}`).toSorted()).toEqual(phones.filter((phone) => arms.get(phone) === 'warm').toSorted());
  expect(sms.sent).toHaveLength(phones.filter((phone) => arms.get(phone) !== 'holdout').length);
  expect((await judge(host)).verdict).toBe('not-yet');
  // nearly everybody who was written to warmly orders, and hardly anybody else
  await Promise.all(phones.filter((phone, n) => (arms.get(phone) === 'warm') === (n % 10 > 0)).map((phone) => host.accept({ id: `order ${phone}`, source: 'shop', who: [phone], type: 'order.placed', data: {} })));
  const { verdict, from } = await judge(host);
  expect(verdict).toBe('better');
  expect(from).toBeGreaterThan(1);
});
