/**
 * Brings an e-mail address into the form two spellings of it share: the domain in lower-case ASCII, the local part as it was
 * written, plus tags included. Answers `undefined` where it is not exactly one address, so a second recipient or a header never gets in.
 */
export function normaliseEmail(value: string): string | undefined {
  const at = value.lastIndexOf('@');
  const local = value.slice(0, at);
  if (at < 1 || local.length > 64 || !(plainLocal.test(local) || quotedLocal.test(local))) return undefined;
  const domain = asciiDomain(value.slice(at + 1));
  return domain === undefined ? undefined : `${local}@${domain}`;
}

const plainLocal = /^[^\s"(),:;<>@[\]\\.]+(\.[^\s"(),:;<>@[\]\\.]+)*$/;
const quotedLocal = /^"([^"\\\r\n]|\\[^\r\n])+"$/;
const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;
const ascii = /^[\x21-\x7e]+$/;

function asciiDomain(domain: string): string | undefined {
  const lower = ascii.test(domain) ? domain.toLowerCase() : punycoded(domain);
  return lower !== undefined && hostName.test(lower) ? lower : undefined;
}

function punycoded(domain: string): string | undefined {
  // beside letters and dots a URL knows ports, paths and users, which no domain has
  return /[\s/:?#@\\[\]%]/.test(domain) ? undefined : URL.parse(`http://${domain}`)?.hostname;
}
