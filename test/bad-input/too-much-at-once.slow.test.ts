import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createOrchestrator, hours, seconds, type AnyJourney, type Receipt } from 'throughline';
import type { Channel } from 'throughline/ports';
import { createTestClock } from 'throughline/testing';
import { toIncoming } from '../orchestrator/door/bench.js';
import { reminder, tally, texts } from '../orchestrator/door/journeys.js';
import { runsOf } from '../full-size.js';
import { now } from './bad-input-row.js';
import { fuzzedStores } from './grammar/fuzzed-shop.js';

const journeysAtOnce = runsOf({ ci: 2_000, full: 100_000 });
const timersInFile = runsOf({ ci: 5_000, full: 1_000_000 });
/** what is in memory has to have room in this process */
const timersInMemory = runsOf({ ci: 5_000, full: 200_000 });
/** delays and messages that are under way at once */
const inHand = 2_100;
/** what the library may hold beside the store: the hottest customers and what is in hand */
const heapMb = 200;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const heapNow = (): number => { collect(); return process.memoryUsage().heapUsed / 2 ** 20; };

describe.each(fuzzedStores)('line 47: too much at once, %s:', (where, make) => {
  /** a store in memory holds what it stores; only what stands beside the store can be bounded */
  const keepsElsewhere = where !== 'in memory';
  const timersAtOnce = keepsElsewhere ? timersInFile : timersInMemory;
  /** of those delays, so many between one visitor and the next */
  const visitEvery = timersAtOnce / 10;
  const open = (limits: object = {}) => {
    const clock = createTestClock(now);
    const sent = { count: 0, reminders: 0, each: (): void => {} };
    const chat = {
      contract: 1, name: 'chat', identityNamespace: 'user', capabilities: { text: true },
      send: async ({ key, text }) => { sent.count += 1; if (text.endsWith('waiting.')) { sent.reminders += 1; sent.each(); } return { status: 'sent', providerId: key }; },
      close: async () => {},
    } as const satisfies Channel;
    const journeys: readonly AnyJourney[] = [tally, reminder];
    const orchestrator = createOrchestrator({ journeys, store: make(clock), clock, channels: { chat }, texts, limits });
    onTestFinished(async () => { await orchestrator.close(); });
    const bring = (said: Parameters<typeof toIncoming>[0]): Promise<Receipt> => orchestrator.accept(toIncoming(said));
    return { clock, sent, orchestrator, bring };
  };
  const visit = (n: number) => ({ id: `v${n}`, type: 'visit.began', who: [`user:u${n}`] });

  test(`${journeysAtOnce} journeys begun at one moment, a tenth more than may wait: that tenth is told to come again, is taken then, and each journey is there once`, async () => {
    const { orchestrator, bring } = open({ waitingInAll: journeysAtOnce * 0.9 });
    await orchestrator.start();
    const before = heapNow();
    const receipts = await Promise.all(Array.from({ length: journeysAtOnce }, (_, n) => bring(visit(n))));
    const busy = receipts.flatMap((receipt, n) => (receipt.status === 'busy' ? [n] : []));
    expect(busy).toHaveLength(journeysAtOnce / 10);
    expect(receipts.filter(({ status }) => status === 'handled')).toHaveLength(journeysAtOnce * 0.9);
    expect(receipts[busy[0] ?? -1]).toMatchObject({ reason: 'Busy', retryAfterMs: 1_000, instances: [] });
    for (const receipt of await Promise.all(busy.map((n) => bring(visit(n))))) expect(receipt.status).toBe('handled');
    expect(await orchestrator.figures(['events.accepted', 'journey.tally.started'])).toEqual([journeysAtOnce, journeysAtOnce]);
    if (keepsElsewhere) expect(heapNow() - before).toBeLessThan(heapMb);
  }, 3_600_000);

  test(`${timersAtOnce} delays that end in the same second each end once, in bounded memory, and who comes meanwhile is served`, async () => {
    const { clock, sent, orchestrator, bring } = open();
    await orchestrator.start();
    for (let n = 0; n < timersAtOnce; n += 1_000) {
      await Promise.all(Array.from({ length: Math.min(1_000, timersAtOnce - n) }, (_, at) => bring({ id: `o${n + at}`, type: 'order.placed', data: { order: 'A' }, who: [`user:u${n + at}`] })));
    }
    await clock.advance(seconds(1));
    expect([sent.count, sent.reminders]).toEqual([timersAtOnce, 0]);
    const before = heapNow();
    const met: Promise<readonly [string, number]>[] = [];
    let highest = before;
    // while they end, somebody new comes now and then
    sent.each = () => {
      if (sent.reminders % visitEvery !== 1) return;
      met.push(bring({ id: `n${met.length}`, type: 'visit.began', who: [`user:new${met.length}`] }).then(({ status }) => [status, sent.reminders]));
      if (keepsElsewhere) highest = Math.max(highest, heapNow());
    };
    await clock.advance(hours(2));
    const answered = await Promise.all(met);
    expect(new Set(answered.map(([status]) => status))).toEqual(new Set(['handled']));
    // each of them was answered soon, and not behind everything that was due
    answered.forEach(([, ended], at) => expect(ended).toBeLessThanOrEqual(at * visitEvery + inHand));
    expect([sent.count, sent.reminders]).toEqual([2 * timersAtOnce, timersAtOnce]);
    expect(await orchestrator.figures(['timers.fired'])).toEqual([timersAtOnce]);
    if (keepsElsewhere) expect(highest - before).toBeLessThan(heapMb);
  }, 10_800_000);
});
