import { createHash } from 'node:crypto';

/** What stays of a dedupe key after erasure: enough to know it again, not enough to read it. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
