import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail that lies in a mailbox. */
export interface Mail { readonly id: string; readonly from: string; readonly to: string; readonly subject: string; readonly text: string; readonly raw: Buffer }
/** The mail server of everybody who is not the shop. */
export interface MailServer {
  readonly port: number;
  mail(to: string, words: string): Promise<Mail>;
  /** Answers a mail, as a mail program does; tried again until the shop's server takes it, always under the same Message-ID. */
  answer(mail: Mail, reply: { readonly id: string; readonly text: string; readonly port: number }): Promise<void>;
  close(): Promise<void>;
}

/** Starts it on a free port of this machine. `onMail` is told of each mail, and its sender only when that has settled. */
export async function startMailServer(onMail: (mail: Mail, again: boolean) => Promise<void>): Promise<MailServer> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, closeTimeout: 1,
    onData: (stream, _session, done) => void buffer(stream).then(async (raw) => {
      const mail = await readMail(raw);
      // the same Message-ID is the same mail
      const again = mails.some(({ id }) => id === mail.id);
      if (!again) mails.push(mail);
      await onMail(mail, again);
      done();
    }, done),
  });
  server.on('error', () => {});
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', () => listening()));
  return {
    port: (server.server.address() as AddressInfo).port,
    mail: async (to, words) => {
      for (const start = Date.now(); Date.now() - start < 20_000; await sleep(20)) {
        const found = mails.find((mail) => mail.to === to && mail.text.includes(words));
        if (found !== undefined) return found;
      }
      throw new Error(`No mail with '${words}' came.`);
    },
    answer: async (mail, { id, text, port }) => {
      const quoted = mail.text.trimEnd().split('\n').map((line) => `> ${line}`).join('\n');
      const reply = { messageId: `<${id}@example.org>`, from: mail.to, to: mail.from, subject: `Re: ${mail.subject}`, inReplyTo: mail.id, references: mail.id, text: `${text}\n\n${quoted}` };
      for (const start = Date.now(); ; await sleep(200)) {
        const refused = await createTransport({ host: '127.0.0.1', port, ignoreTLS: true }).sendMail(reply).then(() => undefined, (error: unknown) => error);
        if (refused === undefined) return;
        if (Date.now() - start > 20_000) throw refused;
      }
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

async function readMail(raw: Buffer): Promise<Mail> {
  const { messageId = '', from, to, subject = '', text = '' } = await PostalMime.parse(raw);
  return { id: messageId, from: from?.address ?? '', to: to?.[0]?.address ?? '', subject, text: text.replaceAll('\r\n', '\n'), raw };
}
