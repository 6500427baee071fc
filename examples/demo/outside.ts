import type { HandoffRequest } from 'throughline';
import type { Crm } from 'throughline/ports';
import { writeCall, type Between, type Called } from './book.js';
import { createBookedCrm } from './booked-crm.js';
import type { Customer } from './conversation.js';

/** The systems that the host calls. Each writes down what it was asked, with the key it was given, before it answers. */
export interface Outside {
  findOrder(input: { readonly orderNumber: string }, io: { readonly key: string }): Promise<{ readonly parcel: 'stuck' | 'on its way' | 'unknown' }>;
  handoff(request: HandoffRequest): Promise<void>;
  readonly crm: Crm;
}
/** What an outside is made of: its book, and the one customer it knows from before. */
export interface OutsideOptions { readonly book: string; readonly customer: Customer }

/** Makes a shop, a CRM and a desk of people out of one file. */
export async function createOutside({ book, customer }: OutsideOptions, between: Between = async () => {}): Promise<Outside> {
  const call = async <T extends { readonly key: string }>(by: Called['by'], did: string, { key, ...what }: T): Promise<void> => {
    const called: Called = { by, did, key, what };
    writeCall(book, called);
    await between(called);
  };
  return {
    findOrder: async ({ orderNumber }, { key }) => {
      await call('shop', 'findOrder', { key, orderNumber });
      return { parcel: orderNumber.startsWith('A') ? 'stuck' : orderNumber.startsWith('B') ? 'on its way' : 'unknown' };
    },
    handoff: (request) => call('desk', 'handoff', request),
    crm: await createBookedCrm(book, customer, between),
  };
}
