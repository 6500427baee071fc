import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signatures of one request that are tried at most; a request with more is turned away. */
export const mostSignatures = 10;

/** The keyed hash of parts written one after the other. */
export function hmac(algorithm: 'sha256' | 'sha1', secret: string | Uint8Array, parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHmac(algorithm, secret);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * Asks whether one of the signatures given is one of those that would be right, each as its scheme writes it. Takes as long whichever of
 * them fits: every pair is compared.
 */
export function isSigned(given: readonly string[], right: readonly string[]): boolean {
  if (given.length === 0 || given.length > mostSignatures) return false;
  let fitting = 0;
  for (const one of given) for (const other of right) fitting += Number(isSame(one, other));
  return fitting > 0;
}

/** Compares two texts in a time that tells nothing of where they differ; that their lengths differ is no secret. */
export function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
