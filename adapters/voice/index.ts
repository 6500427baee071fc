export { callEvents, type CallEventType } from './call-events.js';
export { createVoiceChannel, type VoiceChannel } from './create-voice-channel.js';
export type { VoiceChannelConfig } from './voice-channel-config.js';
