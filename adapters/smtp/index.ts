export { createSmtpChannel, type SmtpChannel } from './create-smtp-channel.js';
export { createSmtpUnsubscribeChannel, type SmtpUnsubscribeChannel, type SmtpUnsubscribeChannelConfig } from './create-smtp-unsubscribe-channel.js';
export type { MailAnswer } from './take-mail.js';
export type { SmtpChannelConfig, SmtpServer } from './smtp-channel-config.js';
