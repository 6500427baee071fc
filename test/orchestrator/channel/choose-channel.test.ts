import { describe, expect, test } from 'vitest';
import { days, defineJourney, hours, minutes, noData } from 'throughline';
import { createContactRules } from 'throughline/policy';
import { channelChosen, defineChannelChoice } from 'throughline/steering';
import { createHost, startOfTime } from '../host.js';
import { care, careHost, facilities, helpMany } from './care-channels.js';

const where = async (host: ReturnType<typeof careHost>, who: string): Promise<readonly string[] | undefined> => (await host.orchestrator.explain(`user:${who}`)).journeys[0]?.where;

describe('the channel on which a customer is helped', () => {
  test('is one with a person, as long as no other has proven itself, and explain says why each other one is not', async () => {
    const host = careHost();
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    expect(await where(host, 'ann')).toEqual(['on the phone']);
    const [choice] = (await host.orchestrator.explain('user:ann')).choices ?? [];
    expect(choice).toMatchObject({ asked: { intent: 'bill', among: ['chat', 'voice'] }, decision: { verdict: 'chosen', channel: 'voice', because: 'assisted' } });
    expect(choice?.decision.weighed.map(({ channel, lost }) => [channel, lost])).toEqual([['voice', undefined], ['chat', 'unproven']]);
    await host.orchestrator.close();
  });

  test('is the cheaper one once it has proven that it solves the matter for good, also after a restart', async () => {
    const host = careHost();
    await helpMany(host, { count: 25, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    // nobody knows yet whether they come back
    expect(await where(host, 'ann')).toEqual(['on the phone']);
    await host.clock.advance(days(7) + minutes(5));
    await host.say('bob', 'help.wanted', { intent: 'bill' });
    expect(await where(host, 'bob')).toEqual(['on chat']);
    // what is proven for one matter says nothing of another
    await host.say('cem', 'help.wanted', { intent: 'opening-hours' });
    expect(await where(host, 'cem')).toEqual(['on the phone']);
    await host.orchestrator.close();
    host.reopen();
    await host.say('dot', 'help.wanted', { intent: 'bill' });
    expect(await where(host, 'dot')).toEqual(['on chat']);
    await host.orchestrator.close();
  });

  test.each(['contained', 'deflected', 'handed-off', 'abandoned', 'unresolved'] as const)('is not one where contacts only ended %s', async (outcome) => {
    const host = careHost();
    await helpMany(host, { count: 25, intent: 'bill', channel: 'chat', outcome });
    await host.clock.advance(days(8));
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    expect(await where(host, 'ann')).toEqual(['on the phone']);
    const { weighed } = await host.orchestrator.explainChannel('user:ann', { intent: 'bill', among: ['chat', 'voice'] });
    expect(weighed.find(({ channel }) => channel === 'chat')?.lost).toBe('disproven');
    expect(await host.orchestrator.figures([`outcome.${outcome}`])).toEqual([25]);
    await host.orchestrator.close();
  });

  test('stays trusted a little below the bound at which it was trusted, and is not any more when it gets worse', async () => {
    const host = careHost({ options: { success: { halfLifeDays: 365 } } });
    const trusted = async (intent: string): Promise<boolean | undefined> => (await host.orchestrator.explainChannel('user:c0', { intent })).weighed.find(({ channel }) => channel === 'chat')?.trusted;
    await helpMany(host, { count: 20, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await host.clock.advance(days(8));
    expect(await trusted('bill')).toBe(true);
    // 35 of 37 solve 84 % for sure: too few to win trust, and enough to keep it
    await helpMany(host, { count: 15, from: 20, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await helpMany(host, { count: 2, from: 40, intent: 'bill', channel: 'chat', outcome: 'unresolved' });
    await helpMany(host, { count: 35, from: 100, intent: 'opening-hours', channel: 'chat', outcome: 'resolved' });
    await helpMany(host, { count: 2, from: 140, intent: 'opening-hours', channel: 'chat', outcome: 'unresolved' });
    await host.clock.advance(days(8));
    expect([await trusted('bill'), await trusted('opening-hours')]).toEqual([true, false]);
    await helpMany(host, { count: 2, from: 50, intent: 'bill', channel: 'chat', outcome: 'unresolved' });
    await host.clock.advance(days(8));
    expect(await trusted('bill')).toBe(false);
    await host.orchestrator.close();
  });

  test('is none where nobody is there, with the time when somebody is', async () => {
    // it is eight o'clock on a Friday
    const host = careHost({ options: { channels: { ...facilities.channels, voice: { assisted: true, addressless: true, calendar: { timeZone: 'UTC', open: [{ days: ['mon', 'fri'], hours: ['09:00-17:00'] }] } } } } });
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    expect(await where(host, 'ann')).toEqual(['nowhere']);
    expect(await host.orchestrator.explainChannel('user:ann', { intent: 'bill', among: ['chat', 'voice'] })).toMatchObject({ verdict: 'none', because: 'all-closed', until: startOfTime + hours(1) });
    await host.orchestrator.close();
  });

  test('is another one while nobody is there, as the host says it minute by minute', async () => {
    let open = true;
    const host = careHost({ conditions: () => ({ voice: { open } }), freshMs: minutes(1) });
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    expect(await where(host, 'ann')).toEqual(['on the phone']);
    open = false;
    await host.clock.advance(minutes(2));
    await host.say('bob', 'help.wanted', { intent: 'bill' });
    expect(await where(host, 'bob')).toEqual(['nowhere']);
    await host.orchestrator.close();
  });

  test.each<readonly [string, () => never]>([
    ['throws', () => { throw new Error('away'); }], ['never answers', () => new Promise(() => {}) as never], ['tells of a channel that nobody has', () => ({ fax: { open: true } }) as never], ['tells a wait that is no number', () => ({ voice: { waitMs: Number.NaN } }) as never],
  ])('is chosen all the same where what tells the conditions %s', async (_, conditions) => {
    const host = careHost({ conditions }, { timing: { understandMs: 500 } });
    host.listen('fault');
    const said = host.say('ann', 'help.wanted', { intent: 'bill' });
    await host.clock.advance(1_000);
    await said;
    expect(await where(host, 'ann')).toEqual(['on the phone']);
    expect(host.told.map(({ what }) => what)).toEqual([expect.objectContaining({ where: 'channel conditions' })]);
    await host.orchestrator.close();
  });

  test.each([['an intent', { intent: 'openign-hours' }, 'asked.intent'], ['a channel', { among: ['chat', 'fax'] }, 'asked.among.1']])('is not told for %s that the table does not know', async (_, asked, path) => {
    const host = careHost({});
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    await expect(host.orchestrator.explainChannel('user:ann', asked)).rejects.toMatchObject({ code: 'InvalidInput', facts: { path } });
    await host.orchestrator.close();
  });

  test('is none at which the customer must not be written to', async () => {
    const host = careHost({});
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    await host.orchestrator.accept({ id: 'bounced', source: 'test', type: 'suppression.added', data: { channel: 'chat', reason: 'bounced' }, who: ['user:ann'] });
    const { weighed } = await host.orchestrator.explainChannel('user:ann', { intent: 'bill' });
    expect(weighed.find(({ channel }) => channel === 'chat')?.checks).toContainEqual(expect.objectContaining({ check: 'permission', failed: 'not-permitted' }));
    await host.orchestrator.close();
  });

  test('follows the wishes that the customer told, and what they cannot use', async () => {
    const wishing = defineChannelChoice({ ...facilities, channels: { ...facilities.channels, voice: { assisted: true, addressless: true, demands: ['hear'] } }, wishesOf: () => ({ cannot: ['hear'] }) });
    const host = careHost({ table: wishing });
    const { weighed } = await host.orchestrator.accept({ id: '1', source: 'test', type: 'help.wanted', data: { intent: 'bill' }, who: ['user:ann'] }).then(() => host.orchestrator.explainChannel('user:ann', { intent: 'bill' }));
    expect(weighed.find(({ channel }) => channel === 'voice')).toMatchObject({ lost: 'not-accessible' });
    await host.orchestrator.close();
  });
});

const badWishes: readonly (readonly [string, () => unknown, string])[] = [
  ['gives a name where a list of names belongs', () => ({ preferred: 'chat' }), 'channelChoice.wishesOf.preferred'],
  ['gives what nobody reads', () => ({ prefers: ['chat'] }), 'channelChoice.wishesOf.prefers'],
  ['gives nothing', () => undefined, 'channelChoice.wishesOf'],
  ['is async', async () => ({ preferred: ['chat'] }), 'channelChoice.wishesOf'],
  ['throws', () => { throw new TypeError('no facts of ann'); }, 'channelChoice.wishesOf'],
];

describe('a function of the host that reads a customer\'s wishes', () => {
  test.each(badWishes)('and %s is told so, and the event that asked for a channel is kept', async (_, wishesOf, path) => {
    // @ts-expect-error whoever writes no TypeScript may give anything
    const host = careHost({ table: defineChannelChoice({ ...facilities, wishesOf }) });
    const receipt = await host.orchestrator.accept({ id: '1', source: 'test', type: 'help.wanted', data: { intent: 'bill' }, who: ['user:ann'] });
    expect(receipt).toMatchObject({ status: 'parked' });
    await expect(host.orchestrator.explainChannel('user:ann', { intent: 'bill' })).rejects.toMatchObject({ code: 'InvalidOptions', facts: { path } });
    const { items } = await host.orchestrator.list({ kind: 'parked' });
    expect(items.map(({ cause }) => cause)).toEqual([expect.stringContaining('InvalidOptions')]);
    await host.orchestrator.close();
  });
});

describe('a customer who withdrew consent', () => {
  test('is not led to that channel however well it does, and on none left nowhere', async () => {
    const host = careHost();
    await helpMany(host, { count: 25, intent: 'bill', channel: 'chat', outcome: 'resolved' });
    await host.clock.advance(days(8));
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    expect(await where(host, 'ann')).toEqual(['on chat']);
    const withdraw = (channel: string) => host.orchestrator.accept({ id: `no ${channel}`, source: 'test', type: 'consent.withdrawn', data: { channel, purpose: 'service' }, who: ['user:ann'] });
    await withdraw('chat');
    const lost = async () => (await host.orchestrator.explainChannel('user:ann', { intent: 'bill', among: ['chat', 'voice'] })).weighed.map(({ channel, lost: why }) => [channel, why]);
    expect(await lost()).toEqual([['voice', undefined], ['chat', 'not-permitted']]);
    await withdraw('voice');
    expect(await lost()).toEqual([['chat', 'not-permitted'], ['voice', 'not-permitted']]);
    await host.orchestrator.close();
  });
});

describe('a customer who never consented', () => {
  const contact = createContactRules({ needsConsent: ['service'] });
  test('is not led to a channel on which the contact rules would let no message go, until they do', async () => {
    const host = careHost({}, { contact });
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    expect(await where(host, 'ann')).toEqual(['nowhere']);
    const [choice] = (await host.orchestrator.explain('user:ann')).choices ?? [];
    expect(choice?.decision.weighed.map(({ channel, checks }) => [channel, checks.find(({ check }) => check === 'permission')])).toEqual(['chat', 'voice'].map((channel) => [channel, { check: 'permission', failed: 'not-permitted', by: 'consent-missing' }]));
    await host.orchestrator.accept({ id: 'yes', source: 'test', type: 'consent.given', data: { channel: 'voice', purpose: 'service' }, who: ['user:ann'] });
    expect(await host.orchestrator.explainChannel('user:ann', { intent: 'bill' })).toMatchObject({ verdict: 'chosen', channel: 'voice' });
    await host.orchestrator.close();
  });

  test('is led by the permission for what is to be written', async () => {
    const host = careHost({}, { contact: createContactRules({}) });
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    const permitted = async (purpose: 'service' | 'marketing') => (await host.orchestrator.explainChannel('user:ann', { purpose })).weighed.filter(({ checks }) => !checks.some(({ failed }) => failed === 'not-permitted')).map(({ channel }) => channel).toSorted();
    expect(await permitted('marketing')).toEqual([]);
    await host.orchestrator.accept({ id: 'yes', source: 'test', type: 'consent.given', data: { channel: 'voice', purpose: 'marketing' }, who: ['user:ann'] });
    expect([await permitted('service'), await permitted('marketing')]).toEqual([['chat', 'sms', 'voice'], ['voice']]);
    await host.orchestrator.close();
  });
});

describe('several tenants', () => {
  test('each have figures and trust of their own', async () => {
    const host = careHost({}, { tenants: 'several' });
    const accept = (tenant: string, n: number, event: { readonly type: string; readonly data: object }) => host.orchestrator.accept({ id: `${n} ${event.type}`, source: 'test', tenant, ...event, who: [`user:c${n}`] });
    for (let n = 0; n < 20; n += 1) {
      await accept('one', n, { type: 'help.wanted', data: { intent: 'bill' } });
      await accept('one', n, { type: 'help.ended', data: { channel: 'chat', outcome: 'resolved' } });
    }
    await accept('two', 0, { type: 'help.wanted', data: { intent: 'bill' } });
    await host.clock.advance(days(8));
    const trusted = async (tenant: string) => (await host.orchestrator.explainChannel({ tenant, customer: 'user:c0' }, { intent: 'bill' })).weighed.find(({ channel }) => channel === 'chat')?.trusted;
    expect([await trusted('one'), await trusted('two')]).toEqual([true, false]);
    await host.orchestrator.close();
  });
});

describe('a host', () => {
  test('whose journeys ask which channel, and who chooses none, is refused before the first customer', () => {
    const { channelChoice: _none, ...more } = careHost().more;
    expect(() => createHost([care], undefined, more)).toThrow("Journey 'care' asks which channel to help on: give 'channelChoice'.");
  });

  test('whose journeys ask for a channel that its table does not have is refused', () => {
    const { setup } = defineJourney({ id: 'typo', version: 1, events: { 'plain.begun': noData, 'channel.chosen': channelChosen }, facts: {}, channels: {}, entry: { on: ['plain.begun'], reentry: { mode: 'after-exit' } }, ttlMs: days(1) });
    const typo = setup({}).createMachine({ context: {}, initial: 'on', states: { on: { entry: { type: 'steer', params: { among: ['voice', 'pigeon'] } }, after: { [hours(1)]: 'off' } }, off: { type: 'final' } } });
    expect(() => createHost([typo], undefined, careHost().more)).toThrow("Journey 'typo' asks for one of several channels, of which 'channelChoice.table' does not know 'pigeon'.");
  });

  test('whose journeys ask on behalf of an intent that is misspelt is refused, by its name', () => {
    const { setup } = defineJourney({ id: 'typo', version: 1, events: { 'plain.begun': noData, 'channel.chosen': channelChosen }, facts: {}, channels: {}, entry: { on: ['plain.begun'], reentry: { mode: 'after-exit' } }, ttlMs: days(1) });
    const typo = setup({}).createMachine({ context: {}, initial: 'on', states: { on: { entry: { type: 'steer', params: { intent: 'bil' } }, after: { [hours(1)]: 'off' } }, off: { type: 'final' } } });
    expect(() => createHost([typo], undefined, careHost().more)).toThrow("Journey 'typo' asks for a channel for the intent 'bil', which 'channelChoice.table' does not have.");
  });

  test('that asks for something by a name that is misspelt is told which', async () => {
    const host = careHost();
    await host.say('ann', 'help.wanted', { intent: 'bill' });
    await expect(host.orchestrator.explainChannel('user:ann', { urgancy: 'one-hour' } as never)).rejects.toMatchObject({ code: 'InvalidInput', facts: { path: 'asked.urgancy' } });
    await expect(host.orchestrator.explainChannel('user:ann', { 'a secret': 1 } as never)).rejects.toMatchObject({ facts: { path: 'asked.*' } });
    await host.orchestrator.close();
  });

  test('that chooses among channels nobody serves is refused, and one whose table is none', () => {
    expect(() => careHost({ options: { channels: { ...facilities.channels, fax: {} } } })).toThrow("'channelChoice.table' names channels that 'channels' does not have: 'fax'.");
    expect(() => careHost({}, { channelChoice: { table: {} as never } })).toThrow("'channelChoice' has a table");
  });

  test('that chooses none is told so when it asks', async () => {
    const { setup } = defineJourney({ id: 'plain', version: 1, events: { 'plain.begun': noData }, facts: {}, channels: {}, entry: { on: ['plain.begun'], reentry: { mode: 'after-exit' } }, ttlMs: days(1) });
    const plain = setup({}).createMachine({ context: {}, initial: 'on', states: { on: { after: { [hours(1)]: 'off' } }, off: { type: 'final' } } });
    const host = createHost([plain]);
    await host.say('ann', 'plain.begun');
    await expect(host.orchestrator.explainChannel('user:ann')).rejects.toThrow(expect.objectContaining({ code: 'InvalidInput' }));
    expect((await host.orchestrator.explain('user:ann')).choices).toBeUndefined();
    await host.orchestrator.close();
  });

  test('cannot define a journey that asks which channel and cannot hear the answer', () => {
    const { setup } = defineJourney({ id: 'deaf', version: 1, events: { 'plain.begun': noData }, facts: {}, channels: {}, entry: { on: ['plain.begun'], reentry: { mode: 'after-exit' } }, ttlMs: days(1) });
    expect(() => setup({}).createMachine({ context: {}, initial: 'on', states: { on: { entry: { type: 'steer', params: {} }, after: { [hours(1)]: 'off' } }, off: { type: 'final' } } })).toThrow("steers, and does not declare the event 'channel.chosen'");
  });
});
