import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runsOf } from '../full-size.js';
import { createChance } from './simulation/chance.js';
import { planted } from './simulation/planted.js';
import { simulate, type Mishaps } from './simulation/simulate.js';

/** 10,000 is the whole proof. */
const seeds = runsOf({ ci: 2_000, full: 10_000 });
const merges = runsOf({ ci: 600, full: 5_000 });

let chance = createChance(0);
beforeEach(() => { vi.spyOn(Math, 'random').mockImplementation(() => chance.next()); });
afterEach(() => { vi.restoreAllMocks(); });

test(`in ${seeds} histories of processes that freeze, die and lose their store in any order, every event takes effect once and every message arrives`, async () => {
  const sum: Mishaps = { deaths: 0, freezes: 0, failures: 0, repeated: 0, lostLeases: 0, secondSends: 0, merges: 0 };
  for (let seed = 0; seed < seeds; seed += 1) {
    chance = createChance(seed + 1_000_000);
    const { faults, mishaps } = await simulate(seed);
    expect(faults, `seed ${seed}`).toEqual([]);
    for (const [what, times] of Object.entries(mishaps)) sum[what as keyof Mishaps] += times;
  }
  for (const what of ['deaths', 'freezes', 'failures', 'repeated', 'lostLeases', 'secondSends'] as const) expect(sum[what], what).toBeGreaterThan(seeds / 10);
}, 3_600_000);

test(`in ${merges} histories in which customers also become one and two again, every event takes effect and every message arrives`, async () => {
  let merged = 0;
  for (let seed = 0; seed < merges; seed += 1) {
    chance = createChance(seed + 1_000_000);
    const { faults, mishaps } = await simulate(seed, { merging: true });
    expect(faults, `seed ${seed}`).toEqual([]);
    merged += mishaps.merges;
  }
  expect(merged).toBeGreaterThan(merges / 2);
}, 3_600_000);

test.each(planted.map((one) => [one.bug, one] as const))('a store that %s is noticed within fifty histories', async (_, bug) => {
  const faults: string[] = [];
  for (let seed = 0; seed < 50 && !bug.says.test(faults.join('\n')); seed += 1) {
    chance = createChance(seed + 1_000_000);
    faults.push(...(await simulate(seed, { planted: bug })).faults);
  }
  expect(faults.join('\n')).toMatch(bug.says);
}, 120_000);
