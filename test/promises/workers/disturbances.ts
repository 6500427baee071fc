import { setTimeout as sleep } from 'node:timers/promises';
import type { Around } from './work-through.js';

/** What may happen to workers while they work; each ends after so many times, or when nobody has anything more to say. */
export type Disturb = (around: Around) => Promise<void>;

const between = (least: number, most: number): number => least + Math.random() * (most - least);

/** `kill -9` at random moments, of any of them. Counted in what was acknowledged, work goes on between them on a slow machine too. */
export const killAtRandom = (times: number): Disturb => async (around) => {
  for (let at = 0; at < times && around.goesOn(); at += 1) {
    await afterMore(around, between(5, 60));
    await sleep(between(0, 15));
    (await around.fleet.any()).send('SIGKILL');
  }
};

/** Stopped for two to five leases, two of them at a time, and let go on as if nothing had been. */
export const stopBeyondLease = (times: number): Disturb => async ({ fleet, goesOn, leaseMs }) => {
  let left = times;
  const stopOne = async (): Promise<void> => {
    while (left > 0 && goesOn()) {
      left -= 1;
      await sleep(between(50, 300));
      const one = await fleet.any();
      one.send('SIGSTOP');
      await sleep(between(2, 5) * leaseMs);
      one.send('SIGCONT');
      await sleep(between(100, 400));
    }
  };
  await Promise.all([stopOne(), stopOne()]);
};

/** Resolves when so many more events were acknowledged. */
async function afterMore({ teller, goesOn }: Around, more: number): Promise<void> {
  const enough = teller.figures.waitsMs.length + more;
  while (teller.figures.waitsMs.length < enough && goesOn()) await sleep(1);
}
