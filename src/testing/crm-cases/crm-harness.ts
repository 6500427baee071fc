import type { Crm, CrmActivity, CrmCustomer, CrmRecord } from '../../ports/crm.js';

/** What a kit of CRM cases needs of the adapter under test; capabilities are read from the adapter itself. */
export interface CrmHarness {
  /** a CRM that knows nobody, with a way to look inside; called once for every case */
  create(): CrmUnderTest | Promise<CrmUnderTest>;
}

/** An adapter and what its cases do in the CRM by another way. */
export interface CrmUnderTest { readonly crm: Crm; readonly inside: CrmInside }

/** The CRM as somebody sees it who works in it. */
export interface CrmInside {
  /** takes a person in; answers the record's id. What the CRM cannot keep by what it declares may be left out. */
  add(person: CrmPerson): Promise<string> | string;
  /** every record that holds one of the identities, with all that stands in it */
  records(customer: Pick<CrmCustomer, 'tenant' | 'identities'>): Promise<readonly CrmRecord[]> | readonly CrmRecord[];
  /** the timeline of who holds one of the identities; needed where the adapter declares `activities` */
  timeline?(customer: Pick<CrmCustomer, 'tenant' | 'identities'>): Promise<readonly CrmTimelineEntry[]> | readonly CrmTimelineEntry[];
  /** `one`: what the adapter reaches belongs to one tenant, so the cases about two are skipped */
  readonly tenants?: 'one';
  /** takes the CRM away after its case */
  dispose?(): Promise<void> | void;
}

/** A person as the cases take them in: what `find` may answer, and the identities they are known by. */
export interface CrmPerson extends Omit<CrmRecord, 'id'> { readonly tenant: string; readonly identities: readonly string[] }
/** What the cases compare of an entry. */
export type CrmTimelineEntry = Pick<CrmActivity, 'externalId' | 'kind' | 'summary' | 'at'>;
