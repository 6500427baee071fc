import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SmtpChannel } from 'throughline/adapters/smtp';

/** The shop's own mail server for mail that comes in. */
export interface MailDoor { readonly port: number; close(): Promise<void> }

/** Opens it on a port of this machine; a mail is taken only once the orchestrator has it for good. */
export async function openMailDoor(channel: SmtpChannel, port: number): Promise<MailDoor> {
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, closeTimeout: 1,
    onData: (mail, _session, done) => void channel.onMail(mail).then(({ responseCode }) => done(responseCode === 250 ? null : Object.assign(new Error('not taken'), { responseCode }))),
  });
  await new Promise<void>((listening, failed) => void server.once('error', failed).listen(port, '127.0.0.1', () => listening()));
  return { port: (server.server.address() as AddressInfo).port, close: () => new Promise((closed) => server.close(() => closed())) };
}
