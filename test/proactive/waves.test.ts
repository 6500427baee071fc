import { expect, test } from 'vitest';
import { days, hours, minutes } from 'throughline';
import { announce, type Member, type Wave } from 'throughline/proactive';
import { createTown, patiently, type Host } from './town.js';

const count = 200;
const people: readonly Member[] = Array.from({ length: count }, (_, n) => ({ who: [`user:${String(n).padStart(3, '0')}`], position: String(n).padStart(3, '0') }));
const audience = async function* (after = ''): AsyncGenerator<Member> { for (const one of people) if ((one.position ?? '') > after) yield one; };
const declared = { id: 'recall-1', source: 'shop', type: 'outage.declared', data: { outage: '7', area: 'north' }, audience, perSecond: 1_000 } as const;
/** A tenth in the morning, half of them two hours later, everybody on the next day. */
const wavesFrom = (now: number): readonly Wave[] => [{ upTo: 0.1, at: now + hours(1) }, { upTo: 0.5, at: now + hours(3) }, { upTo: 1, at: now + days(1) }];

const begun = async (host: Host): Promise<number> => (await host.figures(['journey.outage.started']))[0] ?? 0;

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

test('who stops after the first wave tells the rest later, or never', async () => {
  const town = createTown();
  const host = town.open();
  const now = town.clock.now();
  const trial = await patiently(town.clock, announce(host, { ...declared, waves: [{ upTo: 0.2, at: now }] }));
  expect(trial).toMatchObject({ status: 'done', told: await begun(host) });
  expect(trial.told).toBeLessThan(count / 2);
  expect(await patiently(town.clock, announce(host, { ...declared, waves: [{ upTo: 0.2, at: now }] }))).toEqual(trial);
  expect(await patiently(town.clock, announce(host, declared))).toEqual({ status: 'done', told: count, refused: 0 });
});

test('a wait for the next wave ends with its signal and with its host', async () => {
  const town = createTown();
  const stopping = new AbortController();
  const host = town.life();
  const waves = [{ upTo: 1, at: town.clock.now() + days(40) }];
  const stopped = announce(host, { ...declared, waves, signal: stopping.signal });
  const closed = announce(host, { ...declared, id: 'recall-2', waves });
  await town.clock.advance(days(30));
  stopping.abort();
  expect(await patiently(town.clock, stopped)).toEqual({ status: 'stopped', told: 0, refused: 0 });
  await patiently(town.clock, host.close());
  await expect(patiently(town.clock, closed)).resolves.toMatchObject({ status: 'stopped' });
});

test('a member who cannot be found is told of with the last wave, once', async () => {
  const town = createTown();
  const host = town.open();
  const now = town.clock.now();
  const list = async function* (): AsyncGenerator<Member> { yield { who: ['phone:12'] }; yield { who: ['user:000'] }; };
  expect(await patiently(town.clock, announce(host, { ...declared, audience: list, waves: [{ upTo: 0.99, at: now }, { upTo: 1, at: now }] }))).toEqual({ status: 'done', told: 1, refused: 1 });
});

test.each([
  ['no share', [{ upTo: 0, at: 0 }]],
  ['more than all', [{ upTo: 1.1, at: 0 }]],
  ['a smaller share after a larger one', [{ upTo: 0.5, at: 0 }, { upTo: 0.4, at: 1 }]],
  ['the same share twice', [{ upTo: 0.5, at: 0 }, { upTo: 0.5, at: 1 }]],
  ['a time before the one before', [{ upTo: 0.5, at: 5 }, { upTo: 1, at: 4 }]],
  ['no time', [{ upTo: 0.5 }]],
  ['none', []],
])('waves with %s are refused before anybody is told', async (_, waves) => {
  const given: object = { ...declared, waves };
  await expect(announce(createTown().open(), given as never)).rejects.toThrow(expect.objectContaining({ code: 'InvalidInput', facts: expect.objectContaining({ path: expect.stringContaining('waves') }) }));
});
