import { expect, test } from 'vitest';
import { minutes, seconds } from '../../../src/model/duration.js';
import { estimateWait } from '../../../src/routing/queue/estimate-wait.js';
import { randomOf } from '../../experiment/random-of.js';

const agents = (count: number, share = 1) => Array.from({ length: count }, () => ({ share }));
const handling = { meanMs: minutes(5), deviationMs: minutes(5) };

test('how long it takes is told as a range, longer with more before and shorter with more agents', () => {
  expect(estimateWait({ ahead: 9, free: 0, agents: agents(5), handling: { ...handling, deviationMs: 0 } })).toEqual({ known: true, fromMs: minutes(10), toMs: minutes(10) });
  // agents who give half of their time are half as many, and who gives up needs none
  expect(estimateWait({ ahead: 9, free: 0, agents: agents(5, 0.5), handling: { ...handling, deviationMs: 0 } })).toMatchObject({ toMs: minutes(20) });
  expect(estimateWait({ ahead: 8, free: 0, agents: agents(5), givingUp: 0.5, handling: { ...handling, deviationMs: 0 } })).toMatchObject({ toMs: minutes(5) });
  expect(estimateWait({ ahead: 0, free: 1, agents: agents(1), handling })).toEqual({ known: true, fromMs: 0, toMs: 0 });
  // nothing was measured yet
  expect(estimateWait({ ahead: 0, free: 0, agents: agents(1) })).toEqual({ known: true, fromMs: 0, toMs: expect.closeTo(seconds(90) * 2.28) });
});

test('where nobody is there, nobody knows how long it takes', () => {
  expect(estimateWait({ ahead: 0, free: 0, agents: [] })).toEqual({ known: false, because: 'nobody-there' });
  expect(estimateWait({ ahead: 3, free: 0, agents: agents(4, 0), handling })).toEqual({ known: false, because: 'nobody-there' });
});

test.each([[0, 1], [4, 3], [30, 10]])('eight of ten who wait behind %i others for %i agents wait as long as they were told', (ahead, count) => {
  const random = randomOf(ahead * 1_000 + count);
  const told = estimateWait({ ahead, free: 0, agents: agents(count), handling });
  const waits = Array.from({ length: 4_000 }, () => {
    let wait = 0;
    for (let turn = 0; turn <= ahead; turn += 1) wait += (-Math.log(1 - random()) * handling.meanMs) / count;
    return wait;
  });
  const within = waits.filter((wait) => told.known && told.fromMs <= wait && wait <= told.toMs).length / waits.length;
  expect(within).toBeGreaterThan(0.75);
  expect(within).toBeLessThan(0.95);
});

test.each<[string, object]>([['queueNow.ahead', { ahead: Number.NaN }], ['queueNow.free', { free: -1 }], ['queueNow.agents.0.share', { agents: [{ share: 5 }] }]])('figures that cannot be are refused by name: %s', (path, wrong) => {
  expect(() => estimateWait({ ahead: 0, free: 0, agents: [{ share: 1 }], ...wrong })).toThrow(path);
});
