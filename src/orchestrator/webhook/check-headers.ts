import { JourneyError } from '../../errors/index.js';

/** Refuses a request whose body could not be judged as it was sent: `UnsupportedMediaType` for compressed bytes and for charsets other than UTF-8. */
export function checkHeaders(request: Request): void {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity' && encoding !== '') throw unsupported('The body is compressed; send it as it is.');
  const charsets = (request.headers.get('content-type') ?? '').matchAll(/charset\s*=\s*"?([^";,\s]*)/gi);
  for (const [, charset] of charsets) {
    if (!/^utf-?8$/i.test(charset ?? '')) throw unsupported('The body is in another charset; send it as UTF-8.');
  }
}

/** Refuses bytes that do not say what they are: `UnsupportedMediaType` where a body has no content type. */
export function checkContentType(request: Request, bytes: Uint8Array): void {
  if (bytes.length > 0 && (request.headers.get('content-type') ?? '').trim() === '') throw unsupported('The body has no content type; name one.');
}

const unsupported = (message: string): JourneyError => new JourneyError('UnsupportedMediaType', message);
