import { expect, test } from 'vitest';
import { hours, minutes } from 'throughline';
import { announce } from 'throughline/proactive';
import { createTown, patiently } from './town.js';
import { begun, count, declared, people, wavesFrom } from './waves.js';

test('an audience hears in waves: a few first, more of them later, all in the end, each once', async () => {
  const town = createTown();
  const host = town.open();
  const telling = announce(host, { ...declared, waves: wavesFrom(town.clock.now()) });
  const after = async (ms: number): Promise<number> => { await town.clock.advance(ms); return begun(host); };
  expect(await after(minutes(59))).toBe(0);
  const first = await after(minutes(10));
  expect(first).toBeGreaterThan(count * 0.04);
  expect(first).toBeLessThan(count * 0.18);
  const second = await after(hours(3));
  expect(second).toBeGreaterThan(count * 0.38);
  expect(second).toBeLessThan(count * 0.62);
  expect(await after(hours(15))).toBe(second);
  expect(await patiently(town.clock, telling)).toEqual({ status: 'done', told: count, refused: 0 });
  await town.clock.advance(minutes(1));
  expect(town.told()).toEqual(people.map(({ position }) => position));
  expect(await town.findings()).toEqual([]);
});

test('a process that dies between or in waves is followed by one that goes on with them, and each hears it once', async () => {
  const town = createTown();
  const waves = wavesFrom(town.clock.now());
  for (const ms of [minutes(61), minutes(1), hours(4), minutes(2)]) {
    void announce(town.life(), { ...declared, waves, perSecond: 2 }).catch(() => {});
    await town.clock.advance(ms);
  }
  const last = town.open();
  expect(await patiently(town.clock, announce(last, { ...declared, waves, perSecond: 100 }))).toEqual({ status: 'done', told: count, refused: 0 });
  await town.clock.advance(minutes(5));
  expect(await begun(last)).toBe(count);
  expect(new Set(town.chat.sent.map(({ key }) => key)).size).toBe(count);
});
