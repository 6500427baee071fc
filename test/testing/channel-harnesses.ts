import type { ChannelHarness } from '../../src/testing/index.js';
import { smppHarness } from '../adapters/smpp/smpp-harness.js';
import { smtpHarness } from '../adapters/smtp/smtp-harness.js';
import { voiceHarness } from '../adapters/voice/voice-harness.js';
import { webhookHarness } from '../adapters/webhook/webhook-harness.js';
import { webSocketHarness } from '../adapters/websocket/websocket-harness.js';

/** The channels that come with the package, by the folder of each. */
export const channelHarnesses: { readonly [adapter: string]: ChannelHarness } = { websocket: webSocketHarness, smpp: smppHarness, smtp: smtpHarness, voice: voiceHarness, webhook: webhookHarness };
