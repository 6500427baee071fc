import { describe, expect, test } from 'vitest';
import { createTargetGates } from '../../../src/orchestrator/dispatch/target-gates.js';
import { createTestClock } from '../../../src/testing/index.js';

const rule = { failures: 2, openMs: 1_000, maxMs: 4_000, most: 3 };
function open() {
  // at the beginning of a second
  const clock = createTestClock(1_000_000);
  const told: unknown[] = [];
  return { clock, told, gates: createTargetGates(clock, rule, (type, notice) => void told.push([type, notice])) };
}

describe('the rate of a target', () => {
  test('is kept in each second, and who comes too early is told a second of their own', async () => {
    const { clock, gates } = open();
    const ask = (): number => { const wait = gates.enter('sms', 2); if (wait === 0) gates.left('sms', true); return wait; };
    await clock.advance(400);
    expect(Array.from({ length: 7 }, ask)).toEqual([0, 0, 600, 600, 1_600, 1_600, 2_600]);
    await clock.advance(600);
    // five wait, of whom two may go in this second
    expect(Array.from({ length: 3 }, ask)).toEqual([0, 0, 2_000]);
    await clock.advance(5_000);
    expect(Array.from({ length: 3 }, ask)).toEqual([0, 0, 1_000]);
  });

  test('is none where none is said', () => {
    const { gates } = open();
    const ask = (): number => { const wait = gates.enter('sms'); if (wait === 0) gates.left('sms', true); return wait; };
    expect(Array.from({ length: 50 }, ask).every((wait) => wait === 0)).toBe(true);
  });
});

describe('calls under way', () => {
  test('are no more than may be at one target, and counted over all', () => {
    const { gates } = open();
    expect(Array.from({ length: 4 }, () => gates.enter('sms'))).toEqual([0, 0, 0, 50]);
    expect([gates.enter('chat'), gates.underWay]).toEqual([0, 4]);
    gates.left('sms', true);
    expect([gates.underWay, gates.enter('sms'), gates.enter('sms')]).toEqual([3, 0, 50]);
  });
});

describe('the circuit of a target', () => {
  test('opens after failures in a row, says so, and one probe closes it', async () => {
    const { clock, told, gates } = open();
    for (const ok of [false, true, false, false]) { gates.enter('sms'); gates.left('sms', ok); }
    expect(told).toEqual([['circuit.opened', { target: 'sms', waitMs: 1_000 }]]);
    expect([gates.enter('sms'), gates.enter('chat')]).toEqual([1_000, 0]);
    await clock.advance(1_000);
    expect([gates.enter('sms'), gates.enter('sms')]).toEqual([0, 1_000]);
    gates.left('sms', true);
    expect([told.length, told[1]]).toEqual([2, ['circuit.closed', { target: 'sms' }]]);
    expect(gates.enter('sms')).toBe(0);
  });

  test('asks nothing of the rate while it is open', async () => {
    const { clock, gates } = open();
    for (let times = 0; times < 2; times += 1) { gates.enter('sms', 3); gates.left('sms', false); }
    for (let times = 0; times < 5; times += 1) gates.enter('sms', 3);
    expect(gates.underWay).toBe(0);
    await clock.advance(1_000);
    expect(gates.enter('sms', 3)).toBe(0);
  });
});
