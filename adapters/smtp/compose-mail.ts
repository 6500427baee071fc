import type { SendMailOptions } from 'nodemailer';
import { JourneyError } from '../../src/errors/index.js';
import { normaliseEmail } from '../../src/model/normalise-email.js';
import { isPrintable } from '../../src/model/printable-text.js';
import type { Outbound } from '../../src/ports/channel.js';
import { isMessageId, messageIdOf } from './message-id.js';
import type { SmtpSettings } from './smtp-channel-config.js';

/** Why a message can never be a mail; `undefined` for one that can. */
export function refusalOf({ to, subject, text, mediaUrl }: Outbound): string | undefined {
  if (normaliseEmail(to) === undefined || !isPrintable(to)) return 'address-invalid';
  if (subject !== undefined && !oneLine.test(subject)) return 'subject-not-one-line';
  if (!`${subject ?? ''}${text}`.isWellFormed() || text.includes('\0')) return 'text-not-well-formed';
  if (mediaUrl !== undefined && !(httpsUrl.test(mediaUrl) && URL.canParse(mediaUrl))) return 'media-url-not-https';
  return undefined;
}

const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;
const httpsUrl = /^https:\/\/[\x21-\x7e]+$/;

/**
 * One message as one mail of plain text, never read as a template nor as HTML: every byte follows from the message and the date. It says that
 * a program wrote it, so that no other program answers it.
 */
export function composeMail(message: Outbound, settings: SmtpSettings, date: Date): SendMailOptions {
  const { from, replyTo, bouncesTo, domain, deliveryReports } = settings;
  const text = message.mediaUrl === undefined ? message.text : `${message.text}\n\n${message.mediaUrl}`;
  return {
    from: { name: from.name ?? '', address: from.address },
    to: { name: '', address: message.to },
    ...(replyTo !== from.address && { replyTo: { name: '', address: replyTo } }),
    subject: message.subject ?? settings.subject,
    messageId: `<${messageIdOf(message.key, domain)}>`,
    date,
    ...threadOf(message.conversation),
    headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(settings.unsubscribeLink?.(message)) },
    text: text.replace(/\r\n|\r|\n/g, '\r\n'),
    encoding: asciiEnough(text) ? 'quoted-printable' : 'base64',
    envelope: { from: bouncesTo, to: [message.to] },
    // a report needs our headers and not what we wrote to somebody
    dsn: { ret: 'HDRS', ...(deliveryReports && { notify: ['SUCCESS', 'FAILURE'] }) },
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Both or none (RFC 8058), each on one line however long, so that a signature over them holds. */
function unsubscribeHeaders(link: string | undefined): { readonly [name: string]: { readonly prepared: true; readonly value: string } } {
  if (link === undefined) return {};
  if (!httpsUrl.test(link) || link.length > longestLink || !URL.canParse(link)) throw new JourneyError('ChannelFailed', 'unsubscribeLink gave something that is no https link of printable characters.', { channel: 'smtp', reason: 'unsubscribe-link' });
  return { 'List-Unsubscribe': { prepared: true, value: `<${link}>` }, 'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' } };
}

/** a line of a mail has 998 bytes at most */
const longestLink = 900;

/** A thread is named by the mail it began with, which is all that a later mail must refer to. */
function threadOf(conversation: string | undefined): Pick<SendMailOptions, 'inReplyTo' | 'references'> {
  return conversation === undefined || !isMessageId(conversation) ? {} : { inReplyTo: `<${conversation}>`, references: `<${conversation}>` };
}

/** Quoted-printable stays readable for most Latin scripts; for the others it would triple the text. */
const asciiEnough = (text: string): boolean => (text.match(/[^\x20-\x7e\r\n\t]/g)?.length ?? 0) * 4 <= text.length;
