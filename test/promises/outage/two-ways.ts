import { days, defineJourney, noData, type AnyJourney } from 'throughline';

/** A journey that writes to the same customer on two channels, of which one may be down. */
export function twoWays(): AnyJourney {
  const { setup } = defineJourney({
    id: 'two-ways', version: 1, ttlMs: days(30),
    events: { 'news.came': noData }, facts: {},
    channels: { away: ['text'], well: ['text'] },
    entry: { on: ['news.came'], reentry: { mode: 'never' } },
  });
  const say = (channel: 'away' | 'well') => ({ type: 'send', params: { channel, purpose: 'service', template: 'news' } }) as const;
  return setup({}).createMachine({ id: 'two-ways', context: {}, initial: 'told', states: { told: { entry: [say('away'), say('well')], after: { [days(9)]: 'over' } }, over: { type: 'final' } } });
}

export const texts = { news: 'There is news.' };
