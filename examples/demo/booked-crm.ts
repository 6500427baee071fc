import { createMemoryCrm, type MemoryCrm, type MemoryCrmPerson } from 'throughline/adapters/memory';
import type { Crm } from 'throughline/ports';
import { readBook, writeCall, type Between, type Called } from './book.js';
import type { Customer } from './conversation.js';

const writes = ['upsert', 'merge', 'logActivity', 'openCase', 'updateCase', 'closeCase'] as const;
type Write = (what: never, io: { readonly signal: AbortSignal }) => Promise<void>;
interface Written { readonly key: string }

/** A CRM in a process of its own, as far as the host can tell: what it was told stands in the book, so it knows it again after a kill. */
export async function createBookedCrm(book: string, customer: Customer, between: Between): Promise<Crm> {
  const crm = await readCrm(book, customer);
  const booked = writes.map((did) => [did, async (written: Written, io: { readonly signal: AbortSignal }): Promise<void> => {
    const { key, ...what } = written;
    const called: Called = { by: 'crm', did, key, what };
    writeCall(book, called);
    await write(crm, did, written, io.signal);
    await between(called);
  }] as const);
  return { ...crm, ...Object.fromEntries(booked) };
}

/** What the CRM holds: the shop's customer, and everything that the book says it was told. */
export async function readCrm(book: string, customer: Customer): Promise<MemoryCrm> {
  const crm = createMemoryCrm({ people: [known(customer)] });
  for (const { by, did, key, what } of readBook(book)) {
    const name = writes.find((one) => one === did);
    if (by === 'crm' && name !== undefined) await write(crm, name, { ...what, key }, new AbortController().signal);
  }
  return crm;
}

async function write(crm: MemoryCrm, did: (typeof writes)[number], written: object, signal: AbortSignal): Promise<void> {
  const method = crm[did] as Write;
  await method(written as never, { signal });
}

/** Somebody who has bought before, and has another case open. */
const known = ({ name, phone, email }: Customer): MemoryCrmPerson => ({
  id: 'P-311', name, identities: [`phone:${phone}`, `email:${email}`], segments: ['regular'],
  orders: [{ id: 'A-1042', status: 'sent', placedAt: Date.UTC(2026, 10, 16), summary: 'Kettle, blue' }],
  cases: [{ id: 'case-87', subject: 'The invoice went to an old address', status: 'open', openedAt: Date.UTC(2026, 10, 18) }],
});
