import { z } from 'zod';
import { describe, expect, onTestFinished, test } from 'vitest';
import { days, defineJourney, hours, noData } from 'throughline';
import { createContactRules } from 'throughline/policy';
import { defineChannelChoice, retirementStages, type RetirementStage } from 'throughline/steering';
import { createHost, type TestHost } from '../host.js';
import { createRecordingChannel } from '../recording-channel.js';

const purposes = ['transactional', 'service', 'survey', 'marketing'] as const;
type Purpose = (typeof purposes)[number];
const failed = z.object({ messageId: z.string(), channel: z.string(), reason: z.string() });
const { setup } = defineJourney({
  id: 'order', version: 1, ttlMs: days(365),
  events: { 'order.begun': noData, 'word.due': z.object({ purpose: z.enum(purposes) }), 'best.due': z.object({ purpose: z.enum(purposes) }), 'message.failed': failed },
  facts: {},
  channels: { fax: ['text'], email: ['text'] },
  entry: { on: ['order.begun'], reentry: { mode: 'never' } },
});
const isOf = (purpose: Purpose) => ({ event }: { readonly event: { readonly data: { readonly purpose: Purpose } } }): boolean => event.data.purpose === purpose;
/** Says something by fax, or on the best channel, whenever it is told to. */
const order = setup({}).createMachine({
  context: {},
  initial: 'open',
  states: {
    open: {
      on: {
        'word.due': purposes.map((purpose) => ({ guard: isOf(purpose), actions: { type: 'send', params: { channel: 'fax', purpose, text: `${purpose} by fax` } } })),
        'best.due': purposes.map((purpose) => ({ guard: isOf(purpose), actions: { type: 'send', params: { channel: 'best', purpose, template: 'word' } } })),
        'message.failed': {},
      },
      after: { [days(300)]: 'over' },
    },
    over: { type: 'final' },
  },
});

const both = ['user:ann', 'fax:+4930111', 'email:ann@example.org'];
const onlyFax = ['user:ann', 'fax:+4930111'];
interface FaxHost extends TestHost { readonly fax: ReturnType<typeof createRecordingChannel>; readonly email: ReturnType<typeof createRecordingChannel>; stage: RetirementStage; tell(type: string, data?: object): Promise<unknown> }

/** A host whose fax is as far on its way out as its `stage` says. */
async function faxHost(who: readonly string[], options: object = {}, answer?: Parameters<typeof createRecordingChannel>[0]): Promise<FaxHost> {
  const [fax, email] = [createRecordingChannel(answer), createRecordingChannel()];
  const at: { stage: RetirementStage } = { stage: 'active' };
  const host = createHost([order], undefined, {
    channels: { fax: { ...fax, identityNamespace: 'fax' }, email: { ...email, identityNamespace: 'email' } }, texts: { word: 'a word' },
    channelChoice: { table: defineChannelChoice({ channels: { email: { assisted: true }, fax: { assisted: true } }, intents: [] }), conditions: () => ({ fax: { stage: at.stage } }), freshMs: 0 },
    contact: createContactRules({ needsConsent: [] }), ...options,
  });
  onTestFinished(() => host.orchestrator.close());
  let told = 0;
  const tell = (type: string, data: object = {}) => host.orchestrator.accept({ id: `t${told += 1}`, source: 'test', type, data, who: [...who] });
  await tell('order.begun');
  return Object.defineProperty(Object.assign(host, { fax, email, tell }), 'stage', { get: () => at.stage, set: (stage: RetirementStage) => { at.stage = stage; } }) as FaxHost;
}
const decisionsOf = async (host: FaxHost): Promise<readonly unknown[]> => (await host.orchestrator.explain('user:ann')).messages?.map(({ channel, verdict, because, next, against }) => ({ channel, verdict, because, next, by: against[0]?.by })) ?? [];

