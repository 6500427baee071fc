import { expect } from 'vitest';
import { days, defineJourney, hours, JourneyError, minutes, noData } from 'throughline';
import type { Bench } from '../../../orchestrator/door/bench.js';
import { asks, says, waits, type Scenario } from '../scenario.js';

const { setup } = defineJourney({
  id: 'welcome', version: 1, ttlMs: days(100), events: { 'contract.signed': noData, 'question.asked': noData }, facts: {}, channels: { chat: ['text'] },
  entry: { on: ['contract.signed'], reentry: { mode: 'after-exit' } },
});
const welcome = setup({}).createMachine({
  id: 'welcome', context: {}, initial: 'new',
  states: {
    new: {
      entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'Welcome.' } },
      on: { 'question.asked': { actions: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'An answer.' } } } },
      after: { [hours(1)]: 'settled' },
    },
    settled: { entry: { type: 'send', params: { channel: 'chat', purpose: 'service', text: 'All well?' } }, after: { [days(50)]: 'over' } },
    over: { type: 'final' },
  },
});

/** who asks a second time, as no answer came, may hear that it has ended: that is what was wanted */
async function cancelOf({ orchestrator }: Bench, who: string): Promise<void> {
  for (const { instance } of (await orchestrator.explain(who)).journeys) {
    await orchestrator.cancel(instance, { reason: 'withdrawn' }).catch((error: unknown) => { if (!JourneyError.is(error, 'JourneyClosed')) throw error; });
  }
}

/** A definition is paused while customers go on asking, resumed, and ended for good; one run is cancelled meanwhile. */
export const cancelAndPause: Scenario = {
  title: 'a journey that is paused, resumed, cancelled and stopped',
  host: () => ({ journeys: [welcome] }),
  who: ['user:ann', 'user:bob', 'user:cid'],
  steps: [
    says({ id: '1', type: 'contract.signed', who: ['user:ann'] }, { id: '2', type: 'contract.signed', who: ['user:bob'] }),
    waits(minutes(2)),
    asks(({ orchestrator }) => orchestrator.pause('welcome')),
    says({ id: '3', type: 'question.asked', who: ['user:ann'] }, { id: '4', type: 'contract.signed', who: ['user:cid'] }),
    asks((bench) => cancelOf(bench, 'user:bob')),
    waits(hours(1) + minutes(10)),
    asks(({ orchestrator }) => orchestrator.resume('welcome')),
    waits(minutes(10)),
    asks(({ orchestrator }) => orchestrator.stop('welcome')),
    says({ id: '5', type: 'contract.signed', who: ['user:bob'] }),
  ],
  isAbout: (told, outside) => {
    expect(outside.chat.sent.map(({ text }) => text).toSorted()).toEqual(['All well?', 'An answer.', 'Welcome.', 'Welcome.', 'Welcome.']);
    expect(told.end).toMatchObject({ running: [], parked: [], customers: { 'user:ann': { ended: [{ reason: 'stopped' }] }, 'user:bob': { ended: [{ reason: 'withdrawn' }] }, 'user:cid': { ended: [{ reason: 'stopped' }] } } });
  },
};
