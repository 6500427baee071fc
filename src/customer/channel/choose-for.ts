import type { Purpose } from '../../model/effect.js';
import type { ChannelAsked, Permission } from '../../routing/channel-asked.js';
import type { ChannelChoice, ChannelModel, CustomerChannel } from '../../routing/channel-choice.js';
import type { ChannelDecision } from '../../routing/choose-channel.js';
import type { CustomerState } from '../customer-state.js';
import { openThreadAt } from '../conversation/thread.js';
import { contactOf, rulesOf } from '../message/ask-contact.js';
import type { TurnWorld } from '../turn-world.js';
import { emptyModel } from './empty-model.js';
import { hasAddressOn } from './may-write-on.js';

/** Whom to choose for, by what is known of them now. */
export interface ChoosingFor { readonly state: CustomerState; readonly now: number; readonly model?: ChannelModel }
/** What is to be carried, which of the host's channels may, all that the choice knows where none are named, and why we write; to help where nothing is said. */
export interface Choosing extends Omit<ChannelAsked, 'at'> { readonly among?: readonly string[]; readonly purpose?: Purpose }

/** The channel that will most likely solve this for one customer now; `undefined` where the host chooses none. An intent that is not said is the one that was read, where its success is followed. */
export function chooseFor(world: TurnWorld, { state, now, model = emptyModel }: ChoosingFor, { among, intent: said, purpose = 'service', ...asked }: Choosing): ChannelDecision | undefined {
  const { choice } = world;
  if (choice === undefined) return undefined;
  const read = intentNow(world, { state, now });
  const intent = said ?? (read !== undefined && choice.intents.includes(read) ? read : undefined);
  const channels = choice.channels.filter((channel) => among?.includes(channel) !== false).map((channel) => customerChannel(world, { state, now }, { channel, purpose }));
  return choice.choose({ channels, model, ...wishesOf(choice, state) }, { ...asked, ...(intent !== undefined && { intent }), at: now });
}

/** What the customer wants now, if it was read and is sure. */
export const intentNow = (world: TurnWorld, { state, now }: ChoosingFor): string | undefined => openThreadAt(state, { now, windowMs: world.threadWindowMs })?.intent?.reading.name;

function wishesOf({ wishesOf: ask }: ChannelChoice, { facts = {} }: CustomerState) {
  return ask?.(Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value]))) ?? {};
}

interface Way { readonly channel: string; readonly purpose: Purpose }

function customerChannel(world: TurnWorld, { state, now }: ChoosingFor, { channel, purpose }: Way): CustomerChannel {
  const { capabilities = {}, maxTextLength } = world.channels[channel] ?? {};
  const conversation = state.conversations[channel];
  const thread = openThreadAt(state, { now, windowMs: world.threadWindowMs, channel });
  return {
    channel, capabilities, ...(maxTextLength !== undefined && { limits: { maxTextLength } }),
    hasAddress: hasAddressOn(world.channels[channel], state),
    permission: permissionFor(world, { state, now }, { channel, purpose }),
    ...(conversation?.heardAt !== undefined && { heardAt: conversation.heardAt }),
    underWay: thread?.channels.includes(channel) === true,
  };
}

/** What the contact rules say of consent and suppression, so that no channel is chosen on which they would not let a message go. */
function permissionFor(world: TurnWorld, { state, now }: ChoosingFor, way: Way): Permission {
  const { checks } = rulesOf(world).decide(contactOf({ state }), { ...way, key: '', at: now });
  const against = checks.find(({ check, failed }) => failed !== undefined && (check === 'suppression' || check === 'consent'));
  if (against?.failed === undefined) return { granted: true };
  return { granted: false, by: against.failed, ...(against.until !== undefined && { until: against.until }) };
}
