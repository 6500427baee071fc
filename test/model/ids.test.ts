import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCustomerId, newCustomerId, parseCustomerId } from '../../src/model/customer-id.js';
import { effectKey, isEffectKey, parseEffectKey } from '../../src/model/effect-key.js';
import { instanceId, isInstanceId, parseInstanceId } from '../../src/model/instance-id.js';
import { isJourneyId, parseJourneyId } from '../../src/model/journey-id.js';
import { refusalOf } from './refusal-of.js';

const tenants = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/).filter((tenant) => tenant !== '__proto__');
const customers = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:|-]{0,40}$/).map((text) => parseCustomerId(text));
const journeys = fc.stringMatching(/^[a-z][a-z0-9]{0,10}(-[a-z0-9]{1,5}){0,3}$/).map((text) => parseJourneyId(text));
const counts = fc.integer({ min: 0, max: 1_000_000 });
const instances = fc.record({ customer: customers, journey: journeys, run: counts.map((n) => n + 1) });
const effects = fc.record({ tenant: tenants, cause: fc.oneof(customers, instances.map(instanceId)), seq: counts, index: counts });

describe('The name of a journey instance', () => {
  it('says whose it is, which journey and which run', () => {
    expect(instanceId({ customer: parseCustomerId('c-17'), journey: parseJourneyId('order-help'), run: 2 })).toBe('c-17/order-help/2');
  });

  it('always gives back what it was made of, so two instances never share one', () => {
    fc.assert(fc.property(instances, (parts) => { expect(parseInstanceId(instanceId(parts))).toEqual(parts); }));
  });

  it.each(['', 'c-17', 'c-17/order-help', 'c-17/order-help/0', 'c-17/order-help/01', 'c-17/order-help/-1', 'c-17/order-help/1/2', 'c-17/Order/1', '/order-help/1', 'c-17//1', 'c-17/order-help/1e3'])("cannot be '%s'", (text) => {
    expect(isInstanceId(text)).toBe(false);
    expect(refusalOf(() => parseInstanceId(text, 'instance')).facts.path).toBe('instance');
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity])('cannot count its runs from %s', (run) => {
    expect(refusalOf(() => instanceId({ customer: parseCustomerId('c'), journey: parseJourneyId('j'), run })).code).toBe('InvalidInput');
  });
});

describe('The key of an effect', () => {
  it('says whose it is, what caused it and where it stands', () => {
    const cause = instanceId({ customer: parseCustomerId('c-17'), journey: parseJourneyId('order-help'), run: 1 });
    expect(effectKey({ tenant: 'default', cause, seq: 4, index: 0 })).toBe('default/c-17/order-help/1/4/0');
    expect(effectKey({ tenant: 'default', cause: parseCustomerId('c-17'), seq: 4, index: 0 })).toBe('default/c-17/4/0');
  });

  it('always gives back what it was made of, so two effects never share one', () => {
    fc.assert(fc.property(effects, (parts) => { expect(parseEffectKey(effectKey(parts))).toEqual(parts); }));
  });

  it.each(['', 'default/c-17/4', 'default/c-17/4/0/1', 'default/c-17/4/00', 'a.b/c-17/4/0', 'default/~lane/4/0', 'default/c-17/order-help/1/4/0/9'])("cannot be '%s'", (text) => {
    expect(isEffectKey(text)).toBe(false);
    expect(refusalOf(() => parseEffectKey(text)).code).toBe('InvalidInput');
  });
});

describe('The id of a customer', () => {
  it('made for a new one is the same when the event is tried again, and another for another event or person', () => {
    const event = { tenant: 'default', source: 'shop', id: 'evt-1', identities: ['user:ann'] };
    expect(newCustomerId(event)).toBe(newCustomerId({ ...event }));
    const others = [event, { ...event, tenant: 'acme' }, { ...event, source: 'crm' }, { ...event, id: 'evt-2' }, { ...event, source: 'sho', id: 'pevt-1' }, { ...event, identities: ['user:bob'] }];
    expect(new Set(others.map(newCustomerId)).size).toBe(6);
    expect(isCustomerId(newCustomerId(event))).toBe(true);
  });

  it('never is an address', () => {
    expect(['ann@example.org', '+4915112345678', 'a/b', '~lane', '', ' c'].filter(isCustomerId)).toEqual([]);
  });
});

describe('The id of a journey', () => {
  it('is lower case words joined by hyphens', () => {
    expect(['order-help', 'nps', 'step2'].every(isJourneyId)).toBe(true);
    expect(['', 'Order', 'order_help', 'order.help', '-a', 'a-', 'a--b', '2nd', 'x'.repeat(65), 'a/b', '__proto__'].filter(isJourneyId)).toEqual([]);
    expect(refusalOf(() => parseJourneyId('Order Help')).facts).toEqual({ path: 'journey', limit: 64 });
  });
});
