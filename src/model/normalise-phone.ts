/** Asks whether a phone number is one address and no other: `+`, country code and number, 8 to 15 digits and nothing else; answers it, or `undefined`. */
export function normalisePhone(value: string): string | undefined {
  return e164.test(value) ? value : undefined;
}

const e164 = /^\+[1-9]\d{7,14}$/;
