import { createOrchestrator, days, defineJourney, hours, noData } from 'throughline';
import { createContactRules, type WeekTally } from 'throughline/policy';
import type { Channel, Clock, Store } from 'throughline/ports';

const { setup } = defineJourney({
  id: 'newsletter', version: 1, ttlMs: days(7),
  events: { 'issue.published': noData },
  facts: {}, channels: { email: ['text'] },
  entry: { on: ['issue.published'], reentry: { mode: 'after-exit' } },
});
export const newsletter = setup().createMachine({
  context: {}, initial: 'out',
  states: {
    out: {
      // #region send
      entry: { type: 'send', params: { channel: 'email', purpose: 'marketing', text: 'Our new issue is out.', when: 'best', expiresInMs: days(2) } },
      // #endregion send
      after: { [days(3)]: 'over' },
    },
    over: { type: 'final' },
  },
});

/** A host that sends its newsletter when each customer reads it. */
export function startPaper(email: Channel, { store, clock, alike }: { readonly store: Store; readonly clock: Clock; readonly alike: WeekTally }) {
  // #region rules
  const contact = createContactRules({
    needsConsent: [],
    quietHours: { hours: [{ hours: ['21:00-08:00'] }] },
    timeZone: 'Europe/Vienna',
    sendTime: { withinMs: hours(24), alike, explore: 0.05 },
  });
  // #endregion rules
  return createOrchestrator({ journeys: [newsletter], store, clock, contact, channels: { email: { ...email, capabilities: { text: true } } } });
}
