import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../adapters/memory/index.js';
import { JourneyError } from '../../../src/errors/index.js';
import { describeCases, storeCases } from '../../../src/testing/index.js';
import { memoryHarness, sharedMemoryHarness } from '../../testing/memory-harness.js';

describeCases('the memory store keeps the storage contract', storeCases(memoryHarness()), { describe, it });
describeCases('memory stores that share their data keep the storage contract', storeCases(sharedMemoryHarness()), { describe, it });

describe('the memory store', () => {
  it('refuses to open where losing everything at exit was not agreed to', async () => {
    const error = await createMemoryStore({ durableOk: false }).open({ worker: 'w' }).catch((caught: unknown) => caught);
    expect(JourneyError.is(error, 'UnsafeDurability')).toBe(true);
  });

  it('opens in a test, with a simulated clock, or where it was agreed to', async () => {
    for (const config of [{}, { clock: { now: () => 1 } }, { durableOk: true }]) {
      await expect(createMemoryStore(config).open({ worker: 'w' })).resolves.toEqual({ epoch: 1, position: 0, unfinished: 0 });
    }
  });
});
