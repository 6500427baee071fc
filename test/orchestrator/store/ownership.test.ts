import { describe, expect, test } from 'vitest';
import { createHalt } from '../../../src/orchestrator/halt.js';
import { createOwnership } from '../../../src/orchestrator/store/ownership.js';
import type { Store } from '../../../src/ports/store.js';

/** A store whose epochs grow; an opening after the first ends when it is told to. */
async function owned(shared: boolean) {
  const halt = createHalt();
  const told: string[] = [];
  const openings: { readonly worker: string; readonly end: () => void; readonly fail: () => void }[] = [];
  const store = {
    open: ({ worker }: { readonly worker: string }) => new Promise((resolve, reject) => {
      const epoch = openings.length + 1;
      openings.push({ worker, end: () => resolve({ epoch, position: 0 }), fail: () => reject(new Error('away')) });
      if (epoch === 1) openings[0]?.end();
    }),
  } as unknown as Store;
  const ownership = createOwnership({ shared, halt, whenLost: ({ code }) => void told.push(code) });
  await ownership.begin(store, 'w');
  return { halt, told, openings, ownership };
}

describe('among others', () => {
  test('who lost a lease begins anew, once, and may write when that is done', async () => {
    const { halt, told, openings, ownership } = await owned(true);
    expect([ownership.epoch, ownership.shared]).toEqual([1, true]);
    ownership.lost(1);
    ownership.lost(1);
    let regained = false;
    const waiting = ownership.regained().then(() => { regained = true; });
    await Promise.resolve();
    expect([openings.map(({ worker }) => worker), told, regained, ownership.epoch]).toEqual([['w', 'w'], ['LeaseLost'], false, 1]);
    openings[1]?.end();
    await waiting;
    expect([ownership.epoch, halt.cause]).toEqual([2, undefined]);
    ownership.lost(1);
    ownership.lost(2);
    expect([openings.length, told.length]).toEqual([3, 2]);
  });

  test('whoever waits hears that it did not succeed, and the next loss tries again', async () => {
    const { openings, ownership } = await owned(true);
    ownership.lost(1);
    openings[1]?.fail();
    await expect(ownership.regained()).rejects.toThrow('away');
    await expect(ownership.regained()).resolves.toBeUndefined();
    ownership.lost(1);
    expect(openings).toHaveLength(3);
  });
});

test('the only owner stops for good', async () => {
  const { halt, told, openings, ownership } = await owned(false);
  ownership.lost(1);
  expect([halt.cause?.code, told, openings.length, ownership.shared]).toEqual(['LeaseLost', [], 1, false]);
  await expect(ownership.regained()).resolves.toBeUndefined();
});
