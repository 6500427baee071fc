import type { Purpose } from '../../model/effect.js';
import type { ContactAsked } from '../../policy/contact/contact-asked.js';
import type { ChannelModel } from '../../routing/channel-choice.js';
import { sendsOn, takesNew } from '../../routing/retirement-stage.js';
import { emptyModel } from '../channel/empty-model.js';
import { mayWriteOn } from '../channel/may-write-on.js';
import { isAnswering } from '../channel/note-response.js';
import type { CustomerState } from '../customer-state.js';
import type { TurnWorld } from '../turn-world.js';

/**
 * The channels on their way out that take no message of a purpose to this customer any more (care-rules 3.20). What a journey owes its customer, as purposes
 * of service and transaction say, is finished there until it is retired; an offer or a survey goes past `announced` only where no other channel is left.
 */
export function retiringChannels({ choice, channels }: TurnWorld, { state, model = emptyModel }: { readonly state: CustomerState; readonly model?: ChannelModel | undefined }, purpose: Purpose): Pick<ContactAsked, 'retiring'> {
  const going = choice?.channels.filter((channel) => !takesNew(choice.stageOf(channel, model))) ?? [];
  if (choice === undefined || going.length === 0) return {};
  const isOwed = isAnswering({ purpose });
  const others = Object.keys(channels).filter((channel) => !going.includes(channel) && mayWriteOn(channels[channel], state));
  const retiring = going.flatMap((channel) => {
    const stage = choice.stageOf(channel, model);
    if (!sendsOn(stage, { isOwed })) return [[channel, { stage }] as const];
    return isOwed ? [] : [[channel, { stage, others }] as const];
  });
  return { retiring: Object.fromEntries(retiring) };
}
