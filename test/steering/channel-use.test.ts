import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { days, hours, minutes } from 'throughline';
import { readChannelUse, stageKnownOf, type ChannelChoiceOptions, type RetirementStage } from 'throughline/steering';
import type { Home } from '../orchestrator/door/homes.js';
import { inMemory, officeHomes, openOffice } from './fax-office.js';

const fax = (name: string) => [`fax:+4930${name}`];
const both = (name: string) => [...fax(name), `email:c${name}@example.org`];
const ask = { channel: 'fax' } as const;

describe.each(officeHomes)('who still uses a channel, %s,', (_, make) => {
  let home: Home;
  beforeEach(() => { home = make(); });
  afterEach(() => home.remove());
  const openFor = (stage: RetirementStage = 'active') => {
    const office = openOffice(home, { stage });
    onTestFinished(() => office.close());
    return office;
  };

  test('is read of all customers: conversations, runs that have no other, and whom it would leave behind', async () => {
    const office = openFor();
    await office.accept(both('1'), 'order.begun', { via: 'fax' });
    await office.accept(both('2'), 'paper.begun');
    await office.accept(fax('3'), 'order.begun');
    await office.accept(fax('4'), 'customer.updated', { data: { locale: 'de' } });
    await office.accept(['email:c5@example.org'], 'order.begun', { via: 'email' });
    expect(await readChannelUse(office.host(), ask)).toEqual({
      customers: 4, told: 0, coming: 1, elsewhere: 0, conversations: 1, runs: 2, stranded: { 'no-address': 2 },
      intents: [{ intent: 'bill', trustedElsewhere: false }, { intent: 'order', trustedElsewhere: false }],
    });
    // anybody may call, where that is enough
    expect(await readChannelUse(office.host(), { ...ask, needs: [] })).toMatchObject({ runs: 2, stranded: {} });
    await home.clock.advance(days(21));
    expect(await readChannelUse(office.host(), ask)).toMatchObject({ conversations: 0, runs: 1 });
    await office.accept([...fax('3'), 'email:c3@example.org'], 'order.ended');
    expect(await readChannelUse(office.host(), ask)).toMatchObject({ runs: 0, stranded: { 'no-address': 1 } });
  });

  test('tells who went elsewhere, of those who come at all', async () => {
    const office = openFor();
    for (const name of ['1', '2', '3']) await office.accept(both(name), 'order.begun', { via: 'fax' });
    await home.clock.advance(days(31));
    await office.accept(both('1'), 'order.begun', { via: 'email' });
    await office.accept(both('2'), 'order.begun', { via: 'fax' });
    const use = await readChannelUse(office.host(), ask);
    expect(use).toMatchObject({ customers: 3, coming: 2, elsewhere: 1 });
    expect(stageKnownOf(use, { complaints: 1 })).toEqual({ moved: 0.5, complaints: 1 / 3, told: 0, intents: use.intents, stranded: [], underWay: 1 });
    expect(stageKnownOf({ ...use, customers: 0, coming: 0 }, { complaints: 0 })).toMatchObject({ moved: 1, complaints: 0, told: 1 });
  });

  test('counts as told who got the notice, and not whom it was only sent to', async () => {
    const office = openFor('announced');
    for (const name of ['1', '2', '3']) await office.accept(both(name), 'fax.announced');
    await home.clock.advance(minutes(1));
    const [first] = [...office.email.sent, ...office.fax.sent];
    await office.email.hear({ kind: 'receipt', id: 'r1', providerId: `p-${first?.key}`, state: 'delivered' });
    await home.clock.advance(hours(1));
    const notice = { journey: 'fax-goes', goal: 'told' };
    expect(await readChannelUse(office.host(), { ...ask, notice })).toMatchObject({ customers: 3, told: 1 });
    await home.clock.advance(days(200));
    expect(await readChannelUse(office.host(), { ...ask, notice })).toMatchObject({ customers: 3, told: 1 });
  });

  test('says which matters another channel is trusted with', async () => {
    const office = openFor();
    for (let n = 0; n < 25; n += 1) await office.accept(both(`${n}`), 'bill.asked');
    await home.clock.advance(days(8));
    await office.accept(both('0'), 'order.begun');
    expect((await readChannelUse(office.host(), ask)).intents).toEqual([{ intent: 'bill', trustedElsewhere: true }, { intent: 'order', trustedElsewhere: false }]);
    expect((await readChannelUse(office.host(), { channel: 'email' })).intents).toEqual([{ intent: 'bill', trustedElsewhere: false }, { intent: 'order', trustedElsewhere: false }]);
  });

  test('counts a customer once over many pages, and two who turned out to be one', async () => {
    const office = openFor();
    for (let n = 0; n < 205; n += 1) await office.accept(fax(`${n}`), 'customer.updated', { data: { locale: 'de' } });
    expect(await readChannelUse(office.host(), ask)).toMatchObject({ customers: 205 });
    await office.accept(['email:c@example.org'], 'customer.updated', { data: { locale: 'de' } });
    await office.host().link('fax:+49300', 'email:c@example.org', 'one person');
    await office.host().link('fax:+49301', 'fax:+49302', 'one person');
    // what is on its way from one to the other is in neither, and is missed by no reading
    expect((await readChannelUse(office.host(), ask)).customers).toBeGreaterThanOrEqual(204);
    await home.clock.advance(minutes(1));
    expect(await readChannelUse(office.host(), ask)).toMatchObject({ customers: 204, stranded: { 'no-address': 203 } });
  });
});

test.each<[string, Partial<ChannelChoiceOptions>, boolean, object]>([
  ['allow no other', {}, true, { 'not-permitted': 1 }], ['cannot use another', { wishesOf: () => ({ cannot: ['see'] }) }, false, { 'not-accessible': 1 }],
  ['have only one that goes too', { channels: { email: { stage: 'inbound-restricted' }, fax: {}, phone: {} } }, false, { retiring: 1 }], ['have another that is only not promoted', { channels: { email: { stage: 'announced' }, fax: {}, phone: {} } }, false, {}],
])('customers who %s are counted by that, and so are their runs', async (_, more, isWithdrawn, stranded) => {
  const office = openOffice(inMemory(), { stage: 'active' }, more);
  onTestFinished(() => office.close());
  await office.accept(both('1'), 'order.begun');
  if (isWithdrawn) await office.accept(both('1'), 'consent.withdrawn', { data: { channel: 'email', purpose: 'service' } });
  expect(await readChannelUse(office.host(), ask)).toMatchObject({ customers: 1, runs: Object.keys(stranded).length, stranded });
  expect((await readChannelUse(office.host(), ask)).stranded).toEqual(stranded);
});

test.each([
  ['a channel', { channel: 'fx' }, 'asked.channel'], ['a journey', { ...ask, notice: { journey: 'fax-gos', goal: 'told' } }, 'asked.notice.journey'], ['a goal', { ...ask, notice: { journey: 'fax-goes', goal: 'tld' } }, 'asked.notice.goal'],
])('who still uses a channel is not answered for %s that nobody knows', async (_, asked, path) => {
  const office = openOffice(inMemory(), { stage: 'active' });
  await expect(readChannelUse(office.host(), asked)).rejects.toMatchObject({ code: 'InvalidInput', facts: { path } });
  await office.close();
});
