import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { Outcome } from '../../ports/store.js';
import { later, type Draft, type StoreBench, type StoreCase } from './store-bench.js';

const claimed = { key: 'claimed', due: 0, attempt: 0, body: 'b' } as const;
const event = { kind: 'event', at: 1, body: 'b', dedupe: { source: 's', id: '1', digest: 'd' } } as const;

/** Clauses about several workers on the same data, for stores that many processes share. */
export const workerCases: readonly StoreCase[] = [
  {
    id: 'ST-130', clause: 'a worker that joins takes nothing from those that are open: both commit and both claim', needs: 'join',
    async run(bench) {
      await bench.write({ effects: { add: [{ key: 'e', due: await bench.store.now(), attempt: 1, body: 'b' }] } });
      const other = await bench.join();
      assert.equal(other.opened.unfinished, 0);
      await other.write({ lane: 'b' });
      await bench.write({ lane: 'c' });
      await assert.doesNotReject(() => bench.effects());
    },
  },
  {
    id: 'ST-131', clause: 'of two workers that decided on one version exactly one is taken, and the other is told the version that is there', needs: 'join',
    async run(bench) {
      await bench.write({ state: 'one' });
      const other = await bench.join();
      const outcomes = await both(bench, other, () => ({ expect: 1, state: 'two' }));
      assert.deepEqual(outcomes.map((outcome) => (outcome.ok ? outcome.version : outcome)).toSorted(numbersFirst), [2, { ok: false, why: 'version', actual: 2 }]);
      assert.equal((await other.load())?.version, 2);
    },
  },
  {
    id: 'ST-132', clause: 'of two workers that begin a lane exactly one is taken', needs: 'join',
    async run(bench) {
      const outcomes = await both(bench, await bench.join(), () => ({ lane: 'new', expect: 0 }));
      assert.deepEqual(outcomes.map((outcome) => (outcome.ok ? outcome.version : outcome)).toSorted(numbersFirst), [1, { ok: false, why: 'version', actual: 1 }]);
    },
  },
  {
    id: 'ST-133', clause: 'of two workers that bring one event exactly one is taken, and the other is told the first entry', needs: 'join',
    async run(bench) {
      const outcomes = await both(bench, await bench.join(), (lane) => ({ lane, entries: [event] }));
      assert.equal(outcomes.filter(({ ok }) => ok).length, 1);
      const refused = outcomes.find((outcome) => !outcome.ok);
      assert(refused?.ok === false && refused.why === 'duplicate' && refused.same, 'the second one is a duplicate that says the same');
      assert.equal(refused.first?.body, 'b');
    },
  },
  {
    id: 'ST-134', clause: 'of two workers that claim one identity exactly one is taken, and the other is told who holds it', needs: 'join',
    async run(bench) {
      const outcomes = await both(bench, await bench.join(), (lane) => ({ lane, identities: { claim: ['email:x'] } }));
      assert.equal(outcomes.filter(({ ok }) => ok).length, 1);
      const [holder] = await bench.store.resolve([{ tenant: 't', identity: 'email:x' }]);
      assert.deepEqual(outcomes.find(({ ok }) => !ok), { ok: false, why: 'identity', identity: 'email:x', holder });
    },
  },
  {
    id: 'ST-135', clause: 'what one worker was handed, or has added as begun, is handed to no other while both live', needs: 'join',
    async run(bench) {
      const now = await bench.store.now();
      await bench.write({ effects: { add: [{ ...claimed, due: now }, { key: 'born', due: now + later, attempt: 1, body: 'b' }] }, timers: { set: [{ id: 'x', due: now }] } });
      const other = await bench.join();
      assert.deepEqual([(await bench.effects()).due.length, (await bench.timers()).due.length], [1, 1]);
      assert.deepEqual([(await other.effects()).due, (await other.timers()).due], [[], []]);
    },
  },
  {
    id: 'ST-136', clause: 'workers that claim at one moment are never handed the same', needs: 'join',
    async run(bench) {
      const now = await bench.store.now();
      const keys = Array.from({ length: 20 }, (_, n) => `e${n}`);
      await bench.write({ effects: { add: keys.map((key) => ({ key, due: now, attempt: 0, body: 'b' })) } });
      const other = await bench.join();
      const handed = await Promise.all([bench, other, bench, other].map((one) => one.effects(5)));
      assert.deepEqual(handed.flatMap(({ due }) => due.map(({ key }) => key)).toSorted(), keys.toSorted());
    },
  },
  {
    id: 'ST-137', clause: 'a worker that closes gives back at once what it had in hand', needs: 'join',
    async run(bench) {
      const now = await bench.store.now();
      const other = await bench.join();
      await other.write({ effects: { add: [{ key: 'born', due: now + later, attempt: 1, body: 'b' }] }, timers: { set: [{ id: 'x', due: now }] } });
      assert.equal((await other.timers()).due.length, 1);
      await other.store.close();
      assert.deepEqual([(await bench.effects()).due.map(({ key }) => key), (await bench.timers()).due.map(({ id }) => id)], [['born'], ['x']]);
    },
  },
  {
    id: 'ST-138', clause: 'a worker whose lease is over commits and claims nothing, though nobody told it', needs: 'expire',
    async run(bench) {
      await bench.write({ state: 'before' });
      await bench.expire();
      assert.deepEqual(await bench.commit({ state: 'late' }), [{ ok: false, why: 'fenced' }]);
      await assert.rejects(() => bench.effects(), { code: 'LeaseLost' });
      await bench.store.open({ worker: 'again' });
      assert.equal((await bench.load())?.state, 'before');
    },
  },
  {
    id: 'ST-139', clause: 'whoever joins after a lease is over is told how many effects were left unfinished, and they are due at once', needs: 'expire',
    async run(bench) {
      const now = await bench.store.now();
      await bench.write({ effects: { add: [{ ...claimed, due: now }, { key: 'born', due: now + later, attempt: 1, body: 'b' }, { key: 'waiting', due: now + later, attempt: 0, body: 'b' }] } });
      await bench.effects();
      await bench.expire();
      const other = await bench.join();
      assert.equal(other.opened.unfinished, 2);
      assert.deepEqual(new Map((await other.effects()).due.map(({ key, attempt }) => [key, attempt])), new Map([['born', 2], ['claimed', 2]]));
    },
  },
  {
    id: 'ST-140', clause: 'a worker whose lease is over works again under a higher epoch once it opens again', needs: 'expire',
    async run(bench) {
      await bench.expire();
      const { epoch } = await bench.store.open({ worker: 'again' });
      assert(epoch > bench.opened.epoch);
      assert.equal((await bench.commit({ epoch }))[0]?.ok, true);
      assert.deepEqual(await bench.commit({ lane: 'b', epoch: bench.opened.epoch }), [{ ok: false, why: 'fenced' }]);
    },
  },
  {
    id: 'ST-141', clause: 'where a store gives hints, a worker hears what another tells, and that one has closed with work in hand, and nothing any more after its own `close`', needs: 'join',
    async run(bench) {
      const other = await bench.join();
      if (bench.store.hints === undefined) return assert.equal(other.store.hints, undefined, 'all of them give hints, or none');
      let heard = 0;
      bench.store.hints.hear(() => { heard += 1; });
      const hears = async (): Promise<void> => {
        const before = heard;
        for (let tries = 0; heard === before; tries += 1) {
          assert(tries < triesOfHint, 'it hears nothing');
          await other.store.hints?.tell();
          await setTimeout(50);
        }
      };
      await hears();
      // what was told before has come by now
      await setTimeout(200);
      const before = heard;
      await other.write({ lane: 'b', effects: { add: [{ key: 'born', due: await bench.store.now() + later, attempt: 1, body: 'b' }] } });
      await other.store.close();
      for (let tries = 0; heard === before; tries += 1) {
        assert(tries < triesOfHint, 'it does not hear that a worker has gone');
        await setTimeout(50);
      }
      const third = await bench.join();
      await bench.store.close();
      const last = heard;
      await third.store.hints?.tell();
      await setTimeout(200);
      assert.equal(heard, last, 'it hears more after its end');
    },
  },
];

/** a hint is no promise: one that is lost is told again, for five seconds */
const triesOfHint = 100;

/** The same change by two workers at one moment, each of a lane of its own unless the change names one. */
async function both(one: StoreBench, other: StoreBench, draft: (lane: string) => Draft): Promise<readonly Outcome[]> {
  return (await Promise.all([one.commit(draft('a')), other.commit(draft('b'))])).flat();
}

const numbersFirst = (one: unknown, other: unknown): number => Number(typeof other === 'number') - Number(typeof one === 'number');
