import type { Channel } from '../../ports/channel.js';
import type { ChannelChoiceWiring } from './channel-choice-options.js';

/** A channel that nobody serves would be chosen and lead nowhere. */
export function choiceFaults(wiring: ChannelChoiceWiring | undefined, channels: { readonly [name: string]: Channel }): readonly string[] {
  const strangers = (wiring?.table.channels ?? []).filter((name) => !Object.hasOwn(channels, name));
  return strangers.length === 0 ? [] : [`'channelChoice.table' names channels that 'channels' does not have: ${strangers.map((name) => `'${name}'`).join(', ')}.`];
}
