/** What a name that should say nothing of anybody looks like. */
export type PersonalName = 'e-mail' | 'phone' | 'secret';

/**
 * Asks whether an event's id, source or type looks like somebody's address or like a secret: those names stand in logs, receipts and dedupe keys,
 * where no erasure looks for a person. A guess that is wrong now and then, so nothing is refused for it. Of a number only one that is written as a
 * telephone number counts, as orders have numbers too; a type has no use for any.
 */
export function personalName(name: string, kind: 'id' | 'source' | 'type'): PersonalName | undefined {
  if (name.includes('@') && /[^\s@<>]@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/i.test(name)) return 'e-mail';
  if (secret.test(name)) return 'secret';
  return (kind === 'type' ? longNumber : phone).test(name) ? 'phone' : undefined;
}

/** as it is dialled abroad, or behind the word of a scheme */
const phone = /(^|[^\w+])\+[1-9](?:[ ().-]{0,2}\d){6,14}(?!\d)|\b(?:tel|phone|sms|whatsapp):\+?\d{7,15}(?!\d)/i;
const longNumber = /\d{8}/;
/** beginnings that providers give to their keys, and a signed token */
const secret = /(^|[^A-Za-z0-9])(?:sk_(?:live|test)_|sk-[A-Za-z0-9]{20}|xox[abprs]-|gh[pousr]_|github_pat_|glpat-|AKIA[0-9A-Z]{12}|whsec_|AIza[\w-]{20}|eyJ[\w-]{8,}\.eyJ)|\bbearer /i;
