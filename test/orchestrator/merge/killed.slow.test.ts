import { JourneyError, seconds, type Orchestrator } from 'throughline';
import { describe, expect, test } from 'vitest';
import { createBench, patiently, toIncoming, type Bench, type Said } from '../door/bench.js';
import { homes, type Home } from '../door/homes.js';
import { createFailingStore, type Failure } from '../store/failing-store.js';
import { inOrder, order, purchase } from './people.js';

type Step = (orchestrator: Orchestrator) => Promise<unknown>;
const says = (said: Said): Step => (orchestrator) => orchestrator.accept(toIncoming({ ...said, via: { channel: 'chat' } }));
const [ann, visitor] = [['user:ann'], ['visitor:v1']];

/** Undoing what is undone already says so, and that is as good. */
const unlink: Step = async (orchestrator) => {
  const { merged } = (await orchestrator.briefing('user:ann')).who;
  for (const { customer } of merged) await orchestrator.unlink(customer, 'a mistake').catch((error: unknown) => { if (!JourneyError.is(error, 'UnknownCustomer')) throw error; });
};

/** A merge and its undoing with contacts of both before, between and after. */
const story: readonly Step[] = [
  says({ id: '1', type: 'order.placed', data: { number: '1', note: 'blue' }, who: ann }),
  says({ id: '2', type: 'purchase.wanted', data: { what: 'a chair' }, who: visitor }),
  says({ id: '3', type: 'purchase.wanted', data: { what: 'a lamp' }, who: ann }),
  (orchestrator) => orchestrator.link('user:ann', 'visitor:v1', 'the shop says so'),
  says({ id: '4', type: 'order.placed', data: { number: '2', note: 'red' }, who: visitor }),
  says({ id: '5', type: 'order.noted', data: { number: '1', note: 'green' }, who: ann }),
  unlink,
  says({ id: '6', type: 'order.noted', data: { number: '2', note: 'grey' }, who: visitor }),
  says({ id: '7', type: 'purchase.changed', data: { what: 'a desk' }, who: ann }),
];

const more = { journeys: [purchase(), order()], activities: { look: () => ({ price: 1 }) }, texts: { still: 'Still?', thanks: 'Thanks.' }, timing: { pollMs: seconds(5), drainMs: 10 } };

/** Everything that either may see in the end. */
async function seen({ orchestrator, clock }: Bench): Promise<unknown> {
  const of = async (who: string): Promise<unknown> => {
    const { identities, journeys, ended } = await patiently(clock, orchestrator.briefing(who));
    return { identities, runs: inOrder(journeys.map(({ instance, facts }) => JSON.stringify([instance.slice(instance.indexOf('/')), facts.map(({ value }) => value)]))), ended: ended.map(({ reason }) => reason), said: (await orchestrator.timeline(who)).map(({ event }) => event) };
  };
  return { ann: await of('user:ann'), visitor: await of('visitor:v1'), waiting: (await orchestrator.list({ kind: 'parked' })).items, dead: (await orchestrator.list({ kind: 'dead' })).items };
}

/** Tells the story on a store whose n-th call goes wrong; who was not answered asks again, after a death of the next process. Answers how many calls the store had. */
async function tell(home: Home, n: number, failure: Failure): Promise<{ readonly calls: number; readonly end: unknown }> {
  const failing = createFailingStore(home.clock, n, failure);
  let bench = createBench(home, { ...more, around: failing.around });
  let reborn = false;
  const bury = async (): Promise<void> => {
    if (!failing.isDead() || reborn) return;
    await home.die();
    bench = createBench(home, more);
    reborn = true;
  };
  for (const step of story) {
    for (let tries = 0; !(await patiently(home.clock, step(bench.orchestrator), 90_000).then(() => true, () => false)); tries += 1) {
      if (tries > 5) throw new Error('nobody ever answers');
      await bury();
    }
    await bench.settle(10);
  }
  await bench.settle(seconds(60));
  const calls = failing.calls();
  await bury();
  await bench.settle(seconds(60));
  const end = await seen(bench);
  await patiently(home.clock, bench.orchestrator.close());
  return { calls, end };
}

const failures: readonly Failure[] = ['rejects and has done nothing', 'does it and then rejects', 'does it as the last before its process dies', 'never does it, because its process dies'];

describe.each(homes)('a merge and its undoing, %s,', (_where, make) => {
  test.each(failures)('end the same whichever call of the store %s', async (failure) => {
    const clean = make();
    const { end, calls } = await tell(clean, 0, failure);
    await clean.remove();
    expect(end).toMatchObject({ ann: { said: ['7', '5', '3', '1'] }, visitor: { said: ['6', '4', '2'] } });
    for (let n = 1; n <= calls; n += 1) {
      const home = make();
      const told = await tell(home, n, failure);
      await home.remove();
      expect(told.end, `call ${n} of ${calls}`).toEqual(end);
    }
  });
});