describe('a message for a channel on its way out', () => {
  const owed: readonly Purpose[] = ['transactional', 'service'];
  const goes: { readonly [stage in RetirementStage]: { readonly [left in 'another is left' | 'no other is left']: readonly Purpose[] } } = {
    active: { 'another is left': purposes, 'no other is left': purposes }, discouraged: { 'another is left': purposes, 'no other is left': purposes }, announced: { 'another is left': purposes, 'no other is left': purposes },
    'inbound-restricted': { 'another is left': owed, 'no other is left': purposes }, drain: { 'another is left': owed, 'no other is left': purposes },
    'redirect-only': { 'another is left': owed, 'no other is left': owed }, retired: { 'another is left': [], 'no other is left': [] },
  };
  test.each(retirementStages.flatMap((stage) => (['another is left', 'no other is left'] as const).map((left) => [stage, left] as const)))('that is named goes by its purpose: %s, where %s', async (stage, left) => {
    const host = await faxHost(left === 'another is left' ? both : onlyFax);
    host.stage = stage;
    for (const purpose of purposes) await host.tell('word.due', { purpose });
    await host.settle();
    expect(host.fax.sent.map(({ purpose }) => purpose)).toEqual(goes[stage][left]);
    const held = purposes.filter((purpose) => !goes[stage][left].includes(purpose));
    expect((await decisionsOf(host)).filter((one) => (one as { readonly verdict: string }).verdict !== 'send')).toEqual(held.map(() => ({ channel: 'fax', verdict: 'suppress', because: 'retiring', next: 'continue', by: stage })));
  });

  test('goes where the other one is not allowed', async () => {
    const host = await faxHost(both);
    host.stage = 'drain';
    await host.tell('consent.withdrawn', { channel: 'email', purpose: 'marketing' });
    for (const purpose of purposes) await host.tell('word.due', { purpose });
    await host.settle();
    expect(host.fax.sent.map(({ purpose }) => purpose)).toEqual(['transactional', 'service', 'marketing']);
  });

  test('that waited does not leave once nobody serves the channel, and its journey hears why', async () => {
    // it is eight o'clock in the morning
    const host = await faxHost(both, { contact: createContactRules({ needsConsent: [], timeZone: 'UTC', quietHours: { hours: [{ hours: ['07:00-10:00'] }], smoothMs: 0 } }) });
    host.listen('message.suppressed');
    await host.tell('word.due', { purpose: 'marketing' });
    await host.settle();
    expect(await decisionsOf(host)).toMatchObject([{ verdict: 'wait' }]);
    host.stage = 'retired';
    await host.clock.advance(hours(3));
    expect(host.fax.sent).toEqual([]);
    expect(host.told.map(({ what }) => what)).toMatchObject([{ channel: 'fax', reason: 'retiring', next: 'continue' }]);
    expect((await host.orchestrator.explain('user:ann')).journeys[0]?.lastEvent?.type).toBe('message.failed');
    expect((await decisionsOf(host)).at(-1)).toMatchObject({ verdict: 'suppress', because: 'retiring', by: 'retired' });
  });

  test('that stands in its queue is not tried again once nobody serves the channel', async () => {
    const host = await faxHost(both, {}, () => ({ status: 'retry', retryAfterMs: hours(1) }));
    host.stage = 'drain';
    await host.tell('word.due', { purpose: 'service' });
    await host.settle();
    host.stage = 'retired';
    await host.clock.advance(hours(2));
    expect(host.fax.sent).toHaveLength(1);
    expect((await decisionsOf(host)).at(-1)).toMatchObject({ verdict: 'suppress', because: 'retiring' });
  });

  test('is held back too where the host has no contact rules of its own', async () => {
    const host = await faxHost(both, { contact: undefined });
    host.listen('message.suppressed');
    host.stage = 'retired';
    await host.tell('word.due', { purpose: 'transactional' });
    await host.settle();
    expect(host.fax.sent).toEqual([]);
    expect(host.told).toMatchObject([{ what: { reason: 'retiring' } }]);
  });

  test('has the next step that its journey or the rules declare', async () => {
    const host = await faxHost(both, { contact: createContactRules({ next: { retiring: 'exit' } }) });
    host.stage = 'retired';
    await host.tell('word.due', { purpose: 'service' });
    expect((await host.orchestrator.explain('user:ann')).ended).toMatchObject([{ journey: 'order', reason: 'retiring' }]);
  });
});

describe('a message on the best channel, where one is on its way out', () => {
  test('never takes an only channel from a running journey before it is retired', async () => {
    const host = await faxHost(onlyFax);
    for (const stage of retirementStages) {
      host.stage = stage;
      await host.tell('best.due', { purpose: 'service' });
    }
    await host.settle();
    expect(host.fax.sent).toHaveLength(retirementStages.length - 1);
    // and once it is, the true reason is there: they have an address
    expect((await decisionsOf(host)).at(-1)).toEqual({ channel: 'fax', verdict: 'suppress', because: 'retiring', next: 'continue', by: 'retired' });
  });

  test('takes the one that stays', async () => {
    const host = await faxHost(both);
    host.stage = 'retired';
    for (const purpose of purposes) await host.tell('best.due', { purpose });
    await host.settle();
    expect([host.fax.sent.length, host.email.sent.length]).toEqual([0, 4]);
  });
});
