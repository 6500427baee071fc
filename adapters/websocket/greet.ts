import { randomUUID } from 'node:crypto';
import type { Hello } from './frames.js';
import type { Signer } from './signer.js';

/** Whom one socket speaks for. */
export interface Visitor { readonly user: string; readonly conversation: string }

/** How a hello is answered. */
export interface Greeting {
  readonly visitor: Visitor;
  /** the conversation as the client keeps it */
  readonly token: string;
  readonly resumed: boolean;
  /** nobody has heard of this visitor before, so nothing can be waiting for them */
  readonly stranger: boolean;
}

/** Decides whom a client speaks for: a conversation is resumed only by the user it was given to, anybody else begins a new one. */
export function greet(hello: Hello, authenticated: string | undefined, signer: Signer): Greeting {
  const kept = hello.conversation === undefined ? undefined : signer.readConversationToken(hello.conversation);
  const named = authenticated ?? hello.user ?? kept?.user;
  const user = named ?? `visitor-${randomUUID()}`;
  const resumed = kept !== undefined && kept.user === user;
  const conversation = resumed ? kept.conversation : randomUUID();
  return { visitor: { user, conversation }, token: signer.conversationToken(user, conversation), resumed, stranger: named === undefined };
}
