import { expect, test } from 'vitest';
import { createTestClock } from '../../src/testing/index.js';

test('time never goes back, also where two tests of one clock let it pass at once', async () => {
  const clock = createTestClock(0);
  await Promise.all([clock.advance(1_000), clock.advance(10), clock.advance(500)]);
  expect(clock.now()).toBe(1_000);
});
