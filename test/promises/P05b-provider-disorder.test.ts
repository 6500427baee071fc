import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from 'throughline';
import type { Store } from 'throughline/ports';
import { expectAccountedFor } from '../audit/accounted-for.js';
import { createBench, type Bench, type BenchOptions } from '../orchestrator/door/bench.js';
import { homes, type Home } from '../orchestrator/door/homes.js';
import { createRecordingChannel } from '../orchestrator/recording-channel.js';
import { chains, hearAll, heardBy, listening, type News } from './message-chains.js';
import { runsOf } from '../full-size.js';

/** 100,000 is the whole proof. */
const runs = runsOf({ ci: 60, full: 100_000 });
const order = ['message.failed', 'message.delivered', 'message.opened', 'message.clicked', 'message.replied'];
const rank = { failed: 0, delivered: 1, read: 2, clicked: 3, replied: 4 };
/** what a machine opened has only arrived */
const rankOf = (news: News): number => (news.state !== 'replied' && news.state !== 'failed' && news.machine === true ? rank.delivered : rank[news.state]);

/** What a run must have heard in the end, by the furthest news alone where nothing is taken back. */
function neverBack(heard: readonly string[], chain: readonly News[]): void {
  const places = heard.map((type) => order.indexOf(type));
  // a customer may answer more than once, which is no step back
  expect(places.every((place, at) => at === 0 || place > (places[at - 1] ?? -1) || (place === 4 && places[at - 1] === 4)), heard.join(' ')).toBe(true);
  expect(places.at(-1)).toBe(Math.max(...chain.map(rankOf)));
  if (heard.includes('message.opened')) expect(heard).toContain('message.delivered');
  if (heard.includes('message.clicked')) expect(heard).toContain('message.opened');
}

async function shuffles(bench: Bench, numRuns: number): Promise<void> {
  let customers = 0;
  let disorder = 0;
  await fc.assert(fc.asyncProperty(chains, async (chain) => {
    const customer = `c${customers += 1}`;
    await hearAll(bench, customer, chain);
    if (chain.some((news, at) => chain.slice(0, at).some((before) => rankOf(before) > rankOf(news)))) disorder += 1;
    neverBack((await heardBy(bench, customer)).heard, chain);
  }), { numRuns, endOnFailure: true });
  expect(disorder, 'chains that were told in disorder; a run without any proves nothing').toBeGreaterThan(numRuns / 10);
}

/** Last write wins: nobody remembers how far a message has come. */
const forgetful = (store: Store): Store => ({ ...store, rows: async (lane, query) => (query.prefix?.startsWith('receipt/') === true ? [] : store.rows(lane, query)) });

describe.each(homes)('P5b: whatever order a provider tells it in, %s,', (_, make) => {
  let home: Home;
  let bench: Bench;
  const begin = (more: BenchOptions = {}): void => { bench = createBench(home, { journeys: [listening], ...more }); };
  beforeEach(() => { home = make(); });
  afterEach(async () => {
    await expectAccountedFor(bench.store);
    await bench.orchestrator.close();
    await home.remove();
  });

  test('W13: a message never goes back: not from read to delivered, from delivered to failed, nor from answered to any', async () => {
    begin();
    await shuffles(bench, runs);
  }, 3_600_000);

  test('the proof notices a library that believes the last receipt', async () => {
    begin({ around: forgetful });
    await expect(shuffles(bench, 200)).rejects.toThrow('Property failed');
  });

  const examples: readonly (readonly [what: string, chain: readonly News[], heard: readonly string[]])[] = [
    ['delivered, then read', [{ state: 'delivered' }, { state: 'read' }], ['delivered', 'opened']],
    ['read, then delivered', [{ state: 'read' }, { state: 'delivered' }], ['delivered', 'opened']],
    ['read and nothing else', [{ state: 'read' }], ['delivered', 'opened']],
    ['clicked and nothing else', [{ state: 'clicked' }], ['delivered', 'opened', 'clicked']],
    ['clicked, then read', [{ state: 'clicked' }, { state: 'read' }], ['delivered', 'opened', 'clicked']],
    ['opened by a machine, then read by a person', [{ state: 'read', machine: true }, { state: 'read' }], ['delivered', 'opened']],
    ['followed by a machine and by nobody else', [{ state: 'clicked', machine: true }], ['delivered']],
    ['failed after it was delivered', [{ state: 'delivered' }, { state: 'failed' }], ['delivered']],
    ['delivered after it failed', [{ state: 'failed' }, { state: 'delivered' }], ['failed', 'delivered']],
    ['failed twice', [{ state: 'failed' }, { state: 'failed' }], ['failed']],
    ['answered, then delivered and read', [{ state: 'replied' }, { state: 'delivered' }, { state: 'read' }], ['replied']],
    ['answered twice', [{ state: 'replied' }, { state: 'replied' }], ['replied', 'replied']],
  ];
  test.each(examples)('%s', async (_what, chain, heard) => {
    begin();
    await hearAll(bench, 'ann', chain);
    expect((await heardBy(bench, 'ann')).heard).toEqual(heard.map((word) => `message.${word}`));
  });

  test('what says no more than is known is answered as ignored, with a reason', async () => {
    begin();
    const receipts: Receipt[] = [];
    bench.orchestrator.on('event.answered', ({ receipt }) => receipts.push(receipt));
    await hearAll(bench, 'ann', [{ state: 'read' }, { state: 'delivered' }]);
    expect(receipts.at(-1)).toMatchObject({ status: 'ignored', reason: 'Outdated', because: "'message.delivered' says no more of this message than is known: it is read" });
    expect((await bench.orchestrator.explain('user:ann')).journeys[0]?.lastEvent).toMatchObject({ type: 'message.opened' });
  });

  test('W13: what happened before something that was told earlier is marked late', async () => {
    begin();
    await hearAll(bench, 'ann', [{ state: 'failed', at: 1_700_000_000_009 }, { state: 'delivered', at: 1_700_000_000_001 }]);
    expect(await heardBy(bench, 'ann')).toEqual({ heard: ['message.failed', 'message.delivered'], late: ['message.delivered'] });
  });

  test('a restart forgets nothing of it', async () => {
    begin();
    await hearAll(bench, 'ann', [{ state: 'read' }]);
    const providerId = `p-${bench.chat.sent[0]?.key ?? ''}`;
    await bench.orchestrator.close();
    begin();
    await bench.orchestrator.start();
    await bench.chat.hear({ kind: 'receipt', id: 'after', providerId, state: 'delivered' });
    expect((await heardBy(bench, 'ann')).heard).toEqual(['message.delivered', 'message.opened']);
  });

  test('a message that arrived is no dead letter, though the channel gives up on it afterwards', async () => {
    const chat = createRecordingChannel(async ({ key }) => {
      await chat.hear({ kind: 'receipt', id: 'r1', providerId: key, state: 'delivered' });
      return { status: 'refused', code: 'gone' };
    });
    begin({ chat });
    await bench.say({ id: '1', type: 'visit.ended' });
    await bench.settle();
    expect((await heardBy(bench, 'ann')).heard).toEqual(['message.delivered']);
    expect((await bench.orchestrator.list({ kind: 'dead' })).items).toEqual([]);
  });
});
