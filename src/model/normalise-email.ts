/**
 * Brings an e-mail address into the form its spellings share: the domain in lower-case ASCII; the local part with its case and its plus tag,
 * in NFC and without quotes it does not need. Answers `undefined` where it is not exactly one address that SMTP can carry (64 octets before
 * the `@`, 254 in all), so a second recipient or a header never gets in. Two addresses that only look alike stay two.
 */
export function normaliseEmail(value: string): string | undefined {
  const at = value.lastIndexOf('@');
  const local = at < 1 ? undefined : plainestLocal(value.slice(0, at).normalize('NFC'));
  const domain = asciiDomain(value.slice(at + 1));
  if (local === undefined || domain === undefined) return undefined;
  return octets(local) <= 64 && octets(local) + 1 + domain.length <= 254 ? `${local}@${domain}` : undefined;
}

const plainLocal = /^[^\s"(),:;<>@[\]\\.]+(\.[^\s"(),:;<>@[\]\\.]+)*$/;
const quotedLocal = /^"([^"\\\r\n]|\\[^\r\n])+"$/;
const hostName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*(?!\d+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const ascii = /^[\x21-\x7e]+$/;

const octets = (text: string): number => new TextEncoder().encode(text).length;

/** Quotes and backslashes that say nothing are only another way to write the same address (RFC 5321, 4.1.2). */
function plainestLocal(local: string): string | undefined {
  if (plainLocal.test(local)) return local;
  if (!quotedLocal.test(local)) return undefined;
  const meant = local.slice(1, -1).replace(/\\(.)/gu, '$1');
  return plainLocal.test(meant) ? meant : `"${meant.replace(/["\\]/g, String.raw`\$&`)}"`;
}

function asciiDomain(domain: string): string | undefined {
  const lower = ascii.test(domain) ? domain.toLowerCase() : punycoded(domain);
  return lower !== undefined && hostName.test(lower) ? lower : undefined;
}

function punycoded(domain: string): string | undefined {
  // beside letters and dots a URL knows ports, paths and users, which no domain has
  return /[\s/:?#@\\[\]%]/.test(domain) ? undefined : URL.parse(`http://${domain}`)?.hostname;
}
