import { JourneyError } from '../../src/errors/index.js';

/** Puts a mail together from its parts. Too large a one is heard to its end, as a mail server must, and not kept: `TooLarge`. */
export async function collectMail(mail: Uint8Array | AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of mail instanceof Uint8Array ? [mail] : mail) {
    size += part.length;
    if (size <= maxBytes) parts.push(part);
    else parts.length = 0;
  }
  if (size > maxBytes) throw new JourneyError('TooLarge', 'The mail is larger than maxMailBytes.', { channel: 'smtp', limit: maxBytes });
  return Buffer.concat(parts, size);
}
