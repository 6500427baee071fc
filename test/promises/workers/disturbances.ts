import { setTimeout as sleep } from 'node:timers/promises';
import type { Member } from './fleet.js';
import type { Kind } from './outside.js';
import type { Around } from './work-through.js';

/** What may happen to workers while they work; each ends after so many times, or when nobody has anything more to say. */
export type Disturb = (around: Around) => Promise<void>;

const between = (least: number, most: number): number => least + Math.random() * (most - least);

/** `kill -9` at random moments, of any of them. Counted in what was acknowledged, work goes on between them on a slow machine too. */
export const killAtRandom = (times: number): Disturb => async (around) => {
  for (let at = 0; at < times && around.goesOn(); at += 1) {
    await afterMore(around, between(5, 60));
    await sleep(between(0, 15));
    if (around.goesOn()) (await around.fleet.any()).send('SIGKILL');
  }
};

/** Stopped for two to five leases, two of them at a time, and let go on as if nothing had been. */
export const stopBeyondLease = (times: number): Disturb => twoAtATime(times, async (one, ms) => {
  one.send('SIGSTOP');
  await sleep(ms);
  one.send('SIGCONT');
});

/** The same, but that its process runs and is busy with one thing only: for two to five leases, or for so long, milliseconds. */
export const blockBeyondLease = (times: number, blockedMs?: number): Disturb => twoAtATime(times, async (one, someMs) => {
  const ms = blockedMs ?? someMs;
  one.say({ type: 'block', ms });
  await sleep(ms);
});

const twoAtATime = (times: number, stop: (one: Member, ms: number) => Promise<void>): Disturb => async ({ fleet, goesOn, leaseMs }) => {
  let left = times;
  const stopped = new Set<Member>();
  // one that was told twice to be busy for a minute would still be busy when all are asked in the end
  const another = async (): Promise<Member> => {
    for (let one = await fleet.any(); ; one = await fleet.any()) {
      if (!stopped.has(one)) return one;
      await sleep(lookMs);
    }
  };
  const stopOne = async (): Promise<void> => {
    while (left > 0 && goesOn()) {
      left -= 1;
      await sleep(between(50, 300));
      const one = await another();
      stopped.add(one);
      await stop(one, between(2, 5) * leaseMs);
      stopped.delete(one);
      await sleep(between(100, 400));
    }
  };
  await Promise.all([stopOne(), stopOne()]);
};

/** Killed while it has messages in hand that nobody answers, or enough of each of these kinds of work, which the others then have to take up. */
export const killWithWorkInHand = (times: number, kinds: readonly Kind[] = ['send']): Disturb => async (around) => {
  const { fleet, outside, ledger, goesOn } = around;
  for (let at = 0; at < times && goesOn(); at += 1) {
    await fleet.whole();
    await killOne(around, kinds);
    while (outside.orphans.length > 0 && !outside.isLate()) {
      await sleep(lookMs);
      outside.settled(await ledger.doneOf(outside.orphans));
    }
    await afterMore(around, handful);
  }
};

/** One is killed so, and then nobody says anything more: a customer who goes on speaking often leaves the state whose work was in hand. */
export const killAndHush = (kind: Kind): Disturb => async (around) => {
  await around.fleet.whole();
  await killOne(around, [kind]);
};

async function killOne({ fleet, outside, goesOn }: Around, kinds: readonly Kind[]): Promise<void> {
  const one = await fleet.any();
  outside.hold(one);
  while (kinds.some((kind) => outside.inHand(one, kind) < enough[kind]) && goesOn()) await sleep(1);
  one.send('SIGKILL');
  await one.ended;
}

/** Sent away one after the other, as when a new release is deployed; whoever has not left by itself within this time, milliseconds, is a finding, and killed as those who run many processes do it. */
export const rollingRestarts = (times: number, leaveMs = 10_000): Disturb => async (around) => {
  for (let at = 0; at < times && around.goesOn(); at += 1) {
    await around.fleet.whole();
    await afterMore(around, handful);
    const [eldest] = around.fleet.members;
    if (eldest !== undefined) await sendAway(around, eldest, leaveMs);
    around.outside.settled(await around.ledger.doneOf(around.outside.orphans));
  }
};

const handful = 5;
/** there are fewer activities and delays than messages */
const enough = { send: handful, weigh: 2, delay: 2 } as const;

async function sendAway({ ledger, found }: Around, member: Member, leaveMs: number): Promise<void> {
  member.send('SIGTERM');
  const left = await Promise.race([member.ended.then(() => true), sleep(leaveMs, false)]);
  if (!left) {
    found('who was sent away did not leave', `the ${member.number}. worker, within ${leaveMs} ms`);
    return member.send('SIGKILL');
  }
  const held = await ledger.heldBy(member.epochs.at(-1) ?? 0);
  if (held > 0) found('who left kept something in hand', `${held} rows of epoch ${member.epochs.at(-1)}`);
}

/** Each dies where it is to die, as `nextDeath` of the run says; they are waited for. */
export const dieAtMoments = (times: number): Disturb => async ({ seen, found, goesOn }) => {
  for (let [deaths, since] = [0, performance.now()]; seen.deaths < times && goesOn(); ) {
    await sleep(lookMs);
    if (seen.deaths > deaths) [deaths, since] = [seen.deaths, performance.now()];
    if (performance.now() - since > unmetMs) return found('a failpoint was never met', `after ${deaths} of ${times} deaths`);
  }
};

const lookMs = 10;
/** a failpoint that is not met by then is on nobody's way, milliseconds */
const unmetMs = 30_000;

/** Resolves when so many more events were acknowledged. */
async function afterMore({ teller, goesOn }: Pick<Around, 'teller' | 'goesOn'>, more: number): Promise<void> {
  const enough = teller.figures.waitsMs.length + more;
  while (teller.figures.waitsMs.length < enough && goesOn()) await sleep(1);
}
