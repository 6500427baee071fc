import type { ChannelModel } from '../../routing/channel-choice.js';

/** Nothing counted yet, and nothing said of today. */
export const emptyModel: ChannelModel = { success: {}, trusted: {}, responses: {}, conditions: {} };
