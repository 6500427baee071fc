import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SmtpChannel } from 'throughline/adapters/smtp';

/** The shop's own mail server for mail that comes in. */
export interface MailDoor { readonly port: number; close(): Promise<void> }

/** Opens it on a port of this machine; a mail is taken only once the orchestrator has it for good. */
export async function openMailDoor(mail: SmtpChannel, port: number): Promise<MailDoor> {
  const server = new SMTPServer({
    onData(stream, _session, done) {
      void mail.onMail(stream).then(({ responseCode }) => {
        done(responseCode === 250 ? null : Object.assign(new Error('not taken'), { responseCode }));
      });
    },
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, closeTimeout: 1,
  });
  await new Promise<void>((listening, failed) => void server.once('error', failed).listen(port, '127.0.0.1', () => listening()));
  return { port: (server.server.address() as AddressInfo).port, close: () => new Promise((closed) => server.close(() => closed())) };
}
