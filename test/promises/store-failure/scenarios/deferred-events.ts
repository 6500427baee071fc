import { expect } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, noData } from 'throughline';
import { says, waits, type Scenario } from '../scenario.js';

const { setup } = defineJourney({
  id: 'delivery', version: 1, ttlMs: days(10),
  events: { 'order.placed': noData, 'order.packed': noData, 'order.paid': z.object({ paid: z.number() }), 'address.changed': noData, 'parcel.lost': noData },
  facts: { paid: facts.internal(z.number()) }, channels: {},
  entry: { on: ['order.placed'], reentry: { mode: 'after-exit' } },
  unhandled: { 'order.paid': { defer: { withinMs: hours(1) } }, 'parcel.lost': 'fail' },
});
const delivery = setup({}).createMachine({
  id: 'delivery', context: { paid: 0 }, initial: 'placed',
  states: {
    placed: { on: { 'order.packed': 'packed' }, after: { [days(9)]: 'over' } },
    packed: { on: { 'order.paid': { target: 'paid', actions: { type: 'remember', params: { facts: ['paid'] } } } }, after: { [days(9)]: 'over' } },
    paid: { after: { [days(9)]: 'over' } }, over: { type: 'final' },
  },
});
const from = (who: string) => (id: string, type: string, data: object = {}) => ({ id, type, data, who: [`user:${who}`] });
const [ann, bob] = [from('ann'), from('bob')];

/** One payment comes before its time and waits for it, one waits in vain, and one event is for nobody. */
export const deferredEvents: Scenario = {
  title: 'events that come before their time, or in vain',
  host: () => ({ journeys: [delivery] }),
  who: ['user:ann', 'user:bob'],
  steps: [
    says(ann('1', 'order.placed'), bob('2', 'order.placed')), says(ann('3', 'order.paid', { paid: 7 }), bob('4', 'order.paid', { paid: 9 })),
    says(ann('5', 'address.changed'), bob('6', 'parcel.lost')), says(ann('7', 'order.packed')),
    waits(hours(1) + minutes(10)),
    says(bob('8', 'order.packed')),
  ],
  isAbout: (told) => {
    expect(told.fates).toMatchObject({ 'shop 3': { status: 'deferred' }, 'shop 5': { status: 'ignored' }, 'shop 6': { status: 'parked' } });
    expect(told.end).toMatchObject({ customers: { 'user:ann': { running: [{ where: ['paid'] }] }, 'user:bob': { running: [{ where: ['packed'], deferred: [] }] } } });
  },
};
