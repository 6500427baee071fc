import { setTimeout as sleep } from 'node:timers/promises';
import { readBook } from './book.js';
import type { Chat, ChatMessage } from './chat-client.js';
import type { Conversation } from './conversation.js';
import type { HostLine } from './host-line.js';
import type { Scene } from './scene.js';
import type { Town } from './town.js';

/** Where a conversation is played: a host, what desk and telephone sign with, the town around it, and the book of the outside. */
export interface Stage {
  readonly url: string;
  readonly mailPort: number;
  readonly secret: string;
  readonly callSecret: string;
  readonly book: string;
  readonly town: Town;
  readonly paceMs?: number;
}
/** Who plays, and what they have heard so far. */
export interface Cast { readonly chat: Chat; readonly host: HostLine; readonly heard: ChatMessage[]; readonly stage: Stage; readonly conversation: Conversation; readonly show: (scene: Scene) => void | Promise<void> }

/** the id that the page gave its visitor */
export const visitor = 'v-17';

/** By what the customer is found: a number once they have shown that it is theirs, before that the visitor they are. */
export const foundBy = ({ customer, steps }: Conversation): string => (steps.some((step) => 'proves' in step || 'call' in step) ? `phone:${customer.phone}` : `visitor:${visitor}`);

/** Waits for a person to be called, as the desk does. */
export async function called({ stage, conversation }: Cast, queue: string): Promise<object> {
  const call = (): object | undefined => readBook(stage.book).find(({ by, what }) => by === 'desk' && 'queue' in what && what.queue === queue)?.what;
  await until(() => call() !== undefined, () => `Nobody called ${conversation.person}.`);
  return call() ?? {};
}

export async function until(holds: () => boolean | Promise<boolean>, otherwise: () => string): Promise<void> {
  for (const start = Date.now(); !(await holds()); await sleep(20)) if (Date.now() - start > 20_000) throw new Error(otherwise());
}
