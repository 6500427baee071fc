import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@hubspot/api-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { JourneyError } from '../../../src/errors/index.js';
import type { CrmCustomer } from '../../../src/ports/index.js';
import { hubSpotCrmOver, insideOf, tenant } from './hubspot-harness.js';
import { startHubSpotDouble, type HubSpotDouble } from './hubspot-double.js';
import { HubSpotRefusal, refusal, tooMany } from './hubspot-refusal.js';

const io = { signal: new AbortController().signal };
const ann: CrmCustomer = { tenant, id: 'c-ann', identities: ['email:ann@example.com', 'phone:+4915112345678'] };
const noon = Date.UTC(2026, 0, 31, 12);
const entry = { key: 'k-1', customer: ann, externalId: 'talk-1', kind: 'conversation', summary: 'They asked for <b>bold</b> & more\nand got it', at: noon } as const;
const opening = { key: 'k-2', customer: ann, instance: 'c-ann/help/1', subject: 'Help', priority: 'normal', problemAt: noon, openedAt: noon } as const;

async function hubSpot(): Promise<HubSpotDouble> {
  const double = await startHubSpotDouble();
  onTestFinished(() => double.close());
  return double;
}

async function factsOf(call: Promise<unknown>): Promise<JourneyError['facts']> {
  const error = await call.then(() => undefined, (thrown: unknown) => thrown);
  if (!JourneyError.is(error, 'CrmFailed')) throw new Error(`not a CrmFailed: ${String(error)}`);
  return error.facts;
}

