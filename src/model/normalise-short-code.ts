/** Brings a short code, the number of three to eight digits that one country's networks send and receive messages by, into ASCII digits; `undefined` for anything else. It is no phone number: nobody abroad can dial it. */
export function normaliseShortCode(value: string): string | undefined {
  const digits = value.normalize('NFKC');
  return /^\d{3,8}$/.test(digits) ? digits : undefined;
}
