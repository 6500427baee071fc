import { Connection } from '@jsforce/jsforce-node';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { quoted, select } from '../../../adapters/salesforce/soql.js';
import { JourneyError } from '../../../src/errors/index.js';
import type { CrmCustomer } from '../../../src/ports/index.js';
import { readSoql } from './read-soql.js';
import { startSalesforceDouble, type SalesforceDouble } from './salesforce-double.js';
import { insideOf, salesforceCrmOver, tenant } from './salesforce-harness.js';
import { limitReached, refusal, SalesforceRefusal } from './salesforce-refusal.js';

const io = { signal: new AbortController().signal };
const ann: CrmCustomer = { tenant, id: 'c-ann', identities: ['email:ann@example.com', 'phone:+4915112345678'] };
const noon = Date.UTC(2026, 0, 31, 12);
const entry = { key: 'k-1', customer: ann, externalId: 'talk-1', kind: 'conversation', summary: 'They asked.', at: noon } as const;
const opening = { key: 'k-2', customer: ann, instance: 'c-ann/help/1', subject: 'Help', priority: 'normal', problemAt: noon, openedAt: noon } as const;

async function salesforce(): Promise<SalesforceDouble> {
  const double = await startSalesforceDouble();
  onTestFinished(() => double.close());
  return double;
}

async function factsOf(call: Promise<unknown>): Promise<JourneyError['facts']> {
  const error = await call.then(() => undefined, (thrown: unknown) => thrown);
  if (!JourneyError.is(error, 'CrmFailed')) throw new Error(`not a CrmFailed: ${String(error)}`);
  return error.facts;
}

