import { createTransport } from 'nodemailer';
import { JourneyError } from '../../src/errors/index.js';
import type { Outbound, SendResult } from '../../src/ports/channel.js';
import { composeMail, refusalOf } from './compose-mail.js';
import { createFirstTries } from './first-tries.js';
import { judgeFailure } from './judge-failure.js';
import { messageIdOf } from './message-id.js';
import type { SmtpSettings } from './smtp-channel-config.js';

/** Hands mails to the server over a few lasting connections. */
export interface Post {
  send(message: Outbound, signal: AbortSignal): Promise<SendResult>;
  /** Ends every connection; a mail on its way rejects with `Closed`. */
  close(): void;
}

export function createPost(settings: SmtpSettings): Post {
  const transport = createTransport(transportOptions(settings));
  const firstTries = createFirstTries(Date.now);
  const closing = new AbortController();
  const attempt = async (message: Outbound, signal: AbortSignal): Promise<SendResult> => {
    const mail = composeMail(message, settings, firstTries.dateOf(message.key));
    try {
      const { serverMessageId } = await transport.sendMail({ ...mail, signal: AbortSignal.any([signal, closing.signal]) });
      // the receiver, and so a bounce, sees the id that the server gave it where it replaces ours
      return { status: 'sent', providerId: serverMessageId?.replace(/^<|>$/g, '') ?? messageIdOf(message.key, settings.domain) };
    } catch (error) {
      signal.throwIfAborted();
      if (closing.signal.aborted) throw closed();
      return judgeFailure(error, settings.slowDownMs);
    }
  };
  return {
    send: async (message, signal) => {
      signal.throwIfAborted();
      if (closing.signal.aborted) throw closed();
      const code = refusalOf(message);
      return code === undefined ? attempt(message, signal) : { status: 'refused', code };
    },
    close: () => {
      closing.abort();
      transport.close();
    },
  };
}

function transportOptions({ server, maxConnections, timeoutMs }: SmtpSettings) {
  const { host, port, tls, user, password } = server;
  return {
    pool: true as const, host, port, maxConnections,
    // a connection that the server ended between two mails is replaced once; all else is the outbox's to try again
    maxRequeues: 1,
    secure: tls === 'implicit', requireTLS: tls === 'starttls', ignoreTLS: tls === 'none',
    ...(user !== undefined && password !== undefined && { auth: { user, pass: password }, forceAuth: true }),
    connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs,
  };
}

const closed = (): JourneyError => new JourneyError('Closed', 'The mail channel is closed.', { channel: 'smtp' });
