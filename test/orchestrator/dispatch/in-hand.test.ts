import { expect, test } from 'vitest';
import { createInHand } from '../../../src/orchestrator/dispatch/in-hand.js';

/** Work that ends when it is told to. */
function work() {
  let end = (): void => undefined;
  let times = 0;
  const done = new Promise<void>((resolve) => { end = resolve; });
  return { run: () => { times += 1; return done; }, end: () => end(), get times() { return times; } };
}
const settled = async (promise: Promise<void>): Promise<boolean> => {
  let is = false;
  void promise.then(() => { is = true; });
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  return is;
};

test('what is in hand already does not begin again, and may once it is done', async () => {
  const hands = createInHand(2);
  const one = work();
  hands.take('a', one.run);
  hands.take('a', one.run);
  expect(one.times).toBe(1);
  one.end();
  await settled(Promise.resolve());
  hands.take('a', one.run);
  expect(one.times).toBe(2);
});

test('there is room until they are full, and again as soon as one thing is done', async () => {
  const hands = createInHand(2);
  const [one, other] = [work(), work()];
  hands.take('a', one.run);
  expect(await settled(hands.room())).toBe(true);
  hands.take('b', other.run);
  const room = hands.room();
  expect(await settled(room)).toBe(false);
  other.end();
  expect(await settled(room)).toBe(true);
});

test('they are idle before the first thing and after the last', async () => {
  const hands = createInHand(2);
  const [one, other] = [work(), work()];
  const idle = [hands.idle];
  hands.take('a', one.run);
  hands.take('b', other.run);
  one.end();
  await settled(Promise.resolve());
  idle.push(hands.idle);
  other.end();
  await settled(Promise.resolve());
  expect([...idle, hands.idle]).toEqual([true, false, true]);
});