describe('after a crash between a write and its answer, the second try in a new process leaves', () => {
  it('one task of an entry', async () => {
    const double = await salesforce();
    double.faults.push({ of: /^PATCH .*\/Task\//, answer: 'lost after it was done' });
    await expect(salesforceCrmOver(double).logActivity(entry, io)).rejects.toThrow('CrmFailed');
    await salesforceCrmOver(double).logActivity(entry, io);
    expect(await insideOf(double).timeline?.(ann)).toHaveLength(1);
  });

  it('one case', async () => {
    const double = await salesforce();
    double.faults.push({ of: /^PATCH .*\/Case\//, answer: 'lost after it was done' });
    await expect(salesforceCrmOver(double).openCase(opening, io)).rejects.toThrow('CrmFailed');
    await salesforceCrmOver(double).openCase(opening, io);
    expect(double.org.records.filter(({ object }) => object === 'Case')).toHaveLength(1);
  });

  it('one contact', async () => {
    const double = await salesforce();
    double.faults.push({ of: /^PATCH .*\/Contact\//, answer: 'lost after it was done' });
    await expect(salesforceCrmOver(double).upsert({ key: 'k-1', customer: ann }, io)).rejects.toThrow('CrmFailed');
    await salesforceCrmOver(double).upsert({ key: 'k-1', customer: ann }, io);
    expect(double.org.records).toHaveLength(1);
  });

  it('one note on a case', async () => {
    const double = await salesforce();
    await salesforceCrmOver(double).openCase(opening, io);
    double.faults.push({ of: /^PATCH .*\/Case\//, answer: 'lost after it was done' });
    const noting = { key: 'k-3', customer: ann, instance: 'c-ann/help/1', note: 'Asked the warehouse.' };
    await expect(salesforceCrmOver(double).updateCase(noting, io)).rejects.toThrow('CrmFailed');
    await salesforceCrmOver(double).updateCase(noting, io);
    expect((await insideOf(double).records(ann))[0]?.cases?.[0]?.notes).toEqual(['Asked the warehouse.']);
  });
});

describe('what Salesforce refuses is tried again by the orchestrator alone, so the adapter', () => {
  it.each([
    ['the calls of the day are used up', limitReached(), { errorCode: 'REQUEST_LIMIT_EXCEEDED', retryAfterMs: 900_000 }],
    ['too many at once', new SalesforceRefusal(429, 'slow down'), { errorCode: 'ERROR_HTTP_429', retryAfterMs: 60_000 }],
    ['an error of its own', refusal(503, 'SERVER_UNAVAILABLE', 'try again'), { errorCode: 'SERVER_UNAVAILABLE' }],
    ['a gateway before it that speaks no JSON', new SalesforceRefusal(502, '<html>Bad gateway</html>'), { errorCode: 'ERROR_HTTP_502' }],
    ['another one holds the record', refusal(400, 'UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access'), { errorCode: 'UNABLE_TO_LOCK_ROW' }],
    ['a rule of the organisation says that there is such a person', refusal(400, 'DUPLICATES_DETECTED', 'Ann is there'), { errorCode: 'DUPLICATES_DETECTED' }],
  ])('asks once and says how long to wait: %s', async (_, answer, facts) => {
    const double = await salesforce();
    double.faults.push({ of: /./, answer });
    expect(await factsOf(salesforceCrmOver(double).find(ann, io))).toEqual({ crm: 'salesforce', ...facts });
    expect(double.requests).toHaveLength(1);
  });

  it('says so too where nobody answers at all', async () => {
    const double = await startSalesforceDouble();
    const crm = salesforceCrmOver(double);
    await double.close();
    expect(await factsOf(crm.find(ann, io))).toEqual({ crm: 'salesforce' });
  });

  it('says nothing of a customer in its message and its facts', async () => {
    const double = await salesforce();
    double.faults.push({ of: /^PATCH/, answer: refusal(400, 'INVALID_EMAIL_ADDRESS', 'invalid email address: ann@example.com') });
    const error: unknown = await salesforceCrmOver(double).logActivity(entry, io).catch((thrown: unknown) => thrown);
    expect(JourneyError.is(error) && `${error.message} ${JSON.stringify(error.facts)}`).not.toMatch(/ann|They asked|4915/);
  });
});

describe('a session that has run out', () => {
  it('is renewed by the client, and the call is made again', async () => {
    const double = await salesforce();
    const connection = new Connection({ instanceUrl: double.url, accessToken: 'session-0', version: '62.0', refreshFn: (_, done) => { done(null, 'session-1'); } });
    expect(await salesforceCrmOver(double, { connection }).find(ann, io)).toEqual({ status: 'none' });
    expect(double.requests).toHaveLength(3);
  });

  it('is a failure where the client cannot renew it', async () => {
    const double = await salesforce();
    const crm = salesforceCrmOver(double);
    double.session = 'session-2';
    expect(await factsOf(crm.find(ann, io))).toEqual({ crm: 'salesforce', errorCode: 'INVALID_SESSION_ID' });
  });
});

describe('a query', () => {
  it('holds any text as one value, whatever is in it', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', "'", '\\', '"', '\n', '\r', '\t', '\b', '\f', ' OR ', '返', '%') }), (value) => {
      expect(readSoql(select(['Email'], 'Contact', [`Email = ${quoted(value)}`, `Phone = ${quoted('1')}`])).where).toEqual([{ field: 'Email', value }, { field: 'Phone', value: '1' }]);
    }));
  });

  it('finds nobody else by an identity that tries to be more than a value', async () => {
    const double = await salesforce();
    await insideOf(double).add({ tenant, identities: ['email:bob@example.com'] });
    expect(await salesforceCrmOver(double).find({ ...ann, identities: [`email:x' OR Email = 'bob@example.com`] }, io)).toEqual({ status: 'none' });
  });

  it('gathers what comes page by page', async () => {
    const double = await salesforce();
    double.pageSize = 2;
    const crm = salesforceCrmOver(double);
    for (const number of [1, 2, 3, 4, 5]) await crm.openCase({ ...opening, key: `k-${number}`, instance: `c-ann/help/${number}` }, io);
    const found = await crm.find(ann, io);
    expect(found.status === 'one' && found.record.cases).toHaveLength(5);
  });
});

describe('what Salesforce holds', () => {
  it('may be several contacts with one e-mail address, which are answered as several', async () => {
    const double = await salesforce();
    const ids = [await insideOf(double).add({ tenant, identities: ['email:ann@example.com'] }), await insideOf(double).add({ tenant, identities: ['email:ANN@example.com'] })];
    expect(await salesforceCrmOver(double).find(ann, io)).toEqual({ status: 'several', ids });
  });

  it('may be several records with one external id, where an administrator did not make it unique: a failure, and nothing is written', async () => {
    const double = await salesforce();
    const crm = salesforceCrmOver(double);
    await crm.upsert({ key: 'k-1', customer: { ...ann, identities: [] } }, io);
    const [made] = double.org.records;
    double.org.create('Contact', { LastName: 'Twin', Throughline_Customer__c: made?.values['Throughline_Customer__c'] ?? null });
    double.faults.push({ of: /query/, answer: new SalesforceRefusal(200, { totalSize: 0, done: true, records: [] }) });
    expect(await factsOf(crm.upsert({ key: 'k-2', customer: { ...ann, identities: [] }, name: 'Ann' }, io))).toEqual({ crm: 'salesforce', errorCode: 'MULTIPLE_CHOICES' });
    expect(double.org.records.map(({ values }) => values['LastName'])).toEqual(['Unknown', 'Twin']);
  });

  it('is told to the second in our time, whatever zone it was written in', async () => {
    const double = await salesforce();
    const crm = salesforceCrmOver(double);
    await crm.openCase({ ...opening, problemAt: noon + 999 }, io);
    double.org.update('Case', double.org.records.find(({ object }) => object === 'Case')?.Id ?? '', { Throughline_Follow_Up_At__c: '2026-02-01T09:00:00+09:00' });
    const found = await crm.find(ann, io);
    expect(found.status === 'one' && found.record.cases?.[0]).toMatchObject({ problemAt: noon, followUpAt: Date.UTC(2026, 1, 1) });
  });

  it('keeps two runs apart whose names differ by case alone', async () => {
    const double = await salesforce();
    const crm = salesforceCrmOver(double);
    await crm.openCase(opening, io);
    await crm.openCase({ ...opening, key: 'k-9', instance: 'C-ANN/help/1' }, io);
    expect(double.org.records.filter(({ object }) => object === 'Case')).toHaveLength(2);
  });
});

describe('the adapter', () => {
  it('refuses to ask or write about another tenant', async () => {
    const double = await salesforce();
    await expect(salesforceCrmOver(double).find({ ...ann, tenant: 'u' }, io)).rejects.toThrow('InvalidTenant');
    expect(double.requests).toEqual([]);
  });

  it.each([
    ['contactFields.a', { contactFields: { a: { field: 'Throughline_Customer__c', kind: 'text' } } }],
    ['contactFields.b', { contactFields: { a: { field: 'Size__c', kind: 'text' }, b: { field: 'Size__c', kind: 'text' } } }],
    ['caseFields.a', { caseFields: { a: { field: 'Subject', kind: 'text' } } }],
    ['caseFields.a.kind', { caseFields: { a: { field: 'Size__c', kind: 'date' } } }],
    ['caseStatus', { caseStatus: { open: 'New', closed: 'New' } }],
    ['caseStatuses', { caseStatuses: {} }],
    ['connection', { connection: { request: async () => ({}), version: '42.0' } }],
  ])('refuses %s by its name', async (path, wrong) => {
    const double = await salesforce();
    expect(() => salesforceCrmOver(double, wrong as never)).toThrowError(expect.objectContaining({ code: 'InvalidOptions', facts: { path } }));
  });

  it('refuses a custom field that has no place, instead of losing it', async () => {
    const double = await salesforce();
    await expect(salesforceCrmOver(double).upsert({ key: 'k-1', customer: ann, fields: { shoeSize: 43 } }, io)).rejects.toThrow(`'shoeSize'`);
    expect(double.org.records).toEqual([]);
  });

  it('lets go at once of a call that Salesforce does not answer, when nobody waits any more', async () => {
    const double = await salesforce();
    double.faults.push({ of: /./, answer: 'never' });
    const gone = new AbortController();
    const call = salesforceCrmOver(double).logActivity(entry, { signal: gone.signal });
    gone.abort(new Error('nobody waits'));
    await expect(call).rejects.toThrow('nobody waits');
  });
});
