import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { HandoffRequest } from 'throughline';
import type { Channel, Crm } from 'throughline/ports';

/** What the host was connected to when it called: one line of the outside's own book, which no kill of the host can touch. */
export interface Called { readonly by: 'shop' | 'crm' | 'email' | 'desk'; readonly did: string; readonly key: string; readonly what: object }

/** The systems around the host. Each writes down what it was asked, with the key it was given, before it answers. */
export interface Outside {
  findOrder(input: { readonly orderNumber: string }, io: { readonly key: string }): Promise<{ readonly parcel: 'stuck' | 'on its way' | 'unknown' }>;
  handoff(request: HandoffRequest): Promise<void>;
  readonly crm: Crm;
  readonly email: Channel & { readonly capabilities: { readonly text: true } };
}
/** Called when the outside has done its part and the host does not know yet: the worst moment to die. */
export type Between = (called: Called) => Promise<void>;

/** Makes a shop, a CRM, a mail service and a desk of people out of one file. */
export function createOutside(book: string, between: Between = async () => {}): Outside {
  const call = async <T extends { readonly key: string }>(by: Called['by'], did: string, { key, ...what }: T): Promise<void> => {
    const called: Called = { by, did, key, what };
    appendFileSync(book, `${JSON.stringify(called)}\n`);
    await between(called);
  };
  return {
    findOrder: async ({ orderNumber }, { key }) => {
      await call('shop', 'findOrder', { key, orderNumber });
      return { parcel: orderNumber.startsWith('A') ? 'stuck' : orderNumber.startsWith('B') ? 'on its way' : 'unknown' };
    },
    handoff: (request) => call('desk', 'handoff', request),
    crm: {
      contract: 1,
      name: 'book',
      capabilities: { activities: true, cases: true },
      openCase: (what) => call('crm', 'openCase', what),
      closeCase: (what) => call('crm', 'closeCase', what),
      updateCase: (what) => call('crm', 'updateCase', what),
      logActivity: (what) => call('crm', 'logActivity', what),
    },
    email: {
      contract: 1,
      name: 'book',
      identityNamespace: 'email',
      capabilities: { text: true },
      send: async (message) => {
        await call('email', 'send', message);
        return { status: 'sent', providerId: message.key };
      },
      close: async () => {},
    },
  };
}

/** Reads the book: every call in the order it came, also those that came twice. */
export function readBook(book: string): readonly Called[] {
  if (!existsSync(book)) return [];
  return readFileSync(book, 'utf8').split('\n').filter((line) => line !== '').map((line): Called => JSON.parse(line));
}
