import { expect, test } from 'vitest';
import { z } from 'zod';
import { days, defineJourney, drawJourney, minutes } from 'throughline';
import { CareHost } from '../orchestrator/context/care-host.js';

const { setup } = defineJourney({
  id: 'pledge', version: 1,
  events: { 'pledge.made': z.object({ name: z.string(), words: z.string() }), 'pledge.kept': z.object({ name: z.string() }), 'remedy.tried': z.object({ words: z.string() }) },
  facts: {}, channels: {},
  entry: { on: ['pledge.made'], reentry: { mode: 'after-exit' } },
  ttlMs: days(30),
});
const pledge = setup({}).createMachine({
  id: 'pledge', context: {}, initial: 'open',
  states: {
    open: {
      on: {
        'pledge.made': { actions: { type: 'promise', params: ({ event }) => ({ name: event.data.name, words: event.data.words, inMs: minutes(5) }) } },
        'pledge.kept': { actions: { type: 'keepPromise', params: ({ event }) => ({ name: event.data.name }) } },
        'remedy.tried': { actions: { type: 'attempt', params: ({ event }) => ({ words: event.data.words }) } },
      },
      after: { [days(20)]: 'over' },
    },
    over: { type: 'final' },
  },
});

async function pledging(): Promise<CareHost> {
  const host = new CareHost({}, [pledge]);
  await host.system('pledge.made', { name: 'begin', words: 'begin' });
  return host;
}

test('the same promise again replaces the one before, and a kept one can be made anew', async () => {
  const host = await pledging();
  await host.system('pledge.made', { name: 'call', words: 'We call at 5' });
  await host.clock.advance(minutes(1));
  await host.system('pledge.made', { name: 'call', words: 'We call at 6' });
  expect((await host.orchestrator.briefing('user:ann')).promises).toMatchObject([{ words: 'We call at 6', until: host.clock.now() + minutes(5) }]);
  await host.system('pledge.kept', { name: 'call' });
  await host.system('pledge.made', { name: 'call', words: 'We call again' });
  const { promises } = await host.orchestrator.briefing('user:ann');
  expect(promises.map((one) => [one.words, one.keptAt])).toEqual([['We call again', undefined]]);
  await host.orchestrator.close();
});

test('of very many promises the kept ones are forgotten first, and of attempts the oldest', async () => {
  const host = await pledging();
  for (let n = 0; n < 49; n += 1) await host.system('pledge.made', { name: `p${n}`, words: 'soon' });
  await host.system('pledge.kept', { name: 'p30' });
  for (const name of ['p49', 'p50']) await host.system('pledge.made', { name, words: 'soon' });
  const { promises } = await host.orchestrator.briefing('user:ann');
  expect(promises.map((one) => one.name)).toEqual(Array.from({ length: 51 }, (_, n) => `p${n}`).filter((name) => name !== 'p30'));
  for (let n = 0; n < 60; n += 1) await host.system('remedy.tried', { words: `${n}` });
  expect((await host.orchestrator.briefing('user:ann')).attempts.map((one) => one.words)).toEqual(Array.from({ length: 50 }, (_, n) => `${n + 10}`));
  await host.orchestrator.close();
});

test('a promise without words, or with a book of them, parks the event and is told to nobody', async () => {
  const host = await pledging();
  expect(await host.system('pledge.made', { name: 'call', words: '' })).toMatchObject({ status: 'parked' });
  expect((await host.orchestrator.briefing('user:ann')).promises).toEqual([]);
  await host.orchestrator.close();
  const other = await pledging();
  expect(await other.system('remedy.tried', { words: 'x'.repeat(1_001) })).toMatchObject({ status: 'parked' });
  await other.orchestrator.close();
});

test('a drawing says what is promised, kept and tried', () => {
  const written = setup({}).createMachine({
    id: 'pledge', context: {}, initial: 'open',
    states: { open: { entry: [{ type: 'promise', params: { name: 'call', words: 'We call' } }, { type: 'keepPromise', params: { name: 'call' } }, { type: 'attempt', params: { words: 'Restarted' } }], after: { 1: 'over' } }, over: { type: 'final' } },
  });
  for (const words of ['promise call', 'keep promise call', 'note what was tried']) expect(drawJourney(written)).toContain(` : ${words}\n`);
});
