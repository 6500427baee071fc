import { JourneyError } from '../../src/errors/index.js';
import type { Channel, Deliver, Outbound, Received, SendResult } from '../../src/ports/channel.js';
import { createPost } from './post.js';
import { receiveMail } from './receive-mail.js';
import { checkConfig, type SmtpChannelConfig } from './smtp-channel-config.js';
import { takeMail, type MailAnswer } from './take-mail.js';

/** E-mail in both directions: what `createSmtpChannel` makes. */
export interface SmtpChannel extends Channel {
  readonly name: 'smtp';
  readonly identityNamespace: 'email';
  readonly capabilities: { readonly text: true; readonly media: true; readonly receipts: true; readonly inbound: true };
  open(deliver: Deliver): Promise<void>;
  receive(request: Request, bytes: Uint8Array): Promise<Received>;
  send(message: Outbound, io: { readonly signal: AbortSignal }): Promise<SendResult>;
  /** Takes one raw mail from the host's own mail server and resolves when it is durably accepted, or says how to turn it down; never rejects. */
  onMail(mail: Uint8Array | AsyncIterable<Uint8Array>): Promise<MailAnswer>;
}

/**
 * Makes the e-mail channel: sends through the server of the configuration, and takes raw mails by `onMail` or by requests with a body of
 * `message/rfc822`. Errors: `InvalidOptions` for a configuration that cannot be served safely.
 *
 * @example
 * {@includeCode ../../examples/demo/mail-door.ts}
 */
export function createSmtpChannel(config: SmtpChannelConfig): SmtpChannel {
  const settings = checkConfig(config);
  const post = createPost(settings);
  const { verifier, perSecond } = settings;
  let listening: Deliver | undefined;
  let closed = false;
  return {
    contract: 1,
    name: 'smtp',
    identityNamespace: 'email',
    capabilities: { text: true, media: true, receipts: true, inbound: true },
    ...(perSecond !== undefined && { limits: { perSecond } }),
    open: async (deliver) => {
      if (closed) throw new JourneyError('Closed', 'The mail channel was closed; make another.', { channel: 'smtp' });
      if (listening !== undefined) throw new JourneyError('InvalidOptions', 'The mail channel was opened before; open it once.', { channel: 'smtp' });
      listening = deliver;
    },
    ...(verifier !== undefined && { verify: (request: Request, bytes: Uint8Array) => verifier.verify(request, bytes) }),
    receive: (request, bytes) => receiveMail(request, bytes, settings),
    send: (message, { signal }) => post.send(message, signal),
    onMail: (mail) => takeMail(mail, settings, closed ? undefined : listening),
    close: async () => {
      closed = true;
      post.close();
    },
  } as const satisfies SmtpChannel;
}
