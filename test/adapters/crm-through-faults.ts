import fc from 'fast-check';
import { expect } from 'vitest';
import type { Crm, CrmCustomer } from '../../src/ports/index.js';
import type { CrmInside } from '../../src/testing/index.js';
import { memoryCrmHarness } from '../testing/memory-crm-harness.js';

/** What goes wrong on the way of one write, after some of its requests: the answer is lost, or there is none but an error. */
export interface OnTheWay { readonly skip: number; readonly what: 'answer lost' | 'refused for now' }
/** A CRM that can be made to fail, and a new adapter over it as after a restart. */
export interface FaultyCrm { readonly inside: CrmInside; adapter(): Crm; fail(fault: OnTheWay): void; calm(): void }

const people: readonly [CrmCustomer, CrmCustomer] = [
  { tenant: 't', id: 'c-ann', identities: ['email:ann@example.com', 'phone:+1'] },
  { tenant: 't', id: 'c-bob', identities: ['phone:+2'] },
];
const io = { signal: new AbortController().signal };
const noon = Date.UTC(2026, 0, 31, 12);

const write = fc.record({
  who: fc.constantFrom(...people), words: fc.constantFrom('one', 'two', `it's <b> & "three"`), number: fc.constantFrom(1, 2),
  method: fc.constantFrom('upsert', 'logActivity', 'openCase', 'updateCase', 'closeCase'),
  faults: fc.array(fc.record({ skip: fc.nat(4), what: fc.constantFrom('answer lost', 'refused for now') }), { maxLength: 2 }),
  // the answer reached us and our process died before it was noted
  again: fc.boolean(),
});
type Write = typeof write extends fc.Arbitrary<infer W> ? W : never;

/** Writes of two customers, each tried by a new process until it succeeds: afterwards the CRM holds what one that never fails holds after each write once. */
export async function proveWritesHappenOnce(create: () => Promise<FaultyCrm>, numRuns: number): Promise<void> {
  await fc.assert(fc.asyncProperty(fc.array(write, { minLength: 1, maxLength: 12 }), async (writes) => {
    const faulty = await create();
    const sound = await memoryCrmHarness(undefined, { capabilities: ['find', 'upsert', 'activities', 'cases', 'fields'] }).create();
    try {
      for (const [index, one] of writes.entries()) {
        await perform(sound.crm, one, `k-${index}`);
        await untilDone(faulty, one, `k-${index}`);
      }
      for (const who of people) expect(await seen(faulty.inside, who)).toEqual(await seen(sound.inside, who));
    } finally {
      await faulty.inside.dispose?.();
    }
  }), { numRuns });
}

async function untilDone(faulty: FaultyCrm, one: Write, key: string): Promise<void> {
  for (const fault of one.faults) {
    faulty.fail(fault);
    // it may have met fewer requests than the fault let pass
    await perform(faulty.adapter(), one, key).catch(() => undefined);
    faulty.calm();
  }
  await perform(faulty.adapter(), one, key);
  if (one.again) await perform(faulty.adapter(), one, key);
}

async function perform(crm: Crm, { who: customer, method, words, number }: Write, key: string): Promise<void> {
  const about = { key, customer, instance: `${customer.id}/help/${number}` };
  switch (method) {
    case 'upsert': return crm.upsert?.({ key, customer, name: `Some ${number}`, fields: { visits: number } }, io);
    case 'logActivity': return crm.logActivity?.({ key, customer, externalId: `${customer.id}-talk-${number}`, kind: 'note', summary: words, at: noon }, io);
    case 'openCase': return crm.openCase?.({ ...about, subject: words, priority: 'normal', problemAt: noon, openedAt: noon }, io);
    case 'updateCase': return crm.updateCase?.({ ...about, note: words, priority: number === 1 ? 'high' : 'low' }, io);
    case 'closeCase': return crm.closeCase?.({ ...about, resolution: 'confirmed', resolved: number === 1, closedAt: noon }, io);
    default: return method satisfies never;
  }
}

async function seen(inside: CrmInside, who: CrmCustomer): Promise<unknown> {
  const records = await inside.records(who);
  const timeline = await inside.timeline?.(who) ?? [];
  return {
    records: records.map(({ name, fields = {}, cases = [] }) => ({
      name, fields: { ...fields }, cases: cases.map(({ subject, status, priority, resolved, notes }) => JSON.stringify([subject, status, priority, resolved, notes])).toSorted(),
    })),
    timeline: timeline.map(({ externalId, summary }) => `${externalId}: ${summary}`).toSorted(),
  };
}
