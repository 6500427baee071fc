import { JourneyError } from '../../src/errors/index.js';
import type { Received } from '../../src/ports/channel.js';
import { readMail } from './read-mail.js';
import type { SmtpSettings } from './smtp-channel-config.js';

/** Reads a request whose body is one raw mail. Errors: `UnsupportedMediaType` for any other body, `TooLarge` over `maxMailBytes`. */
export async function receiveMail(request: Request, bytes: Uint8Array, settings: SmtpSettings): Promise<Received> {
  const response = settings.verifier?.handshake?.(request, bytes);
  if (response !== undefined) return { inbound: [], response };
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';');
  if (type.trim().toLowerCase() !== 'message/rfc822') throw new JourneyError('UnsupportedMediaType', 'The body is not a raw mail; post it as message/rfc822, or hand it to onMail.', { channel: 'smtp' });
  if (bytes.length > settings.maxMailBytes) throw new JourneyError('TooLarge', 'The mail is larger than maxMailBytes.', { channel: 'smtp', limit: settings.maxMailBytes });
  const inbound = await readMail(bytes, settings);
  return { inbound: inbound === undefined ? [] : [inbound] };
}
