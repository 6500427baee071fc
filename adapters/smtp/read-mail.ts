import type { Email } from 'postal-mime';
import { utf8Bytes } from '../../src/model/text-bytes.js';
import type { Inbound } from '../../src/ports/channel.js';
import { isAutomatic } from './automatic-mail.js';
import { readBounce } from './bounce.js';
import { idOfMail, threadOf } from './message-id.js';
import { parseMail } from './parse-mail.js';
import { readSender } from './sender.js';
import { isProved } from './proved-sender.js';
import { readSaid } from './said-text.js';
import type { SmtpSettings } from './smtp-channel-config.js';

/** One raw mail into what it says; `undefined` where it says nothing: an own echo, an automatic answer, a mailing list. */
export async function readMail(bytes: Uint8Array, settings: SmtpSettings): Promise<Inbound | undefined> {
  const mail = await parseMail(bytes);
  const id = idOfMail(mail, bytes);
  const inbound = mail === undefined ? unreadable(id, 'malformed') : await judge(mail, id, settings);
  return inbound === undefined || settings.tenant === undefined ? inbound : { ...inbound, tenant: settings.tenant };
}

async function judge(mail: Email, id: string, settings: SmtpSettings): Promise<Inbound | undefined> {
  const bounce = readBounce(mail);
  if (bounce !== undefined) return { kind: 'receipt', id: `${bounce.messageId}:${bounce.state}`, providerId: bounce.messageId, state: bounce.state };
  const from = readSender(mail);
  if (isAutomatic(mail, from)) return undefined;
  if (from === undefined) return unreadable(id, 'sender');
  if (from.toLowerCase() === settings.from.address.toLowerCase()) return undefined;
  const thread = threadOf(mail);
  const text = await readSaid(mail, { isReply: thread !== undefined, quotes: settings.quotes });
  if (utf8Bytes(text) > settings.maxTextBytes) return unreadable(id, 'text-too-long');
  return { kind: 'message', id, from, text, ...(isProved(mail, from, settings.trustedAuthServer) && { verified: true }), conversation: thread ?? id };
}

const unreadable = (id: string, reason: string): Inbound => ({ kind: 'unreadable', id, reason });
