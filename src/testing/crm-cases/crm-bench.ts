import assert from 'node:assert/strict';
import type { Crm, CrmActivity, CrmCapability, CrmCloseCase, CrmCustomer, CrmFound, CrmMerge, CrmOpenCase, CrmRecord, CrmUpdateCase, CrmUpsert } from '../../ports/crm.js';
import type { CrmHarness, CrmPerson, CrmTimelineEntry, CrmUnderTest } from './crm-harness.js';

/** One clause about a CRM; `needs` names what the adapter must declare for it. */
export interface CrmClause {
  readonly id: string;
  readonly clause: string;
  readonly needs?: readonly CrmCapability[];
  readonly tenants?: 'several';
  readonly run: (bench: CrmBench) => Promise<void>;
}

type Draft<W, Kept extends keyof W = never> = Partial<W> & Pick<W, Kept>;

/** A CRM with the small steps that clauses are made of: what is left out of a write has a key of its own and is about ann. */
export interface CrmBench {
  readonly crm: Crm;
  readonly add: (person: Partial<CrmPerson>) => Promise<string>;
  readonly find: (customer: CrmCustomer, signal?: AbortSignal) => Promise<CrmFound>;
  readonly upsert: (what: Draft<CrmUpsert>, signal?: AbortSignal) => Promise<void>;
  readonly merge: (what: Draft<CrmMerge, 'from'>) => Promise<void>;
  readonly log: (what: Draft<CrmActivity>, signal?: AbortSignal) => Promise<void>;
  readonly open: (what?: Draft<CrmOpenCase>, signal?: AbortSignal) => Promise<void>;
  readonly update: (what: Draft<CrmUpdateCase>) => Promise<void>;
  readonly close: (what?: Draft<CrmCloseCase>) => Promise<void>;
  /** the one record of a customer */
  readonly record: (customer?: CrmCustomer) => Promise<CrmRecord>;
  readonly records: (customer: CrmCustomer) => Promise<readonly CrmRecord[]>;
  readonly timeline: (customer?: CrmCustomer) => Promise<readonly CrmTimelineEntry[]>;
}

const customerOf = (name: string): CrmCustomer => ({ tenant: 't', id: `c-${name}`, identities: [`email:${name}@example.com`] });
/** Two people, and ann as her phone and her e-mail know her. */
export const ann = customerOf('ann');
export const bob = customerOf('bob');
export const annByPhone: CrmCustomer = { ...ann, identities: ['phone:+4915112345678'] };
export const annByBoth: CrmCustomer = { ...ann, identities: [...ann.identities, ...annByPhone.identities] };
/** A time for clauses, epoch milliseconds. */
export const noon = Date.UTC(2026, 0, 31, 12);

/** Gives a clause its CRM and takes it away again. */
export async function runOnBench(harness: CrmHarness, run: CrmClause['run']): Promise<void> {
  const under = await harness.create();
  try {
    await run(toBench(under));
  } finally {
    await under.inside.dispose?.();
  }
}

const never = new AbortController().signal;

function toBench({ crm, inside }: CrmUnderTest): CrmBench {
  let keys = 0;
  const of = () => ({ key: `case-key-${++keys}`, customer: ann });
  return {
    crm,
    add: async (person) => inside.add({ tenant: 't', identities: ann.identities, ...person }),
    find: (customer, signal = never) => called(crm.find?.(customer, { signal }), 'find'),
    upsert: (what, signal = never) => called(crm.upsert?.({ ...of(), ...what }, { signal }), 'upsert'),
    merge: (what) => called(crm.merge?.({ ...of(), ...what }, { signal: never }), 'merge'),
    log: (what, signal = never) => called(crm.logActivity?.({ ...of(), externalId: 'talk-1', kind: 'conversation', summary: 'They asked.', at: noon, ...what }, { signal }), 'logActivity'),
    open: (what = {}, signal = never) => called(crm.openCase?.({ ...of(), instance: 'c-ann/help/1', subject: 'Help', priority: 'normal', problemAt: noon - 60_000, openedAt: noon, ...what }, { signal }), 'openCase'),
    update: (what) => called(crm.updateCase?.({ ...of(), instance: 'c-ann/help/1', ...what }, { signal: never }), 'updateCase'),
    close: (what = {}) => called(crm.closeCase?.({ ...of(), instance: 'c-ann/help/1', resolution: 'confirmed', resolved: true, closedAt: noon + 60_000, ...what }, { signal: never }), 'closeCase'),
    async record(customer = ann) {
      const [record, ...others] = await inside.records(customer);
      assert(record !== undefined && others.length === 0, `${customer.id} has ${record === undefined ? 'no record' : 'several records'}`);
      return record;
    },
    records: async (customer) => inside.records(customer),
    async timeline(customer = ann) {
      assert(inside.timeline !== undefined, 'the harness has no `timeline`');
      return inside.timeline(customer);
    },
  };
}

async function called<T>(answer: Promise<T> | undefined, method: string): Promise<T> {
  assert(answer !== undefined, `the adapter has no '${method}'`);
  return answer;
}

/** The cases of a record, without what is the CRM's own to choose. */
export const casesIn = (record: CrmRecord): readonly Omit<NonNullable<CrmRecord['cases']>[number], 'id'>[] => (record.cases ?? []).map(({ id: _id, ...one }) => one);
