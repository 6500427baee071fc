import { chooseFor, intentNow } from '../customer/channel/choose-for.js';
import { choiceRows, readChoices } from '../customer/channel/note-choice.js';
import type { Explanation } from '../customer/explain-customer.js';
import { JourneyError } from '../errors/index.js';
import type { SteerParams } from '../model/effect.js';
import type { ChannelDecision } from '../routing/choose-channel.js';
import type { FoundCustomer } from './find-customer.js';
import type { Runtime } from './runtime.js';

/** The choice as a journey would get it now; nothing is kept of it. */
export async function explainChannel(runtime: Runtime, { tenant, customer, state }: FoundCustomer, { intent: said, needs = [], ...asked }: SteerParams): Promise<ChannelDecision> {
  const model = await runtime.channelModel?.(tenant);
  const whom = { state, now: runtime.storeNow(), ...(model !== undefined && { model }) };
  const intent = said ?? intentNow(runtime.world, whom);
  const decision = chooseFor(runtime.world, whom, { ...asked, key: `${customer}/asked`, needs, ...(intent !== undefined && { intent }) });
  if (decision === undefined) throw new JourneyError('InvalidInput', "This host chooses no channels; give 'channelChoice' when the orchestrator is created.", { path: 'channelChoice' });
  return decision;
}

/** What was chosen lately, for `explain`. */
export async function choicesOf({ store, world }: Runtime, { tenant, customer, state }: FoundCustomer, instance: string | undefined): Promise<Pick<Explanation, 'choices'>> {
  if (world.choice === undefined) return {};
  const rows = state.choices === undefined ? [] : await store.rows({ tenant, lane: customer }, { prefix: choiceRows.prefix, limit: choiceRows.kept });
  return { choices: readChoices(rows).filter((one) => instance === undefined || one.instance === instance) };
}
