import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, hours, minutes, noData } from 'throughline';
import { createContactRules, type SendTimeOptions } from 'throughline/policy';
import { createHost, startOfTime, type TestHost } from '../host.js';

const { setup } = defineJourney({
  id: 'news', version: 1,
  events: { 'news.made': noData, 'message.opened': z.object({ messageId: z.string(), channel: z.string() }), 'message.replied': z.object({ messageId: z.string(), text: z.string() }), 'message.failed': z.object({ messageId: z.string(), channel: z.string(), reason: z.string() }) },
  facts: {}, channels: { chat: ['text', 'receipts', 'inbound'] },
  entry: { on: ['news.made'], reentry: { mode: 'after-exit' } },
  ttlMs: days(30),
});
const news = setup().createMachine({
  context: {}, initial: 'told',
  states: { told: { entry: { type: 'send', params: { channel: 'chat', purpose: 'marketing', text: 'News!', when: 'best' } }, on: { 'message.failed': 'over' }, after: { [days(2)]: 'over' } }, over: { type: 'final' } },
});

/** Friday, 08:00 UTC: the 104th hour of the week */
const friday = 4 * 24;
const at = (hour: number): number => startOfTime + hours(hour - 8);

function open(sendTime: Partial<SendTimeOptions> = {}, more: Parameters<typeof createContactRules>[0] = {}): TestHost {
  const contact = createContactRules({ needsConsent: [], timeZone: 'UTC', ...more, sendTime: { withinMs: hours(24), explore: 0, ...sendTime } });
  const host = createHost([news], undefined, { contact });
  onTestFinished(() => host.orchestrator.close());
  return host;
}
/** when each message left */
async function timesOf(host: TestHost, ms: number): Promise<readonly number[]> {
  const times: number[] = [];
  host.orchestrator.on('message.sent', () => times.push(host.clock.now()));
  await host.clock.advance(ms);
  return times;
}
const alike = { [friday + 12]: { sent: 1_000, answered: 450 }, [friday + 19]: { sent: 1_000, answered: 600 }, [friday + 9]: { sent: 1_000, answered: 10 } };

