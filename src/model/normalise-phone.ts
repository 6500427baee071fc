import parsePhoneNumber from 'libphonenumber-js/min';

/**
 * Brings a phone number into E.164, the form that all its spellings share: full width and Arabic digits, blanks, dashes, dots, slashes,
 * brackets and a trunk 0 in them go. Answers `undefined` for what is not one number with its country code and a length that the country's
 * plan allows. Whether the number is in use is not asked: plans grow faster than any table of them, and a number wrongly refused is a customer lost.
 */
export function normalisePhone(value: string): string | undefined {
  const text = value.normalize('NFKC');
  if (!numberAlone.test(text)) return undefined;
  const parsed = parsePhoneNumber(withoutRetiredToken(text), { extract: false });
  // some national plans go beyond what E.164 gives a whole number
  return parsed?.isPossible() === true && parsed.number.length <= 16 ? parsed.number : undefined;
}

/** No letter, so no scheme, no extension and no sentence around it; no second `+`, so no second number. */
const numberAlone = /^\+[\p{Nd} ()./\-\u2010-\u2015\u2212]+$/u;

/** Mexico gave up the 1 before mobile numbers in 2019; some providers still write it, and it is the same telephone. */
function withoutRetiredToken(text: string): string {
  const digits = text.replace(/[^\d+]/g, '');
  return /^\+521\d{10}$/.test(digits) ? `+52${digits.slice(4)}` : text;
}
