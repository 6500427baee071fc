import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { z } from 'zod';

/** Whose mails a link ends: an address, and the tenant where a host serves several. */
export interface Unsubscribing { readonly address: string; readonly tenant?: string }

/** The keys that a secret gives: one seals, the other makes the number that no two tokens share. */
export interface TokenKeys { readonly seal: Buffer; readonly number: Buffer }

const saidSchema = z.strictObject({ a: z.string(), t: z.string().exactOptional() });
const [numberBytes, tagBytes] = [12, 16];
/** base64url letters; an address has 320 at most */
const longest = 1_024;

/** Derives the keys of a secret. */
export function tokenKeysOf(secret: string): TokenKeys {
  const keys = Buffer.from(hkdfSync('sha256', secret, '', 'throughline unsubscribe 1', 64));
  return { seal: keys.subarray(0, 32), number: keys.subarray(32) };
}

/** Seals whose mails a link ends, so that the link tells nobody and nobody can make another's: the same for the same words, as a mail that is sent twice must be. */
export function sealToken({ seal, number }: TokenKeys, { address, tenant }: Unsubscribing): string {
  const said = Buffer.from(JSON.stringify({ a: address, ...(tenant !== undefined && { t: tenant }) }));
  const once = createHmac('sha256', number).update(said).digest().subarray(0, numberBytes);
  const cipher = createCipheriv('aes-256-gcm', seal, once, { authTagLength: tagBytes });
  return Buffer.concat([once, cipher.update(said), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** Opens a token that one of the keys sealed; `undefined` for any other text. */
export function openToken(keys: readonly TokenKeys[], token: string): Unsubscribing | undefined {
  if (token.length > longest || !/^[\w-]+$/.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length <= numberBytes + tagBytes || bytes.toString('base64url') !== token) return undefined;
  for (const { seal } of keys) {
    const said = decipher(seal, bytes);
    if (said !== undefined) return said;
  }
  return undefined;
}

function decipher(seal: Buffer, bytes: Buffer): Unsubscribing | undefined {
  try {
    const opened = createDecipheriv('aes-256-gcm', seal, bytes.subarray(0, numberBytes), { authTagLength: tagBytes }).setAuthTag(bytes.subarray(-tagBytes));
    const said = Buffer.concat([opened.update(bytes.subarray(numberBytes, -tagBytes)), opened.final()]).toString();
    const { a, t } = saidSchema.parse(JSON.parse(said));
    return { address: a, ...(t !== undefined && { tenant: t }) };
  } catch {
    return undefined;
  }
}
