import { expect } from 'vitest';
import { assign } from 'xstate';
import { z } from 'zod';
import { days, defineJourney, facts, hours, minutes, noData } from 'throughline';
import type { Outside } from '../outside.js';
import { asks, says, waits, type Scenario } from '../scenario.js';

const { setup } = defineJourney({
  id: 'claim', version: 1, ttlMs: days(100),
  events: { 'claim.made': noData, 'photo.sent': z.object({ photo: z.string() }), 'claim.settled': noData },
  facts: { photos: facts.internal(z.array(z.string())) }, channels: { chat: ['text'] },
  entry: { on: ['claim.made'], reentry: { mode: 'after-exit' } },
});

/** its author's mistakes are there until they are mended in the middle of the story */
const claim = (outside: Outside) => {
  const check = (isBad: boolean): true => { if (isBad && !outside.mended) throw new TypeError('cannot read it'); return true; };
  return setup({
    actions: { keep: assign(({ context, event }) => (event.type === 'photo.sent' && check(event.data.photo === 'bad') ? { photos: [...context.photos, event.data.photo] } : {})) },
  }).createMachine({
    id: 'claim', context: { photos: [] }, initial: 'open',
    states: {
      open: {
        on: { 'photo.sent': { actions: ['keep', { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Thank you.' } }] }, 'claim.settled': 'settled' },
        after: { [hours(1)]: { guard: () => check(true), target: 'late' }, [days(50)]: 'over' },
      },
      settled: { after: { [days(50)]: 'over' } }, late: { after: { [days(50)]: 'over' } }, over: { type: 'final' },
    },
  });
};
const photo = (id: string, kind: string, who = 'ann') => says({ id, type: 'photo.sent', data: { photo: kind }, who: [`user:${who}`] });

/** What cannot be handled waits, an event and a delay, and so does what comes behind it, until all of it is driven again. */
export const parkedAndRedriven: Scenario = {
  title: 'events and delays that wait for a mending and are driven again',
  host: (outside) => ({ journeys: [claim(outside)] }),
  who: ['user:ann', 'user:bob'],
  steps: [
    says({ id: '1', type: 'claim.made', who: ['user:ann'] }, { id: '2', type: 'claim.made', who: ['user:bob'] }),
    photo('3', 'bad'), photo('4', 'good'), photo('5', 'good', 'bob'),
    says({ id: '6', type: 'claim.settled', who: ['user:ann'] }),
    waits(hours(1) + minutes(10)),
    asks(({ orchestrator }, outside) => { outside.mended = true; return orchestrator.redrive({ journey: 'claim' }); }),
  ],
  isAbout: (told) => {
    expect(told.fates).toMatchObject({ 'shop 3': { status: 'parked', reason: 'HandlingFailed' }, 'shop 4': { status: 'parked' }, 'shop 5': { status: 'handled' }, 'shop 6': { status: 'parked' } });
    expect(told.end).toMatchObject({ parked: [], customers: { 'user:ann': { running: [{ where: ['settled'] }] }, 'user:bob': { running: [{ where: ['late'] }] } } });
    expect(Object.keys(told.effects)).toHaveLength(3);
  },
};
