import type { CustomerState } from '../customer-state.js';
import type { ChannelProfile } from '../turn-world.js';

/** Asks whether a customer has an address on a channel that takes messages. */
export const mayWriteOn = (channel: ChannelProfile | undefined, { identities }: CustomerState): boolean =>
  channel !== undefined && (channel.capabilities.text === true || channel.capabilities.template === true) && identities.some((identity) => identity.startsWith(`${channel.identityNamespace}:`));
