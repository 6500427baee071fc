import type { JourneyError } from 'throughline';
import { describe, expect, test } from 'vitest';
import { order, People } from './people.js';

const codeOf = (answer: Promise<unknown>): Promise<unknown> => answer.then(() => 'nothing was refused', (error: JourneyError) => error.code);

describe('nobody becomes one with a stranger', () => {
  test('because one refused event named both', async () => {
    const people = new People([order()]);
    expect(await codeOf(people.proves('user:ann', 'user:bob'))).toBe('AmbiguousCustomer');
    const ann = await people.say(['user:ann'], 'order.placed', { number: '1', note: 'mine' });
    const bob = await people.say(['user:bob'], 'order.placed', { number: '2', note: 'his' });
    expect(bob.customer).not.toBe(ann.customer);
    expect((await people.host.orchestrator.briefing('user:ann')).identities).toEqual(['user:ann']);
  });

  test('because somebody had linked two log-ins of one person: a third is another person', async () => {
    const people = new People([order()]);
    for (const who of ['user:ann', 'user:ann-2', 'user:bob']) { await people.proves(who); await people.host.clock.advance(1); }
    await people.say(['user:ann', 'phone:+4915112345678'], 'order.placed', { number: '1', note: 'x' });
    await people.host.orchestrator.link('user:ann', 'user:ann-2', 'both are hers');
    expect(await codeOf(people.proves('user:ann', 'user:ann-2'))).toBe('nothing was refused');
    expect(await codeOf(people.proves('phone:+4915112345678', 'user:bob'))).toBe('AmbiguousCustomer');
  });

  test('of another tenant', async () => {
    const people = new People([order()], () => ({ price: 1 }), { tenants: 'several' });
    const { orchestrator } = people.host;
    for (const tenant of ['north', 'south']) await orchestrator.accept({ id: tenant, source: 'site', type: 'order.placed', data: { number: '1', note: 'x' }, who: ['user:ann'], tenant });
    expect(await codeOf(orchestrator.link({ customer: 'user:ann', tenant: 'north' }, { customer: 'user:ann', tenant: 'south' }, 'same name'))).toBe('InvalidInput');
    expect((await orchestrator.briefing({ customer: 'user:ann', tenant: 'south' })).journeys).toHaveLength(1);
  });

  test.each([undefined, '', ' ', 'x'.repeat(1_001), 7])('without a reason that can be read later (%#)', async (because) => {
    const people = new People([order()]);
    await people.proves('user:ann');
    await people.proves('user:bob');
    expect(await codeOf(Reflect.apply(people.host.orchestrator.link, undefined, ['user:ann', 'user:bob', because]))).toBe('InvalidInput');
  });
});

test.each([[{ limit: Number.NaN }], [{ limit: 0 }], [{ limit: -1 }], [{ limit: 1.5 }], [{ limit: 1e9 }], [{ before: Number.NaN }], [{ before: -1 }]])('a page of the timeline that is none is refused: %j', async (page) => {
  const people = new People([order()]);
  await people.proves('user:ann');
  await people.host.clock.advance(1);
  await people.proves('visitor:v1');
  await people.host.orchestrator.link('user:ann', 'visitor:v1', 'x');
  expect(await codeOf(people.host.orchestrator.timeline('user:ann', page))).toBe('InvalidInput');
});
