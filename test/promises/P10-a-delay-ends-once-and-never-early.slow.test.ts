import { describe, expect, test } from 'vitest';
import { days, hours, minutes, seconds } from 'throughline';
import { runsOf } from '../full-size.js';
import { createChance } from './simulation/chance.js';
import { openOffice, type OfficeOptions } from './timers/office.js';
import { dozing } from './timers/planted-stores.js';
import { waits } from './timers/waits.js';

/** 1,000,000 is the whole proof; so many live in one office. */
const delays = runsOf({ ci: 1_500, full: 1_000_000 });
const inFile = runsOf({ ci: 200, full: 20_000 });
const perOffice = 5_000;
/** what a clock that gets wrong by a second a day does so in the hour between two looks, milliseconds */
const driftMs = seconds(1) / 24;

interface Seen { readonly early: number; readonly tooSoon: number; readonly late: number; readonly latest: number; readonly double: number; readonly never: number; readonly jumps: number }

/** Delays from nothing to 400 days, half of them begun at one moment and half over some hours, at any of the processes, whose clocks are set to and fro meanwhile. */
async function seenOf(seed: number, count: number, options: OfficeOptions): Promise<Seen> {
  const chance = createChance(seed);
  const office = await openOffice(waits(), chance, options);
  let jumps = 0;
  const jump = (): void => { jumps += 1; office.jump(); };
  const due = new Map<string, number>();
  for (let n = 0; n < count; n += 1) {
    if (n > count / 2) await office.clock.advance(chance.below(seconds(20)));
    if (n > count / 2 && chance.oneIn(4)) jump();
    const ms = Math.floor(chance.pick([seconds(1), minutes(1), hours(1), days(1), days(400)]) * chance.next());
    due.set(`c${n}`, office.clock.now() + ms);
    await office.anyone().accept({ id: `e${n}`, source: 'test', type: 'wait.begun', data: { ms }, who: [`user:c${n}`] });
  }
  for (const end = office.clock.now() + days(400) + hours(1); office.clock.now() < end;) {
    await office.clock.advance(Math.min(end - office.clock.now(), chance.below(days(8))));
    jump();
  }
  const heard = new Map<string, number[]>();
  for (const { to, at } of office.said) heard.set(to, [...heard.get(to) ?? [], at]);
  const lateness = [...due].flatMap(([who, at]) => (heard.get(who) ?? []).map((when) => when - at)).toSorted((a, b) => a - b);
  const findings = await office.close();
  if (options.planted === undefined) expect(findings).toEqual([]);
  return {
    jumps,
    early: lateness.filter((ms) => ms < -driftMs).length + [...due].slice(0, count / 2).filter(([who, at]) => heard.get(who)?.some((when) => when < at)).length,
    tooSoon: office.handedOut.filter((one) => one.due > one.handedAt).length,
    late: lateness[Math.ceil(lateness.length * 0.99) - 1] ?? Infinity,
    latest: lateness.at(-1) ?? Infinity,
    double: [...heard.values()].filter((times) => times.length > 1).length,
    never: [...due.keys()].filter((who) => !heard.has(who)).length,
  };
}

async function allWell(count: number, options: OfficeOptions): Promise<void> {
  for (let left = count, seed = 0; left > 0; left -= perOffice, seed += 1) {
    const { late, latest, jumps, ...wrong } = await seenOf(seed, Math.min(left, perOffice), options);
    expect(wrong, `seed ${seed}`).toEqual({ early: 0, tooSoon: 0, double: 0, never: 0 });
    expect(late, `99 of 100, seed ${seed}`).toBeLessThanOrEqual(seconds(2));
    expect(latest, `the last one, seed ${seed}`).toBeLessThanOrEqual(seconds(5));
    expect(jumps, 'clocks that were set; a run without any proves nothing').toBeGreaterThan(50);
  }
}

describe('delays from nothing to 400 days, in processes with clocks that are up to five minutes wrong, drift, and are set by an hour or a day', () => {
  test(`all ${delays} end in eight processes, each once, none early by the store's clock, 99 of 100 within two seconds and all within five`, () => allWell(delays, { processes: 8 }), 36_000_000);

  test(`all ${inFile} end in a process with a SQLite file of its own, just so`, () => allWell(inFile, { processes: 1, inFile: true }), 36_000_000);

  test('some end early where each process trusts its own clock: the proof would notice', async () => {
    const { early, tooSoon } = await seenOf(1, 60, { processes: 8, planted: { trusting: true } });
    expect([early > 0, tooSoon > 0]).toEqual([true, true]);
  }, 600_000);

  test('some end a day early, or an hour late, where nothing tells a process that its clock was set: the proof would notice', async () => {
    const { early, latest } = await seenOf(1, 200, { processes: 8, planted: { unmeasured: true } });
    expect([early > 0, latest > seconds(5)]).toEqual([true, true]);
  }, 600_000);

  test('a few end late where now and then a look finds nothing: the proof would notice', async () => {
    expect((await seenOf(1, 200, { processes: 8, planted: { around: dozing(40) } })).latest).toBeGreaterThan(seconds(5));
  }, 600_000);
});
