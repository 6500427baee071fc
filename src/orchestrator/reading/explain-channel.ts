import { chooseFor, intentNow } from '../../customer/channel/choose-for.js';
import { choiceRows, readChoices } from '../../customer/channel/note-choice.js';
import type { Explanation } from '../../customer/explain-customer.js';
import { JourneyError } from '../../errors/index.js';
import type { SteerParams } from '../../model/effect.js';
import type { ChannelDecision } from '../../routing/choose-channel.js';
import type { FoundCustomer } from './find-customer.js';
import type { Runtime } from '../runtime.js';

/** The choice as a journey would get it now; nothing is kept of it. Throws InvalidInput for an intent or a channel that the table does not know. */
export async function explainChannel(runtime: Runtime, { tenant, customer, state }: FoundCustomer, { intent: said, needs = [], ...asked }: SteerParams): Promise<ChannelDecision> {
  checkNames(runtime, said, asked.among);
  const model = await runtime.channelModel?.(tenant);
  const whom = { state, now: runtime.storeNow(), ...(model !== undefined && { model }) };
  const intent = said ?? intentNow(runtime.world, whom);
  const decision = chooseFor(runtime.world, whom, { ...asked, key: `${customer}/asked`, needs, ...(intent !== undefined && { intent }) });
  if (decision === undefined) throw new JourneyError('InvalidInput', "This host chooses no channels; give 'channelChoice' when the orchestrator is created.", { path: 'channelChoice' });
  return decision;
}

/** A name that is misspelt would get an answer that looks like one about the customer. */
function checkNames({ world: { choice } }: Runtime, intent: string | undefined, among: readonly string[] = []): void {
  if (choice === undefined) return;
  if (intent !== undefined && !choice.intents.includes(intent)) throw new JourneyError('InvalidInput', "The table of 'channelChoice' has no such intent.", { path: 'asked.intent' });
  const unknown = among.findIndex((channel) => !choice.channels.includes(channel));
  if (unknown !== -1) throw new JourneyError('InvalidInput', "The table of 'channelChoice' has no such channel.", { path: `asked.among.${unknown}` });
}

/** What was chosen lately, for `explain`. */
export async function choicesOf({ store, world }: Runtime, { tenant, customer, state }: FoundCustomer, instance: string | undefined): Promise<Pick<Explanation, 'choices'>> {
  if (world.choice === undefined) return {};
  const rows = state.choices === undefined ? [] : await store.rows({ tenant, lane: customer }, { prefix: choiceRows.prefix, limit: choiceRows.kept });
  return { choices: readChoices(rows).filter((one) => instance === undefined || one.instance === instance) };
}
