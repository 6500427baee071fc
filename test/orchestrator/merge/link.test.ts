import { hours, minutes, type JourneyError } from 'throughline';
import { describe, expect, test } from 'vitest';
import { inOrder, order, People, purchase } from './people.js';

const codeOf = async (work: Promise<unknown>): Promise<string> => work.then(() => 'accepted', (error: JourneyError) => error.code);

describe('a visitor who logs in', () => {
  test('is one customer with who they were, and the purchase goes on where it was', async () => {
    const people = new People();
    const known = await people.say(['user:ann'], 'order.placed', { number: '1', note: 'blue' });
    const visit = await people.say(['visitor:v1'], 'purchase.wanted', { what: 'a chair' });
    expect(visit.customer).not.toBe(known.customer);
    expect((await people.proves('user:ann', 'visitor:v1')).customer).toBe(known.customer);
    expect(await people.known('user:ann', 'what')).toEqual(['a chair']);
    expect(await people.running('visitor:v1')).toEqual(await people.running('user:ann'));
    const moved = await people.say(['visitor:v1'], 'purchase.changed', { what: 'a table' });
    expect(moved).toMatchObject({ status: 'handled', customer: known.customer, instances: visit.instances });
    await people.host.clock.advance(hours(1) + minutes(1));
    expect(people.host.texts()).toEqual(['Still a table?']);
    expect((await people.host.orchestrator.timeline('user:ann')).map(({ text, type }) => text ?? type)).toEqual(['Still a table?', 'purchase.changed', 'purchase.wanted', 'order.placed']);
    expect(await people.host.orchestrator.explain(visit.customer ?? '')).toMatchObject({ customer: known.customer });
  });

  test('is told of as merged, with how each identity is known', async () => {
    const people = new People();
    const known = await people.say(['user:ann'], 'order.placed', { number: '1', note: 'blue' });
    const visit = await people.say(['visitor:v1'], 'purchase.wanted', { what: 'a chair' });
    people.host.listen('customer.merged');
    await people.proves('user:ann', 'visitor:v1');
    const { who } = await people.host.orchestrator.briefing('visitor:v1');
    expect(who).toMatchObject({ kind: 'merged', confidence: 'verified', merged: [{ customer: visit.customer }] });
    expect(who.identities.map(({ value, how }) => `${value} ${how}`)).toEqual(['ann verified', 'v1 verified']);
    expect(people.host.told).toMatchObject([{ type: 'customer.merged', what: { customer: known.customer, merged: visit.customer } }]);
  });

  test('is the same customer whichever of the two was proven first, and however often', async () => {
    const people = new People();
    const first = await people.say(['visitor:v1'], 'purchase.wanted', { what: 'a chair' });
    await people.host.clock.advance(10);
    await people.say(['user:ann'], 'order.placed', { number: '1', note: 'blue' });
    const answers = await Promise.all([people.proves('user:ann', 'visitor:v1'), people.proves('visitor:v1', 'user:ann'), people.proves('user:ann', 'visitor:v1')]);
    expect(new Set(answers.map(({ customer }) => customer))).toEqual(new Set([first.customer]));
    expect((await people.host.orchestrator.briefing('user:ann')).who.merged).toHaveLength(1);
  });
});

describe('two customers are never made one', () => {
  const two = async (): Promise<People> => {
    const people = new People();
    await people.say(['email:ann@example.org'], 'order.placed', { number: '1', note: 'blue' });
    await people.say(['phone:+4915112345678'], 'order.placed', { number: '2', note: 'red' });
    return people;
  };
  const apart = async (people: People): Promise<void> => {
    expect(await people.known('email:ann@example.org', 'number')).toEqual(['1']);
    expect(await people.known('phone:+4915112345678', 'number')).toEqual(['2']);
  };
  const phone = { namespace: 'phone', value: '+4915112345678' } as const;

  test('by identities that the host only vouches for', async () => {
    const people = await two();
    expect(await codeOf(people.say(['email:ann@example.org', phone], 'order.noted', { number: '1', note: 'x' }))).toBe('AmbiguousCustomer');
    await apart(people);
  });

  test('where only one of the two was proven', async () => {
    const people = await two();
    expect(await codeOf(people.say(['email:ann@example.org', { ...phone, verified: true }], 'order.noted', { number: '1', note: 'x' }))).toBe('AmbiguousCustomer');
    await apart(people);
  });

  test('by what the customer only claims: it is noted, and neither finds nor addresses anybody', async () => {
    const people = await two();
    await people.say(['email:ann@example.org', { ...phone, verified: false }], 'order.noted', { number: '1', note: 'x' });
    await apart(people);
    expect((await people.host.orchestrator.briefing('email:ann@example.org')).who.claims).toMatchObject([{ namespace: 'phone', value: '+4915112345678', how: 'claimed' }]);
  });

  test('where a claim came first: who then really writes from that address is somebody of their own', async () => {
    const people = new People();
    await people.say(['visitor:thief', { namespace: 'email', value: 'ann@example.org', verified: false }], 'order.placed', { number: '1', note: 'mine?' });
    const ann = await people.say(['email:ann@example.org'], 'order.placed', { number: '2', note: 'blue' });
    expect(await people.known('visitor:thief', 'number')).toEqual(['1']);
    expect(ann.instances).toHaveLength(1);
  });

  test('by a phone that mother and daughter share: each log-in is one person', async () => {
    const people = new People();
    await people.proves('user:mother', 'phone:+4915112345678');
    expect(await codeOf(people.proves('user:daughter', 'phone:+4915112345678'))).toBe('AmbiguousCustomer');
    await people.proves('user:daughter');
    expect((await people.host.orchestrator.briefing('phone:+4915112345678')).identities).toEqual(['user:mother', 'phone:+4915112345678']);
  });
});

