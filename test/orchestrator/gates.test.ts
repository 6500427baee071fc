import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { createTestClock } from 'throughline/testing';
import { backoffMs } from '../../src/orchestrator/dispatch/backoff.js';
import { createTargetGates } from '../../src/orchestrator/dispatch/target-gates.js';

function gates({ most = 10, failures = 2 } = {}) {
  const clock = createTestClock(1_800_000_000_000);
  const told: (readonly [string, unknown])[] = [];
  const gate = createTargetGates(clock, { most, failures, openMs: 1_000, maxMs: 4_000 }, (type, what) => { told.push([type, what]); });
  const fail = (times: number): void => { for (let n = 0; n < times; n += 1) { gate.enter('channel:chat'); gate.left('channel:chat', false); } };
  return { clock, gate, told, fail };
}

describe('an adapter', () => {
  it('gets no more calls at once than it may have, and another adapter is not held up by that', () => {
    const { gate } = gates({ most: 2 });
    expect([gate.enter('a'), gate.enter('a'), gate.enter('a'), gate.enter('b')]).toEqual([0, 0, 50, 0]);
    expect(gate.underWay).toBe(3);
    gate.left('a', true);
    expect([gate.underWay, gate.enter('a')]).toEqual([2, 0]);
  });

  it('gets no more calls in a second than it may have, and is asked again when the next one begins', async () => {
    const { clock, gate } = gates();
    const calls = (): readonly number[] => [1, 2, 3].map(() => gate.enter('a', 2));
    await clock.advance(300);
    expect(calls()).toEqual([0, 0, 700]);
    await clock.advance(699);
    expect(gate.enter('a', 2)).toBe(1);
    await clock.advance(1);
    expect(calls()).toEqual([0, 0, 1_000]);
    expect(gate.enter('a')).toBe(0);
  });

  it('tells each of many who wait a second of their own, so that nobody comes back in vain', async () => {
    const { clock, gate } = gates({ most: 1_000 });
    const [perSecond, many] = [10, 500];
    const comeAt = Array.from({ length: many }, () => clock.now() + gate.enter('a', perSecond)).filter((at) => at > clock.now());
    let inVain = 0;
    for (const at of comeAt) {
      await clock.advance(at - clock.now());
      if (gate.enter('a', perSecond) > 0) inVain += 1;
    }
    expect([comeAt.length, inVain]).toEqual([many - perSecond, 0]);
    expect(clock.now()).toBe(1_800_000_000_000 + (many / perSecond - 1) * 1_000);
  });

  it('that fails again and again is left alone for a time, and that is told once', () => {
    const { gate, told, fail } = gates();
    fail(1);
    expect([told, gate.enter('channel:chat')]).toEqual([[], 0]);
    gate.left('channel:chat', false);
    expect(told).toEqual([['circuit.opened', { target: 'channel:chat', waitMs: 1_000 }]]);
    expect(gate.enter('channel:chat')).toBe(1_000);
    gate.left('channel:chat', false);
    expect(told).toHaveLength(1);
  });

  it('is not left alone for failures with a success between them', () => {
    const { gate, told } = gates();
    for (const ok of [false, true, false, true]) { expect(gate.enter('channel:chat')).toBe(0); gate.left('channel:chat', ok); }
    expect(told).toEqual([]);
  });

  it('is then tried with one call, and is open to all once that went well, which is told', async () => {
    const { clock, gate, told, fail } = gates();
    fail(2);
    await clock.advance(1_000);
    expect([gate.enter('channel:chat'), gate.enter('channel:chat')]).toEqual([0, 1_000]);
    gate.left('channel:chat', true);
    expect(told.at(-1)).toEqual(['circuit.closed', { target: 'channel:chat' }]);
    expect([gate.enter('channel:chat'), gate.enter('channel:chat'), told.length]).toEqual([0, 0, 2]);
  });

  it('is left alone twice as long each time the one call fails, up to a limit', async () => {
    const { clock, gate, told, fail } = gates();
    fail(2);
    for (const wait of [1_000, 2_000, 4_000]) { await clock.advance(wait); fail(1); }
    expect(told.map(([type, what]) => [type, what])).toEqual([1_000, 2_000, 4_000, 4_000].map((waitMs) => ['circuit.opened', { target: 'channel:chat', waitMs }]));
    expect(gate.enter('channel:chat')).toBe(4_000);
  });
});

describe('the wait before another try', () => {
  const backoff = { firstMs: 100, maxMs: 5_000 };

  it('doubles, with half of it by chance, up to a limit, and is never shorter than the provider asks', () => {
    expect([1, 2, 3, 4, 7, 400].map((attempt) => backoffMs(backoff, attempt, 1))).toEqual([100, 200, 400, 800, 5_000, 5_000]);
    expect([0, 0.5, 1].map((random) => backoffMs(backoff, 2, random))).toEqual([100, 150, 200]);
    expect([backoffMs(backoff, 0, 1), backoffMs(backoff, 1, 1, 99), backoffMs(backoff, 1, 1, 60_000)]).toEqual([100, 100, 60_000]);
  });

  it('is always between half a step and a whole one', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const wait = backoffMs(backoff, attempt, random);
      expect(wait >= 50 && wait <= 5_000 && Number.isInteger(wait)).toBe(true);
    }));
  });
});
