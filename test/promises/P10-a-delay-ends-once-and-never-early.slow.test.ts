import { describe, expect, test } from 'vitest';
import { days, hours, minutes, seconds } from 'throughline';
import { runsOf } from '../full-size.js';
import { createChance } from './simulation/chance.js';
import { openOffice } from './timers/office.js';
import { waits } from './timers/waits.js';

/** 1,000,000 is the whole proof; so many live in one office. */
const delays = runsOf({ ci: 1_500, full: 1_000_000 });
const perOffice = 5_000;

interface Seen { readonly early: number; readonly late: number; readonly double: number; readonly never: number }

/** Delays from nothing to 400 days, begun at any of the processes, whose clocks jump meanwhile. */
async function seenOf(seed: number, count: number, trusting: boolean): Promise<Seen> {
  const chance = createChance(seed);
  const office = await openOffice(waits(), chance, { processes: 8, trusting });
  const due = new Map<string, number>();
  for (let n = 0; n < count; n += 1) {
    const ms = Math.floor(chance.pick([seconds(1), minutes(1), hours(1), days(1), days(400)]) * chance.next());
    due.set(`c${n}`, office.clock.now() + ms);
    await office.anyone().accept({ id: `e${n}`, source: 'test', type: 'wait.begun', data: { ms }, who: [`user:c${n}`] });
  }
  await office.clock.advance(days(400) + hours(1));
  const heard = new Map<string, number[]>();
  for (const { to, at } of office.said) heard.set(to, [...heard.get(to) ?? [], at]);
  const lateness = [...due].flatMap(([who, at]) => (heard.get(who) ?? []).map((when) => when - at)).toSorted((a, b) => a - b);
  if (!trusting) expect(await office.close()).toEqual([]);
  return {
    early: lateness.filter((ms) => ms < 0).length,
    late: lateness[Math.ceil(lateness.length * 0.99) - 1] ?? Infinity,
    double: [...heard.values()].filter((times) => times.length > 1).length,
    never: [...due.keys()].filter((who) => !heard.has(who)).length,
  };
}

describe('delays from nothing to 400 days, in eight processes with clocks that are up to five minutes wrong', () => {
  test(`all ${delays} end, each once, none early by the store's clock, and at most two seconds late`, async () => {
    for (let left = delays, seed = 0; left > 0; left -= perOffice, seed += 1) {
      const { late, ...wrong } = await seenOf(seed, Math.min(left, perOffice), false);
      expect(wrong, `seed ${seed}`).toEqual({ early: 0, double: 0, never: 0 });
      expect(late).toBeLessThanOrEqual(seconds(2));
    }
  }, 36_000_000);

  test('some end early where each process trusts its own clock: the proof would notice', async () => {
    expect((await seenOf(1, 200, true)).early).toBeGreaterThan(0);
  }, 600_000);
});
