import { isRetryable, JourneyError } from '../../src/errors/index.js';
import type { Deliver } from '../../src/ports/channel.js';
import { collectMail } from './collect-mail.js';
import { readMail } from './read-mail.js';
import type { SmtpSettings } from './smtp-channel-config.js';

/**
 * What the host's mail server answers its client: 250 when the mail is durably accepted or says nothing (an own echo, an automatic answer), 451
 * when it must come again, 552 when it is too large, 554 when it will never be taken. `code`: why not, safe to log.
 */
export interface MailAnswer {
  readonly responseCode: 250 | 451 | 552 | 554;
  readonly code?: string;
}

/** Takes one raw mail. A mail that cannot be read is turned down and not kept: here its sender can still be told. */
export async function takeMail(mail: Uint8Array | AsyncIterable<Uint8Array>, settings: SmtpSettings, deliver: Deliver | undefined): Promise<MailAnswer> {
  try {
    const bytes = await collectMail(mail, settings.maxMailBytes);
    if (deliver === undefined) return { responseCode: 451, code: 'Closed' };
    const inbound = await readMail(bytes, settings);
    if (inbound?.kind === 'unreadable') return { responseCode: inbound.reason === 'text-too-long' ? 552 : 554, code: inbound.reason };
    if (inbound !== undefined) await deliver([inbound]);
    return { responseCode: 250 };
  } catch (error) {
    const code = JourneyError.is(error) ? error.code : 'ChannelFailed';
    if (isRetryable(error)) return { responseCode: 451, code };
    return { responseCode: code === 'TooLarge' ? 552 : 554, code };
  }
}
