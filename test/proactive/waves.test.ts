import { expect, test } from 'vitest';
import { days } from 'throughline';
import { announce, type Member } from 'throughline/proactive';
import { createTown, patiently } from './town.js';
import { begun, count, declared } from './waves.js';

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
