export { createSmtpChannel, type SmtpChannel } from './create-smtp-channel.js';
export type { MailAnswer } from './take-mail.js';
export type { SmtpChannelConfig, SmtpServer } from './smtp-channel-config.js';
