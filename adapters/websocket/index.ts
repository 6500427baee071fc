export { createWebSocketChannel, type WebSocketChannel } from './create-web-socket-channel.js';
export type { WebSocketChannelConfig } from './web-socket-channel-config.js';
