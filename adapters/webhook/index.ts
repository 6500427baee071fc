export { createWebhookChannel, type WebhookChannel, type WebhookInboundChannel, type WebhookOutboundChannel } from './create-webhook-channel.js';
export type { WebhookChannelConfig, WebhookInbound, WebhookOutbound } from './webhook-channel-config.js';
export { createMetaVerifier, type MetaConfig } from './create-meta-verifier.js';
export type { SignedTimeConfig } from './signed-time.js';
export { createSlackVerifier, type SlackConfig } from './create-slack-verifier.js';
export { createStandardWebhooksVerifier, type StandardWebhooksConfig } from './create-standard-webhooks-verifier.js';
export { createStripeVerifier, type StripeConfig } from './create-stripe-verifier.js';
export { createTwilioVerifier, type TwilioConfig } from './create-twilio-verifier.js';
export type { WebhookSecret } from './read-secrets.js';
