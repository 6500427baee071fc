import { z } from 'zod';
import { days, defineJourney, hours, minutes, type Orchestrator } from 'throughline';
import { alertEvents, createAlertWatch, type AlertWatch } from 'throughline/alerts';

// #region watch
export const watch = createAlertWatch({
  everyMs: minutes(1),
  alerts: [
    { id: 'queue too long', of: { live: 'waiting', queue: 'care' }, when: 'above', threshold: 10, clear: 5, holdMs: minutes(5), who: 'team:care' },
    { id: 'promise at risk', of: { live: 'waiting', longerThanMs: minutes(15) }, when: 'above', threshold: 0, who: 'team:care' },
    { id: 'customers are upset', of: { figure: 'sentiment', overMs: days(1), by: ['intent'] }, when: 'below', threshold: -0.3, clear: -0.1, holdMs: hours(1), who: 'team:care' },
    { id: 'messages do not arrive', of: { figure: 'delivery-failure', overMs: days(1), by: ['channel'] }, when: 'above', threshold: 0.05, clear: 0.02, who: 'team:care' },
    { id: 'a channel is down', of: { live: 'open-circuits' }, when: 'above', threshold: 0, holdMs: minutes(2), who: 'team:care' },
    { id: 'returns get stuck', of: { live: 'stuck', journey: 'parcel-return', quietMs: days(14) }, when: 'above', threshold: 20, clear: 10, who: 'team:care' },
  ],
});
// #endregion watch

// #region journey
const { setup } = defineJourney({
  id: 'call-for-help', version: 1, ttlMs: days(30), facts: {}, channels: { sms: ['text'] },
  events: { ...alertEvents, 'message.received': z.object({ text: z.string() }) },
  entry: { on: ['alert.raised'], reentry: { mode: 'after-exit' } },
});
/** What the team does about an alert is a journey as any other: whoever leads it is told, and told again where nobody has said that they look at it. */
export const callForHelp = setup({ delays: { patience: minutes(30) } }).createMachine({
  context: {},
  initial: 'told',
  states: {
    told: {
      entry: { type: 'send', params: { channel: 'sms', purpose: 'service', text: 'Customers need you: look at the board.' } },
      on: { 'alert.cleared': 'over', 'message.received': 'seen to' },
      after: { patience: { target: 'told', reenter: true } },
    },
    'seen to': { on: { 'alert.cleared': 'over' } },
    over: { type: 'final' },
  },
});
// #endregion journey

// #region open
/** The team is somebody too: its number is made known once. */
export async function watchOver(host: Orchestrator): Promise<AlertWatch> {
  watch.on(({ alert, news, value }) => console.log(`${alert}: ${news} at ${value}`));
  await watch.open(host);
  return watch;
}
// #endregion open
