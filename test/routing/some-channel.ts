import type { ChannelSuccess } from '../../src/model/channel-success.js';
import type { KnownChannel } from '../../src/routing/channel-asked.js';

/** As if a share were measured to lie between two bounds. */
export const success = (lower: number, upper = 1): ChannelSuccess => ({ channel: '', issues: 100, solved: 90, lower, upper });

/** A channel that nothing speaks against, but for what is said. */
export const someChannel = (channel: string, but: Partial<KnownChannel> = {}): KnownChannel => ({
  channel, assisted: false, capabilities: { text: true }, reachable: true, permission: { granted: true }, open: true, responseMs: 1_000, success: success(0.9), ...but,
});
