import { createOrchestrator, type Orchestrator } from 'throughline';
import { armOf, judgeLift, type Lift } from 'throughline/experiment';
import type { Channel, Clock, Store } from 'throughline/ports';
import { reminder, tone } from './tone.js';

/** A host whose customers are divided. */
export function startShop(sms: Channel, store: Store, clock: Clock) {
  // #region host
  const host = createOrchestrator({
    journeys: [reminder], store, clock,
    experiments: [tone],
    channels: { sms: { ...sms, capabilities: { text: true } } },
  });
  // #endregion host
  return host;
}

// #region judge
/** What the warm tone has done by now, against the plain one: to be asked as often as you like. */
export async function judge(host: Orchestrator<readonly [typeof reminder]>): Promise<Lift> {
  const [customers = 0, reached = 0, controls = 0, control = 0] = await host.figures([
    'experiment.tone.warm.customers', 'experiment.tone.warm.reminder.ordered',
    'experiment.tone.plain.customers', 'experiment.tone.plain.reminder.ordered',
  ]);
  return judgeLift({ control: { customers: controls, reached: control }, variant: { customers, reached }, smallest: 0.02 });
}
// #endregion judge

// #region arm
/** Which arm somebody is in, or would be: the same in every process, without asking anybody. */
export const armInPreview = (customer: string): string => armOf(tone, customer);
// #endregion arm
