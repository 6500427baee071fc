const mostLength = 8_192;

/**
 * The value of a header that was sent once; `undefined` where it is missing, empty, far too long, or was sent twice. A `Headers` joins
 * several values with a comma and a blank, which no signature, time or id contains.
 */
export function onlyHeader(request: Request, name: string): string | undefined {
  const value = request.headers.get(name) ?? '';
  return value === '' || value.length > mostLength || value.includes(', ') ? undefined : value;
}