describe('a message that may wait for the best hour', () => {
  test('waits for the hour in which customers answer most, and says until when', async () => {
    const host = open({ alike });
    host.listen('message.waits');
    await host.say('ann', 'news.made');
    expect(host.told.map(({ what }) => what)).toEqual([expect.objectContaining({ reason: 'best-time', until: at(19) })]);
    expect(await timesOf(host, days(1))).toEqual([expect.closeTo(at(19), -3)]);
  });

  test('leaves at once where nothing is known of any hour', async () => {
    const host = open();
    await host.say('ann', 'news.made');
    expect(await timesOf(host, minutes(1))).toHaveLength(1);
  });

  test('is never chosen to leave in quiet hours, and is held back by those that come anew', async () => {
    const host = open({ alike }, { quietHours: { hours: [{ hours: ['18:00-08:00'] }], smoothMs: 0 } });
    await host.say('ann', 'news.made');
    expect(await timesOf(host, days(1))).toEqual([expect.closeTo(at(12), -3)]);
  });

  test('learns in which hours this customer answers, by what became of each message', async () => {
    const host = open();
    // on Fridays at 17:00 each message is opened; on Fridays at 13:00 none is but by a machine, which looks at all of them
    for (let n = 0; n < 8; n += 1) {
      await host.clock.advance(startOfTime + days(7 * Math.floor(n / 2)) + hours(n % 2 === 0 ? 5 : 9) - host.clock.now());
      await host.say(`ann`, 'news.made');
      await host.settle();
      const [key = ''] = host.chat.sent.slice(-1).map((message) => message.key);
      await host.chat.hear({ kind: 'receipt', id: `opened ${n}`, providerId: `p-${key}`, state: 'read', ...(n % 2 === 0 && { machine: true }) });
      await host.settle();
      await host.orchestrator.cancel((await host.orchestrator.explain('user:ann')).journeys[0]?.instance ?? '');
    }
    await host.clock.advance(startOfTime + days(35) - host.clock.now());
    host.listen('message.waits');
    await host.say('ann', 'news.made');
    expect(host.told.map(({ what }) => what)).toEqual([expect.objectContaining({ until: startOfTime + days(35) + hours(9) })]);
    // and for somebody else nothing was learnt
    await host.say('ben', 'news.made');
    expect(host.told).toHaveLength(1);
  });

  test('reads what it learnt by a clock that was only possible by the customer\'s own, once that is known', async () => {
    const host = open({}, { timeZone: 'UTC' });
    const who = ['user:ann', 'phone:+12125550123'];
    let n = 0;
    const say = (type: string, data: object = {}) => host.orchestrator.accept({ id: `us${++n}`, source: 'test', type, data, who } as Parameters<typeof host.orchestrator.accept>[0]);
    // on Fridays at 19:00 UTC, two in the afternoon in New York and nine in the morning in Hawaii, each message is opened
    for (let week = 0; week < 4; week += 1) {
      await host.clock.advance(startOfTime + days(7 * week) + hours(11) - host.clock.now());
      await say('news.made');
      await host.settle();
      const [key = ''] = host.chat.sent.slice(-1).map((message) => message.key);
      await host.chat.hear({ kind: 'receipt', id: `opened ${week}`, providerId: `p-${key}`, state: 'read' });
      await host.settle();
      await host.orchestrator.cancel((await host.orchestrator.explain('user:ann')).journeys[0]?.instance ?? '');
    }
    await host.clock.advance(startOfTime + days(28) - host.clock.now());
    host.listen('message.waits');
    await say('news.made');
    expect(host.told.map(({ what }) => what)).toEqual([expect.objectContaining({ until: startOfTime + days(28) + hours(11) })]);
    await host.clock.advance(days(1));
    await host.orchestrator.cancel((await host.orchestrator.explain('user:ann')).journeys[0]?.instance ?? '');
    await say('customer.updated', { timeZone: 'America/New_York' });
    await host.clock.advance(startOfTime + days(35) - host.clock.now());
    await say('news.made');
    expect(host.told.slice(1).map(({ what }) => what)).toEqual([expect.objectContaining({ until: startOfTime + days(35) + hours(11) })]);
  });

  test('forgets old habits: what a customer did sixteen weeks ago counts half', async () => {
    const host = open();
    const writeAt = async (week: number, later: number): Promise<void> => {
      await host.clock.advance(startOfTime + days(7 * week) + hours(later) - host.clock.now());
      await host.say('ann', 'news.made');
      await host.settle();
      const [key = ''] = host.chat.sent.slice(-1).map((message) => message.key);
      await host.chat.hear({ kind: 'receipt', id: `opened ${week}`, providerId: `p-${key}`, state: 'read' });
      await host.orchestrator.cancel((await host.orchestrator.explain('user:ann')).journeys[0]?.instance ?? '');
    };
    // for six weeks they answered at 13:00, and for the last four at 17:00
    for (const week of [0, 1, 2, 3, 4, 5]) await writeAt(week, 5);
    for (const week of [16, 17, 18, 19]) await writeAt(week, 9);
    await host.clock.advance(startOfTime + days(7 * 20) - host.clock.now());
    host.listen('message.waits');
    await host.say('ann', 'news.made');
    expect(host.told.map(({ what }) => what)).toEqual([expect.objectContaining({ until: startOfTime + days(7 * 20) + hours(9) })]);
  });

  test('is not sent to who says stop while it waits', async () => {
    const host = open({ alike });
    await host.say('ann', 'news.made');
    await host.orchestrator.accept({ id: 'stop', source: 'shop', who: ['user:ann'], type: 'consent.withdrawn', data: { channel: 'chat', purpose: 'marketing' } });
    expect(await timesOf(host, days(1))).toEqual([]);
  });

  test('is refused when it is wired, where the host does not choose times', () => {
    expect(() => createHost([news], undefined, { contact: createContactRules({}) })).toThrow("Journey 'news' sends at the best time: give contact rules with 'sendTime'.");
    expect(() => createHost([news])).toThrow("give contact rules with 'sendTime'");
  });

  test.each([{ withinMs: 0 }, { withinMs: days(8) }, { alike: { 168: { sent: 1, answered: 1 } } }, { alike: { 3: { sent: 1, answered: 2 } } }, { explore: 2 }])('is refused where times are chosen by what makes no sense: %o', (wrong) => {
    expect(() => open(wrong)).toThrow(expect.objectContaining({ code: 'InvalidOptions' }));
  });
});
