import type { ChannelChoice, ChannelCondition } from '../../routing/channel-choice.js';

/** How the orchestrator chooses channels and follows how well they do. */
export interface ChannelChoiceWiring {
  /** what the channels are like, as `defineChannelChoice` of `throughline/steering` gives it */
  readonly table: ChannelChoice;
  /** what changes by the minute: how long somebody would wait, whether anybody is there, how far a channel is on its way out; by channel, what is not named is as the table says */
  readonly conditions?: (about: { readonly tenant: string }, io: { readonly signal: AbortSignal }) => Promise<ChannelConditions> | ChannelConditions;
  /** figures and conditions are read again when they are older and a customer comes, milliseconds; 60,000 */
  readonly freshMs?: number;
}
export interface ChannelConditions { readonly [channel: string]: ChannelCondition }
