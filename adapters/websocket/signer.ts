import { createHmac, timingSafeEqual } from 'node:crypto';

/** Makes and checks what only this server can have said, so that nothing need be remembered over a restart. */
export interface Signer {
  /** what a client keeps in order to resume its conversation */
  conversationToken(user: string, conversation: string): string;
  /** whose conversation it is; `undefined` for a token this secret did not sign */
  readConversationToken(token: string): { readonly user: string; readonly conversation: string } | undefined;
  /** a message's key as one user sees it: the same at every retry, and no other user can make it */
  sealKey(user: string, key: string): string;
  /** the message's own key; `undefined` where it was not sealed for this user */
  openKey(user: string, sealed: string): string | undefined;
}

export function createSigner(secret: string): Signer {
  const sign = (...parts: readonly string[]): string => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
  return {
    conversationToken: (user, conversation) => `${conversation}.${encode(user)}.${sign('conversation', user, conversation)}`,
    readConversationToken: (token) => {
      const [conversation = '', encoded = '', signature = '', ...rest] = token.split('.');
      const user = decode(encoded);
      return rest.length === 0 && same(signature, sign('conversation', user, conversation)) ? { user, conversation } : undefined;
    },
    sealKey: (user, key) => `${key}~${sign('key', user, key)}`,
    openKey: (user, sealed) => {
      const end = sealed.lastIndexOf('~');
      const key = sealed.slice(0, Math.max(end, 0));
      return end >= 0 && same(sealed.slice(end + 1), sign('key', user, key)) ? key : undefined;
    },
  };
}

const encode = (text: string): string => Buffer.from(text).toString('base64url');
const decode = (text: string): string => Buffer.from(text, 'base64url').toString();

function same(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
