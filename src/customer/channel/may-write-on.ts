import type { CustomerState } from '../customer-state.js';
import type { ChannelProfile } from '../turn-world.js';

/** Asks whether a customer has an address on a channel of the host. */
export const hasAddressOn = (channel: ChannelProfile | undefined, { identities }: CustomerState): boolean =>
  channel !== undefined && identities.some((identity) => identity.startsWith(`${channel.identityNamespace}:`));

/** Asks whether they can be written to there: a telephone line has an address and takes no message. */
export const mayWriteOn = (channel: ChannelProfile | undefined, state: CustomerState): boolean =>
  (channel?.capabilities.text === true || channel?.capabilities.template === true) && hasAddressOn(channel, state);
