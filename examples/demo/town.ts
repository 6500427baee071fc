import { createHash } from 'node:crypto';
import { writeCall, type Between, type Called } from './book.js';
import { startMailServer, type Mail, type MailServer } from './mailbox.js';
import { startSmsc, type PhoneText, type Smsc } from './smsc.js';

/** What the host reaches over the network: phones and mailboxes. */
export interface Town { readonly smsc: Smsc; readonly mail: MailServer; close(): Promise<void> }
export interface TownOptions {
  readonly book: string;
  /** a text or a mail is there, and its sender does not know yet */
  readonly between?: Between;
  readonly onText?: (text: PhoneText) => void;
  readonly onMail?: (mail: Mail) => void;
}

/** Starts an SMSC and a mail server on free ports of this machine; each writes into the book what it was brought. */
export async function startTown({ book, between = async () => {}, onText, onMail }: TownOptions): Promise<Town> {
  const take = async (called: Called): Promise<void> => {
    writeCall(book, called);
    await between(called);
  };
  const smsc = await startSmsc(async (text, again) => {
    if (!again) onText?.(text);
    await take({ by: 'sms', did: 'submit', key: text.id, what: { to: text.to, text: text.text } });
  });
  const mail = await startMailServer(async (arrived, again) => {
    if (!again) onMail?.(arrived);
    await take({ by: 'email', did: 'send', key: arrived.id, what: { to: arrived.to, text: arrived.text, bytes: digestOf(arrived.raw) } });
  });
  return { smsc, mail, close: async () => void await Promise.all([smsc.close(), mail.close()]) };
}

/** All of a mail but its date, which tells when it was tried. */
const digestOf = (raw: Buffer): string => createHash('sha256').update(raw.toString('latin1').replace(/^Date: .*\r\n/m, '')).digest('hex').slice(0, 16);
