import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedMap } from '../../../adapters/websocket/bounded-map.js';
import { createUnconfirmedMessages } from '../../../adapters/websocket/unconfirmed-messages.js';
import { outbound } from './chat-test-bench.js';

describe('what the chat remembers of its visitors', () => {
  it('never grows beyond its bound, and what was touched last stays', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1 }), fc.integer({ min: 1, max: 10 }), (keys, max) => {
      const map = new BoundedMap<number, number>(max);
      keys.forEach((key, at) => map.set(key, at));
      const latest = [...new Set(keys.toReversed())];
      for (const [rank, key] of latest.entries()) expect(map.get(key)).toBe(rank < max ? keys.lastIndexOf(key) : undefined);
    }));
  });

  it('never holds more than 50 messages of one customer who confirms nothing, and those are the newest', () => {
    const unconfirmed = createUnconfirmedMessages();
    for (let n = 0; n < 60; n += 1) unconfirmed.keep(outbound(`k${n}`, 'ana'));
    expect(unconfirmed.after('ana', undefined).map(({ key }) => key)).toEqual(Array.from({ length: 50 }, (_, n) => `k${n + 10}`));
  });

  it('holds a message that is sent again once', () => {
    const unconfirmed = createUnconfirmedMessages();
    for (const key of ['k1', 'k2', 'k1']) unconfirmed.keep(outbound(key, 'ana'));
    expect(unconfirmed.after('ana', undefined).map(({ key }) => key)).toEqual(['k2', 'k1']);
  });
});
