import { describe, expect, test } from 'vitest';
import { createQueueWatch } from '../../../src/orchestrator/dispatch/queue-watch.js';
import type { DueEffect } from '../../../src/ports/store.js';

const effect = (key: string, queue: string | undefined = 'sms', lane = 'c-1'): DueEffect => ({ tenant: 't', lane, key, body: '{}', attempt: 1, ...(queue !== '' && { queue }) });
const keys = (effects: readonly DueEffect[]): readonly string[] => effects.map(({ key }) => key);
const lane = { tenant: 't', lane: 'c-1' };

describe('what stands behind another', () => {
  test('is looked for once its head is settled, and not again', () => {
    const watch = createQueueWatch();
    watch.behind(effect('b'));
    expect([watch.settled(effect('a')), watch.settled(effect('a'))]).toEqual([true, false]);
  });

  test.each([['of another queue', effect('b', 'chat')], ['of another customer', effect('b', 'sms', 'c-2')], ['of no queue', effect('b', '')]])('%s is nothing to look for', (_, other) => {
    const watch = createQueueWatch();
    watch.behind(other);
    expect(watch.settled(effect('a'))).toBe(false);
  });

  test('is nothing where the head is of no queue', () => {
    const watch = createQueueWatch();
    watch.behind(effect('b', ''));
    watch.behind(effect('b'));
    expect(watch.settled(effect('a', ''))).toBe(false);
  });
});

describe('what was put off because nobody was there', () => {
  test('is taken when they come, once, in the order in which it was put off', () => {
    const watch = createQueueWatch();
    for (const key of ['b', 'a', 'b']) watch.putOff(effect(key));
    expect([keys(watch.takePutOff(lane, 'sms')), keys(watch.takePutOff(lane, 'sms'))]).toEqual([['b', 'a'], []]);
  });

  test('is of its customer and channel alone', () => {
    const watch = createQueueWatch();
    watch.putOff(effect('a'));
    watch.putOff(effect('b', ''));
    expect([watch.takePutOff(lane, 'chat'), watch.takePutOff({ tenant: 't', lane: 'c-2' }, 'sms'), watch.takePutOff(lane, '')]).toEqual([[], [], []]);
    expect(keys(watch.takePutOff(lane, 'sms'))).toEqual(['a']);
  });

  test('is forgotten once it is settled, what else was put off is not', () => {
    const watch = createQueueWatch();
    for (const key of ['a', 'b']) watch.putOff(effect(key));
    watch.forget(effect('a'));
    watch.forget(effect('c'));
    watch.forget(effect('b', 'chat'));
    expect(keys(watch.takePutOff(lane, 'sms'))).toEqual(['b']);
  });

  test('is remembered for ten thousand, and for others again when some were forgotten or taken', () => {
    const watch = createQueueWatch();
    const put = (from: number, to: number): void => { for (let at = from; at < to; at += 1) watch.putOff(effect(`k${at}`, `q${at % 7}`)); };
    const all = (): number => Array.from({ length: 7 }, (_, at) => watch.takePutOff(lane, `q${at}`).length).reduce((sum, some) => sum + some, 0);
    put(0, 10_002);
    // what is known already takes no place
    put(0, 10);
    expect(all()).toBe(10_000);
    put(0, 10_000);
    for (let at = 0; at < 5; at += 1) watch.forget(effect(`k${at}`, `q${at % 7}`));
    // who was never there frees nothing
    for (let at = 0; at < 5; at += 1) watch.forget(effect(`k${at}`, `q${at % 7}`));
    put(20_000, 20_009);
    expect(all()).toBe(10_000);
  });
});
