import { describe, expect, it } from 'vitest';
import { JourneyError } from '../../src/errors/index.js';
import { createTestClock } from '../../src/testing/index.js';

describe('the test clock', () => {
  it('stands still until it is moved', async () => {
    const clock = createTestClock(1_000);
    expect(clock.now()).toBe(1_000);
    await clock.advance(250);
    expect(clock.now()).toBe(1_250);
  });

  it('runs what falls due in order of time, each at its own time', async () => {
    const clock = createTestClock(0);
    const log: string[] = [];
    clock.after(20, () => log.push(`twenty at ${clock.now()}`));
    clock.after(10, () => log.push(`ten at ${clock.now()}`));
    clock.after(10, () => log.push(`ten, set later, at ${clock.now()}`));
    clock.after(31, () => log.push('never'));
    await clock.advance(30);
    expect(log).toEqual(['ten at 10', 'ten, set later, at 10', 'twenty at 20']);
    expect(clock.now()).toBe(30);
  });

  it('lets what a timer sets in motion settle before the next one runs', async () => {
    const clock = createTestClock(0);
    const log: string[] = [];
    clock.after(10, () => {
      clock.soon(() => {
        log.push('soon');
        void Promise.resolve().then(() => clock.after(5, () => log.push(`chained at ${clock.now()}`)));
      });
    });
    clock.after(20, () => log.push('twenty'));
    await clock.advance(20);
    expect(log).toEqual(['soon', 'chained at 15', 'twenty']);
  });

  it('runs `soon` without being moved, after what already waits', async () => {
    const clock = createTestClock(0);
    const log: string[] = [];
    const done = new Promise<void>((resolve) => clock.soon(() => { log.push('soon'); resolve(); }));
    void Promise.resolve().then(() => log.push('first'));
    await done;
    expect(log).toEqual(['first', 'soon']);
  });

  it('forgets a timer that was cancelled', async () => {
    const clock = createTestClock(0);
    const cancel = clock.after(10, () => expect.unreachable());
    cancel();
    await clock.advance(100);
    expect(clock.now()).toBe(100);
  });

  it('can jump like a corrected wall clock, and waits keep their length', async () => {
    const clock = createTestClock(1_000);
    let firedAt = 0;
    clock.after(10, () => { firedAt = clock.now(); });
    clock.set(500_000);
    await clock.advance(9);
    expect(firedAt).toBe(0);
    await clock.advance(1);
    expect(firedAt).toBe(500_010);
  });

  it('refuses a wait that a real timer could not keep', () => {
    for (const ms of [2 ** 31, Number.NaN]) {
      const wait = (): unknown => createTestClock().after(ms, () => undefined);
      expect(wait).toThrow(expect.toSatisfy((error) => JourneyError.is(error, 'InvalidDelay')));
    }
  });
});
