export { createSmppChannel, type SmppChannel } from './create-smpp-channel.js';
export type { SmppAddress, SmppChannelConfig, SmppDelivery } from './smpp-channel-config.js';
