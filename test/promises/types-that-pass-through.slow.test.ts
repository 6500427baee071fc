import { expect, test, vi } from 'vitest';
import { JourneyError } from 'throughline';
import { fuzzedStores, openFuzzedShop } from '../bad-input/grammar/fuzzed-shop.js';
import { bringTypes } from './bring-types.js';

interface EventTypes { readonly checkEventType: (...given: readonly unknown[]) => void }

// the bug that P14 looks for: a type that is the engine's own is let through
vi.mock('../../src/model/event-type.js', async (original) => {
  const real = await original<EventTypes>();
  return { ...real, checkEventType: (...given: readonly unknown[]) => { try { real.checkEventType(...given); } catch (error) { if (!JourneyError.is(error, 'ReservedEventType')) throw error; } } };
});

test.each(fuzzedStores)('the proof that only the engine raises a timer event finds a library that passes a type through, %s', async (_where, make) => {
  const shop = openFuzzedShop(make);
  // nothing moves by it, since journeys name the types they know; but nobody refuses it as the engine's own any more
  await expect(bringTypes(shop, 2_000, 1)).rejects.toThrow('ReservedEventType');
  await shop.orchestrator.close();
});