describe('after a crash between a write and its answer, the second try in a new process leaves', () => {
  it('one note of an entry, with its words as a person reads them', async () => {
    const double = await hubSpot();
    double.faults.push({ of: /^POST .*\/notes$/, answer: 'lost after it was done' });
    await expect(hubSpotCrmOver(double).logActivity(entry, io)).rejects.toThrow('CrmFailed');
    await hubSpotCrmOver(double).logActivity(entry, io);
    expect((await insideOf(double).timeline?.(ann))?.map(({ summary }) => summary)).toEqual([entry.summary]);
    expect(double.account.objects.find(({ type }) => type === 'notes')?.values['hs_note_body']).toContain('&lt;b&gt;bold&lt;/b&gt; &amp; more<br>');
  });

  it('one ticket of a case', async () => {
    const double = await hubSpot();
    double.faults.push({ of: /^POST .*\/tickets$/, answer: 'lost after it was done' });
    await expect(hubSpotCrmOver(double).openCase(opening, io)).rejects.toThrow('CrmFailed');
    await hubSpotCrmOver(double).openCase(opening, io);
    expect(double.account.objects.filter(({ type }) => type === 'tickets')).toHaveLength(1);
  });

  it('one contact, also of somebody without an e-mail address whom a search does not find yet', async () => {
    const double = await hubSpot();
    const customer = { ...ann, identities: ['phone:+4915112345678'] };
    double.faults.push({ of: /^POST .*\/contacts$/, answer: 'lost after it was done' });
    await expect(hubSpotCrmOver(double).upsert({ key: 'k-1', customer }, io)).rejects.toThrow('CrmFailed');
    await hubSpotCrmOver(double).upsert({ key: 'k-1', customer }, io);
    expect(double.account.objects).toHaveLength(1);
  });

  it('one note on a case', async () => {
    const double = await hubSpot();
    await hubSpotCrmOver(double).openCase(opening, io);
    double.faults.push({ of: /^PATCH .*\/tickets\//, answer: 'lost after it was done' });
    const noting = { key: 'k-3', customer: ann, instance: 'c-ann/help/1', note: 'Asked the warehouse.' };
    await expect(hubSpotCrmOver(double).updateCase(noting, io)).rejects.toThrow('CrmFailed');
    await hubSpotCrmOver(double).updateCase(noting, io);
    expect((await insideOf(double).records(ann))[0]?.cases?.[0]?.notes).toEqual(['Asked the warehouse.']);
  });
});

describe('what HubSpot refuses is tried again by the orchestrator alone, so the adapter', () => {
  it.each([
    ['too many calls in ten seconds', tooMany('TEN_SECONDLY_ROLLING'), { status: 429, retryAfterMs: 10_000 }],
    ['too many calls in a day', tooMany('DAILY'), { status: 429, retryAfterMs: 3_600_000 }],
    ['too many searches in a second, where no header says for how long', new HubSpotRefusal(429, { status: 'error', message: 'You have reached your secondly limit.', errorType: 'RATE_LIMIT', policyName: 'SECONDLY' }), { status: 429, retryAfterMs: 1_000 }],
    ['an error of its own', refusal(503, 'SERVICE_UNAVAILABLE', 'try again'), { status: 503, category: 'SERVICE_UNAVAILABLE' }],
    ['a gateway before it that speaks no JSON', new HubSpotRefusal(502, '<html>Bad gateway</html>'), { status: 502 }],
    ['a value it does not take', refusal(400, 'VALIDATION_ERROR', 'ann@example.com is wrong'), { status: 400, category: 'VALIDATION_ERROR' }],
  ])('asks once and says how long to wait: %s', async (_, answer, facts) => {
    const double = await hubSpot();
    double.faults.push({ of: /./, answer });
    expect(await factsOf(hubSpotCrmOver(double).find({ ...ann, identities: ['email:ann@example.com'] }, io))).toEqual({ crm: 'hubspot', ...facts });
    expect(double.requests).toHaveLength(1);
  });

  it('is let in again once the window of the limit has passed, and not before', async () => {
    const double = await hubSpot();
    double.limit = { max: 4, windowMs: 300 };
    const crm = hubSpotCrmOver(double);
    const byMail = { ...ann, identities: ['email:ann@example.com'] };
    const burst = await Promise.allSettled(Array.from({ length: 6 }, () => crm.find(byMail, io)));
    const refused = burst.flatMap((one) => (one.status === 'rejected' && JourneyError.is(one.reason) ? [one.reason.facts['retryAfterMs']] : []));
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused)).toEqual(new Set([300]));
    await sleep(310);
    expect(await crm.find(byMail, io)).toEqual({ status: 'none' });
  });

  it('says so too where nobody answers at all', async () => {
    const double = await startHubSpotDouble();
    const crm = hubSpotCrmOver(double);
    await double.close();
    expect(await factsOf(crm.find(ann, io))).toEqual({ crm: 'hubspot' });
  });

  it('takes no client that tries again by itself', async () => {
    const double = await hubSpot();
    const client = new Client({ accessToken: 'a', numberOfApiCallRetries: 3 });
    expect(() => hubSpotCrmOver(double, { client })).toThrow('InvalidOptions');
    // the client library keeps what was set last for the whole process
    expect(() => hubSpotCrmOver(double)).not.toThrow();
  });

  it.each([
    ['contactFields.a', { contactFields: { a: { property: 'throughline_customer', kind: 'text' } } }],
    ['contactFields.a', { contactFields: { a: { property: 'email', kind: 'text' } } }],
    ['contactFields.b', { contactFields: { a: { property: 'size', kind: 'text' }, b: { property: 'size', kind: 'text' } } }],
    ['ticketFields.a', { ticketFields: { a: { property: 'subject', kind: 'text' } } }],
    ['contactFields.a.kind', { contactFields: { a: { property: 'size', kind: 'date' } } }],
    ['pipeline', { pipeline: { id: '0', open: '1', closed: '1' } }],
    ['contactField', { contactField: {} }],
  ])('refuses %s by its name', async (path, wrong) => {
    const double = await hubSpot();
    expect(() => hubSpotCrmOver(double, wrong as never)).toThrowError(expect.objectContaining({ code: 'InvalidOptions', facts: { path } }));
  });

  it('says nothing of a customer in its message and its facts', async () => {
    const double = await hubSpot();
    double.faults.push({ of: /^POST/, answer: refusal(400, 'VALIDATION_ERROR', 'ann@example.com is wrong') });
    const error: unknown = await hubSpotCrmOver(double).logActivity(entry, io).catch((thrown: unknown) => thrown);
    expect(JourneyError.is(error) && `${error.message} ${JSON.stringify(error.facts)}`).not.toMatch(/ann|They asked|4915/);
  });
});

describe('a token that has run out', () => {
  it('is renewed once for all calls that meet it, and the calls are made again', async () => {
    const double = await hubSpot();
    let renewed = 0;
    const crm = hubSpotCrmOver(double, { renewToken: async () => { renewed += 1; return 'token-2'; } });
    double.token = 'token-2';
    await Promise.all([crm.find(ann, io), crm.find({ ...ann, id: 'c-bob' }, io)]);
    expect(renewed).toBe(1);
  });

  it('is a failure where nobody renews it, and where the new one is refused too', async () => {
    const double = await hubSpot();
    const [without, unlucky] = [hubSpotCrmOver(double), hubSpotCrmOver(double, { renewToken: async () => 'token-9' })];
    double.token = 'token-2';
    expect(await factsOf(without.find(ann, io))).toMatchObject({ status: 401 });
    expect(await factsOf(unlucky.find(ann, io))).toMatchObject({ status: 401 });
  });
});

