import { z } from 'zod';
import { expect, onTestFinished, test } from 'vitest';
import { days, defineJourney, hours, minutes, noData, seconds } from 'throughline';
import { createInsight, defineInsight, measure, serviceEvents, type Insight } from 'throughline/insight';
import { createMemoryStore } from 'throughline/testing';
import { createHost, startOfTime, type TestHost } from '../orchestrator/host.js';

const { setup } = defineJourney({
  id: 'billing', version: 1, ttlMs: days(30), facts: {}, channels: { chat: ['text'] },
  events: { 'bill.asked': z.object({ text: z.string() }), 'contact.ended': serviceEvents['contact.ended'], 'bill.paid': noData },
  entry: { on: ['bill.asked'], reentry: { mode: 'after-exit' } },
});
/** A customer asks about a bill, hears at once that it came, is answered after a minute, and is reminded by a timer. */
const billing = setup({ delays: { minute: minutes(1), reminder: days(2) } }).createMachine({
  context: {},
  initial: 'reading',
  states: {
    reading: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'We have your question.', acknowledgement: true } }, after: { minute: 'answered' } },
    answered: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'It is right.' } }, on: { 'bill.paid': 'done' }, after: { reminder: 'late' } },
    late: { on: { 'bill.paid': { target: 'done', actions: { type: 'outcome', params: { outcome: 'resolved', intent: 'bill', channel: 'chat', confirmed: true, cost: 90 } } } } },
    done: { type: 'final' },
  },
});

async function insightOf(host: TestHost): Promise<Insight> {
  const store = createMemoryStore({ clock: host.clock, data: host.data });
  await store.open({ worker: 'reader' });
  onTestFinished(() => store.close());
  const insight = createInsight(defineInsight({ releases: [{ journey: 'billing', version: 1, at: 0 }] }));
  for (let after = 0; ;) {
    const { entries, next } = await store.scan(after, 7);
    insight.read(entries);
    if (entries.length === 0) return insight;
    after = next;
  }
}

test('the log that the library writes tells the figures, without anything added to it', async () => {
  const host = createHost([billing]);
  onTestFinished(() => host.orchestrator.close());
  const tell = (type: string, data: object, occurredAt?: number): Promise<unknown> => host.orchestrator.accept({ id: `${type} ${JSON.stringify(data)}`, source: 'desk', who: ['user:ann'], type, data, ...(occurredAt !== undefined && { occurredAt }) });
  await host.say('ann', 'bill.asked', { text: 'Is my bill right?' });
  await host.clock.advance(minutes(2));
  await tell('contact.ended', { outcome: 'resolved', confirmed: true, cost: 120 });
  await tell('work.queued', { item: 'w1' });
  await tell('work.answered', { item: 'w1', agent: '7' }, startOfTime + minutes(2) + seconds(10));
  await tell('survey.answered', { survey: 's1', kind: 'csat', rating: 5 });
  await tell('survey.answered', { survey: 's2', kind: 'csat', rating: 11 });
  await tell('survey.answered', { survey: 's3', kind: 'csat', rating: 'great' });
  await host.clock.advance(days(3));
  await tell('bill.paid', {});
  await host.say('bo', 'bill.asked', { text: 'And mine?' });

  const insight = await insightOf(host);
  const now = startOfTime + days(3) + hours(1);
  const [all] = measure(insight, { now, figures: ['first-response.median', 'speed-of-answer.mean', 'resolution', 'csat', 'containment'] });
  expect(all?.figures['first-response.median']).toMatchObject({ n: 1, pending: 1, flags: ['young', 'censored'] });
  expect(Math.abs((all?.figures['first-response.median']?.value ?? 0) / minutes(1) - 1)).toBeLessThan(0.011);
  expect(all?.figures['speed-of-answer.mean']).toMatchObject({ value: 0, n: 1 });
  expect(all?.figures.csat).toMatchObject({ value: 1, n: 1, flags: ['young', 'partial'] });
  expect(all?.figures.resolution).toEqual({ unit: 'share', n: 0, pending: 2, flags: ['empty', 'censored'] });
  expect(insight.faults).toEqual({ late: 0, unreadable: 1 });

  // the states that runs went through, with those that a timer moved
  const sums = new Map<string, number>();
  for (const { of, about: { journey, version }, tally } of insight.countAt(now).cells('state')) {
    for (const counter of ['visited', 'stands']) sums.set(`${journey} ${version} ${of} ${counter}`, (sums.get(`${journey} ${version} ${of} ${counter}`) ?? 0) + (tally.get(counter) ?? 0));
  }
  expect([...sums].filter(([, times]) => times > 0).toSorted(([one], [other]) => (one < other ? -1 : 1))).toEqual([
    ['billing 1 answered visited', 1], ['billing 1 done stands', 1], ['billing 1 done visited', 1], ['billing 1 late visited', 1], ['billing 1 reading stands', 1], ['billing 1 reading visited', 2],
  ]);
  // how the desk said that the contact ended, and how the journey did
  const byIntent = measure(insight, { now: now + days(30), figures: ['resolution'], by: ['intent'] });
  expect(byIntent.map(({ cut, figures }) => [cut.intent, figures.resolution?.n, figures.resolution?.value])).toEqual([['bill', 1, 1], [undefined, 1, 1]]);
  const [ended] = measure(insight, { now: now + days(30), where: { intent: 'bill' }, figures: ['resolution.confirmed', 'resolution.assumed', 'resolution.revoked', 'cost-per-resolution'] });
  expect(Object.values(ended?.figures ?? {}).map(({ value }) => value)).toEqual([1, 0, 0, 90]);
  const byJourney = measure(insight, { now: now + days(30), figures: ['resolution'], where: { journey: 'billing' }, by: ['journey', 'version', 'channel', 'month'] });
  expect(byJourney).toEqual([{ cut: { journey: 'billing', version: 1, channel: 'chat', month: '2027-01' }, figures: { resolution: expect.objectContaining({ value: 1, n: 1, flags: ['young'] }) } }]);
});
