import { expect, test } from 'vitest';
import { order, People } from '../merge/people.js';

test('a customer who comes with a new cookie each day stays one customer of a bounded size, found by the newest hundred', async () => {
  const people = new People([order()]);
  const first = await people.say(['user:ann', 'cookie:day-0'], 'order.placed', { number: '0', note: 'x' });
  for (let day = 1; day <= 120; day += 1) await people.say(['user:ann', `cookie:day-${day}`], 'web.viewed', { page: '/' });
  const { identities, who } = await people.host.orchestrator.briefing('user:ann');
  expect(identities).toHaveLength(101);
  expect(who.identities).toHaveLength(101);
  expect((await people.say(['cookie:day-21'], 'web.viewed', { page: '/' })).customer).toBe(first.customer);
  expect((await people.say(['cookie:day-20'], 'web.viewed', { page: '/' })).customer).not.toBe(first.customer);
});