describe('where both were in the same journey', () => {
  const both = async (rule?: 'keep-oldest' | 'keep-most-advanced'): Promise<People> => {
    const people = new People([purchase(rule), order()]);
    await people.say(['user:ann'], 'purchase.wanted', { what: 'a chair' });
    await people.host.clock.advance(10);
    await people.say(['visitor:v1'], 'purchase.wanted', { what: 'a lamp' });
    await people.say(['visitor:v1'], 'purchase.changed', { what: 'a desk' });
    await people.proves('user:ann', 'visitor:v1');
    return people;
  };

  test('the older run goes on, and the other leaves with the reason merged', async () => {
    const people = await both();
    expect(await people.known('user:ann', 'what')).toEqual(['a chair']);
    expect((await people.host.orchestrator.explain('user:ann')).ended).toMatchObject([{ journey: 'purchase', reason: 'merged' }]);
    await people.host.clock.advance(hours(2));
    expect(people.host.texts()).toEqual(['Still a chair?']);
  });

  test('the run that is further goes on where the journey says so', async () => {
    expect(await (await both('keep-most-advanced')).known('user:ann', 'what')).toEqual(['a desk']);
  });

  test('runs with different keys both go on, and one key has one run', async () => {
    const people = new People();
    await people.say(['user:ann'], 'order.placed', { number: '1', note: 'blue' });
    await people.say(['user:ann'], 'order.placed', { number: '2', note: 'green' });
    await people.say(['visitor:v1'], 'order.placed', { number: '2', note: 'twice' });
    await people.say(['visitor:v1'], 'order.placed', { number: '3', note: 'red' });
    await people.proves('user:ann', 'visitor:v1');
    expect(inOrder(await people.known('user:ann', 'number'))).toEqual(['1', '2', '3']);
  });
});

describe('what is under way at a merge', () => {
  test('an activity that was asked for answers the run where it now lives, once', async () => {
    let calls = 0;
    let answer: (found: { price: number }) => void = () => {};
    const people = new People(undefined, () => { calls += 1; return new Promise((resolve) => { answer = resolve; }); });
    await people.say(['user:ann'], 'order.placed', { number: '1', note: 'blue' });
    await people.say(['visitor:v1'], 'purchase.wanted', { what: 'a chair' });
    await people.say(['visitor:v1'], 'purchase.checked');
    await people.host.clock.advance(100);
    await people.proves('user:ann', 'visitor:v1');
    answer({ price: 7 });
    await people.host.clock.advance(hours(30));
    expect(await people.known('user:ann', 'price')).toEqual([7]);
    expect(calls).toBe(1);
  });

  test('an event that was parked is redriven where its run lives now', async () => {
    const people = new People();
    await people.say(['user:ann'], 'order.placed', { number: '1', note: 'blue' });
    await people.host.orchestrator.pause('purchase', { entries: 'hold' });
    await people.say(['visitor:v1'], 'purchase.wanted', { what: 'a chair' });
    await people.proves('user:ann', 'visitor:v1');
    await people.host.orchestrator.resume('purchase');
    expect(await people.known('user:ann', 'what')).toEqual(['a chair']);
    expect((await people.host.orchestrator.list({ kind: 'parked' })).items).toEqual([]);
  });

  test('three customers who turn out to be one, at one moment and in any order, are one', async () => {
    const people = new People();
    for (const who of ['visitor:a', 'visitor:b', 'visitor:c']) { await people.say([who], 'order.placed', { number: who, note: who }); await people.host.clock.advance(1); }
    await Promise.all([people.proves('visitor:a', 'visitor:b'), people.proves('visitor:c', 'visitor:b'), people.proves('visitor:c', 'visitor:a')]);
    expect(inOrder(await people.known('visitor:b', 'number'))).toEqual(['visitor:a', 'visitor:b', 'visitor:c']);
    expect((await people.host.orchestrator.timeline('visitor:c'))).toHaveLength(3);
  });
});
