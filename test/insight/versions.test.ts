import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, hours, minutes } from 'throughline';
import { createInsight, defineInsight, measure, readLogItem, readPaths, serviceEvents, type Insight, type InsightDefinition } from 'throughline/insight';
import { createMemoryStore } from 'throughline/testing';
import { createHost, startOfTime, type TestHost } from '../orchestrator/host.js';

/** The same journey in two versions: the second asks again a day later. */
function bill(version: number) {
  const { setup } = defineJourney({
    id: 'bill', version, ttlMs: days(60), facts: {}, channels: { chat: ['text'] },
    events: { 'bill.asked': z.object({}), 'bill.paid': z.object({}), 'contact.ended': serviceEvents['contact.ended'] },
    entry: { on: ['bill.asked'], reentry: { mode: 'after-exit' } },
  });
  const answered = { entry: { type: 'send' as const, params: { channel: 'chat' as const, purpose: 'service' as const, text: 'Here it is.' } } };
  return setup({ delays: { later: days(version > 1 ? 1 : 50) } }).createMachine({
    context: {}, initial: 'answered',
    states: {
      answered: { ...answered, on: { 'bill.paid': 'done' }, after: { later: 'asked again' } },
      'asked again': { on: { 'bill.paid': 'done' } },
      done: { type: 'final' },
    },
  });
}

async function insightOf(host: TestHost, rules: InsightDefinition, change: (body: string) => string = (body) => body): Promise<Insight> {
  const store = createMemoryStore({ clock: host.clock, data: host.data });
  await store.open({ worker: 'reader' });
  onTestFinished(() => store.close());
  const insight = createInsight(rules);
  const { entries } = await store.scan(0, 1_000);
  insight.read(entries.map((entry) => ({ ...entry, body: change(entry.body) })));
  return insight;
}

async function twoVersions(): Promise<TestHost> {
  const host = createHost([bill(1)]);
  await host.say('ann', 'bill.asked');
  await host.orchestrator.close();
  const next = createHost([bill(1), bill(2)]);
  Object.assign(next.data, host.data);
  next.clock.set(startOfTime + hours(1));
  next.reopen();
  onTestFinished(() => next.orchestrator.close());
  // who began on the first version goes on with it, whatever new runs begin on
  await next.say('bo', 'bill.asked', {}, 'bo 1');
  await next.clock.advance(days(2));
  await next.say('ann', 'bill.paid', {}, 'ann 2');
  await next.say('bo', 'bill.paid', {}, 'bo 2');
  return next;
}

test('the log says itself which version a run is of, so that a new one is compared with the old', async () => {
  const insight = await insightOf(await twoVersions(), defineInsight());
  const now = startOfTime + days(40);
  const ways = (version: number): readonly string[] => readPaths(insight, { now, where: { journey: 'bill', version } }).ways.map(({ states, runs }) => `${runs} ${states.join(' > ')}`);
  expect(ways(1)).toEqual(['1 answered > done']);
  expect(ways(2)).toEqual(['1 answered > asked again > done']);
  const rows = measure(insight, { now, by: ['journey', 'version'], figures: ['involvement'] });
  expect(rows.map(({ cut, figures }) => [cut.version, figures.involvement?.n])).toEqual([[1, 1], [2, 1]]);
});

test('the log of a release that wrote no versions is read as before: releases say since when new runs begin on which', async () => {
  const host = await twoVersions();
  const withoutVersions = (body: string): string => body.replaceAll(/"version":\d+,/g, '');
  expect((await insightOf(host, defineInsight())).save().items).not.toEqual((await insightOf(host, defineInsight(), withoutVersions)).save().items);
  const rules = defineInsight({ releases: [{ journey: 'bill', version: 1, at: 0 }, { journey: 'bill', version: 2, at: startOfTime + minutes(30) }] });
  const insight = await insightOf(host, rules, withoutVersions);
  const runs = [...insight.countAt(startOfTime + days(40)).cells('run')].map(({ about: { version }, tally }) => [version, tally.get('n')]);
  expect(runs).toEqual([[1, 1], [2, 1]]);
});

test('an entry that an earlier release wrote is read without a version, and one that says none is not taken for a fault', () => {
  const body = { id: 'e1', source: 'shop', type: 'bill.asked', data: {}, receipt: { status: 'handled', moved: [{ instance: 'ann/bill/1', journey: 'bill', to: ['answered'] }] } };
  const read = readLogItem({ tenant: 'default', lane: 'ann', position: 1, kind: 'event', at: startOfTime, body: JSON.stringify(body) }, defineInsight());
  expect(read).toEqual({ customer: 'ann', position: 1, at: startOfTime, kind: 'happened', event: 'e1', moves: [{ instance: 'ann/bill/1', journey: 'bill', to: 'answered' }] });
});
