import { isWithdrawn } from '../../policy/consent-of.js';
import type { ChannelAsked } from '../../routing/channel-asked.js';
import type { ChannelChoice, ChannelModel, CustomerChannel } from '../../routing/channel-choice.js';
import type { ChannelDecision } from '../../routing/choose-channel.js';
import type { CustomerState } from '../customer-state.js';
import { openThreadAt } from '../conversation/thread.js';
import type { TurnWorld } from '../turn-world.js';

/** Nothing counted yet, and nothing said of today. */
export const emptyModel: ChannelModel = { success: {}, trusted: {}, responses: {}, conditions: {} };

/** Whom to choose for, by what is known of them now. */
export interface ChoosingFor { readonly state: CustomerState; readonly now: number; readonly model?: ChannelModel }
/** What is to be carried, and which of the host's channels may; all that the choice knows where none are named. */
export interface Choosing extends Omit<ChannelAsked, 'at'> { readonly among?: readonly string[] }

/** The channel that will most likely solve this for one customer now; `undefined` where the host chooses none. An intent that is not said is the one that was read. */
export function chooseFor(world: TurnWorld, { state, now, model = emptyModel }: ChoosingFor, { among, ...asked }: Choosing): ChannelDecision | undefined {
  const { choice } = world;
  if (choice === undefined) return undefined;
  const channels = choice.channels.filter((channel) => among?.includes(channel) !== false).map((channel) => customerChannel(world, { state, now }, channel));
  return choice.choose({ channels, model, ...wishesOf(choice, state) }, { ...asked, at: now });
}

/** What the customer wants now, if it was read and is sure. */
export const intentNow = (world: TurnWorld, { state, now }: ChoosingFor): string | undefined => openThreadAt(state, { now, windowMs: world.threadWindowMs })?.intent?.reading.name;

function wishesOf({ wishesOf: ask }: ChannelChoice, { facts = {} }: CustomerState) {
  return ask?.(Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value]))) ?? {};
}

function customerChannel(world: TurnWorld, { state, now }: ChoosingFor, channel: string): CustomerChannel {
  const { identityNamespace, capabilities = {}, maxTextLength } = world.channels[channel] ?? {};
  const conversation = state.conversations[channel];
  const thread = openThreadAt(state, { now, windowMs: world.threadWindowMs, channel });
  return {
    channel, capabilities, ...(maxTextLength !== undefined && { limits: { maxTextLength } }),
    hasAddress: state.identities.some((identity) => identity.startsWith(`${identityNamespace ?? ''}:`)),
    permission: isWithdrawn(state.consents ?? [], { channel, purpose: 'service' }) ? { granted: false, by: 'consent-withdrawn' } : { granted: true },
    ...(conversation?.heardAt !== undefined && { heardAt: conversation.heardAt }),
    underWay: thread?.channels.includes(channel) === true,
  };
}