describe('what HubSpot holds', () => {
  it('is found page by page', async () => {
    const double = await hubSpot();
    double.pageSize = 2;
    const crm = hubSpotCrmOver(double);
    for (const number of [1, 2, 3, 4, 5]) await crm.openCase({ ...opening, key: `k-${number}`, instance: `c-ann/help/${number}` }, io);
    const found = await crm.find(ann, io);
    expect(found.status === 'one' && found.record.cases).toHaveLength(5);
    const { id: first } = double.account.create('contacts', { lastname: 'Ann', phone: '+1' }, []);
    const others = [1, 2, 3, 4].map(() => double.account.create('contacts', { lastname: 'Ann', phone: '+1' }, []).id);
    double.account.settle();
    expect(await crm.find({ ...ann, identities: ['phone:+1'] }, io)).toEqual({ status: 'several', ids: [first, ...others] });
  });

  it('is not found by a phone number until the index has caught up, which looks like somebody unknown', async () => {
    const double = await hubSpot();
    double.account.create('contacts', { lastname: 'Ann', phone: '+4915112345678' }, []);
    const byPhone = { ...ann, identities: ['phone:+4915112345678'] };
    expect(await hubSpotCrmOver(double).find(byPhone, io)).toEqual({ status: 'none' });
    double.account.settle();
    expect(await hubSpotCrmOver(double).find(byPhone, io)).toMatchObject({ status: 'one' });
  });

  it('is one contact by e-mail, in whatever case it is written and whoever was faster', async () => {
    const double = await hubSpot();
    const crm = hubSpotCrmOver(double);
    const id = await insideOf(double).add({ tenant, identities: ['email:Ann@Example.com'] });
    expect(await crm.find(ann, io)).toMatchObject({ record: { id } });
    // a colleague made the contact after we looked and before we wrote
    double.faults.push({ of: /^GET .*ann/, answer: refusal(404, 'OBJECT_NOT_FOUND', 'resource not found') });
    expect(await factsOf(crm.upsert({ key: 'k-1', customer: ann, name: 'Ann' }, io))).toMatchObject({ status: 409, category: 'CONFLICT' });
    await crm.upsert({ key: 'k-1', customer: ann, name: 'Ann' }, io);
    expect(double.account.objects.map(({ values }) => values['lastname'])).toEqual(['Ann']);
  });

  it('may be deleted between two calls; what is missing for another reason is a failure, and opens no second case', async () => {
    const double = await hubSpot();
    const crm = hubSpotCrmOver(double);
    await crm.openCase(opening, io);
    const partial = { status: 'COMPLETE', startedAt: '2026-01-31T12:00:00Z', completedAt: '2026-01-31T12:00:00Z', results: [], numErrors: 1, errors: [{ status: 'error', category: 'INTERNAL_ERROR', message: 'later', context: {}, links: {}, errors: [] }] };
    double.faults.push({ of: /batch\/read$/, answer: new HubSpotRefusal(207, partial) });
    expect(await factsOf(crm.openCase({ ...opening, key: 'k-9' }, io))).toMatchObject({ status: 207 });
    for (const one of double.account.objects.filter(({ type }) => type === 'tickets')) one.archived = true;
    expect(await crm.find(ann, io)).toMatchObject({ status: 'one', record: { id: expect.any(String) } });
    await crm.openCase({ ...opening, key: 'k-9' }, io);
    expect(double.account.objects.filter(({ type, archived }) => type === 'tickets' && !archived)).toHaveLength(1);
  });

  it('is told in our time, whatever zone it was written in', async () => {
    const double = await hubSpot();
    const crm = hubSpotCrmOver(double);
    await crm.openCase(opening, io);
    double.account.update('tickets', double.account.objects.find(({ type }) => type === 'tickets')?.id ?? '', { throughline_follow_up_at: '2026-02-01T09:00:00+09:00' });
    const found = await crm.find(ann, io);
    expect(found.status === 'one' && found.record.cases?.[0]?.followUpAt).toBe(Date.UTC(2026, 1, 1));
  });
});

describe('the adapter', () => {
  it('refuses to ask or write about another tenant', async () => {
    const double = await hubSpot();
    await expect(hubSpotCrmOver(double).find({ ...ann, tenant: 'u' }, io)).rejects.toThrow('InvalidTenant');
    expect(double.requests).toEqual([]);
  });

  it('refuses a custom field that has no property, instead of losing it', async () => {
    const double = await hubSpot();
    await expect(hubSpotCrmOver(double).upsert({ key: 'k-1', customer: ann, fields: { shoeSize: 43 } }, io)).rejects.toThrow(`'shoeSize'`);
    expect(double.account.objects).toEqual([]);
  });

  it('lets go at once of a call that HubSpot does not answer, when nobody waits any more', async () => {
    const double = await hubSpot();
    double.faults.push({ of: /./, answer: 'never' });
    const gone = new AbortController();
    const call = hubSpotCrmOver(double).logActivity(entry, { signal: gone.signal });
    gone.abort(new Error('nobody waits'));
    await expect(call).rejects.toThrow('nobody waits');
  });
});
