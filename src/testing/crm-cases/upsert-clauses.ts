import assert from 'node:assert/strict';
import { ann, annByBoth, annByPhone, type CrmClause } from './crm-bench.js';

/** Clauses about creating and updating a person. */
export const upsertClauses: readonly CrmClause[] = [
  {
    id: 'CRM-16', clause: 'an upsert about somebody unknown makes one record, known by all of their identities', needs: ['upsert'],
    async run({ upsert, record }) {
      await upsert({ customer: annByBoth, name: 'Ann' });
      const byMail = await record(ann);
      assert.equal(byMail.name, 'Ann');
      assert.equal((await record(annByPhone)).id, byMail.id);
    },
  },
  {
    id: 'CRM-17', clause: 'an upsert changes what it names and leaves the rest', needs: ['upsert'],
    async run({ add, upsert, record }) {
      const id = await add({ name: 'Ann', locale: 'de' });
      await upsert({ name: 'Ann Lee', timeZone: 'Europe/Berlin' });
      const { id: same, name, locale, timeZone } = await record();
      assert.deepEqual({ same, name, locale, timeZone }, { same: id, name: 'Ann Lee', locale: 'de', timeZone: 'Europe/Berlin' });
    },
  },
  {
    id: 'CRM-18', clause: 'a record gains the identities of an upsert that nobody holds yet', needs: ['upsert'],
    async run({ add, upsert, record }) {
      const id = await add({ identities: ann.identities });
      await upsert({ customer: annByBoth });
      assert.equal((await record(annByPhone)).id, id);
    },
  },
  {
    id: 'CRM-19', clause: 'an upsert with identities of several records makes no one record of them', needs: ['upsert'],
    async run({ add, upsert, records }) {
      await add({ identities: ann.identities });
      await add({ identities: annByPhone.identities });
      await upsert({ customer: annByBoth, name: 'Ann' });
      assert.equal((await records(annByBoth)).length, 2);
      assert.equal((await records(ann)).length, 1);
    },
  },
  {
    id: 'CRM-20', clause: 'the same key a second time changes nothing, whatever came between', needs: ['upsert'],
    async run({ upsert, record }) {
      await upsert({ key: 'one', name: 'Ann' });
      await upsert({ name: 'Ann Lee' });
      await upsert({ key: 'one', name: 'Ann' });
      assert.equal((await record()).name, 'Ann Lee');
    },
  },
  {
    id: 'CRM-21', clause: 'an upsert in one tenant touches nobody of another', needs: ['upsert'], tenants: 'several',
    async run({ add, upsert, record }) {
      await add({ tenant: 'u', name: 'Another Ann' });
      await upsert({ name: 'Ann' });
      assert.equal((await record({ ...ann, tenant: 'u' })).name, 'Another Ann');
      assert.equal((await record()).name, 'Ann');
    },
  },
  {
    id: 'CRM-22', clause: 'the same key in another tenant is another write', needs: ['upsert'], tenants: 'several',
    async run({ upsert, record }) {
      await upsert({ key: 'one', name: 'Ann' });
      await upsert({ key: 'one', customer: { ...ann, tenant: 'u' }, name: 'Another Ann' });
      assert.equal((await record({ ...ann, tenant: 'u' })).name, 'Another Ann');
    },
  },
  {
    id: 'CRM-23', clause: 'custom fields that an upsert names are set, with their kinds, and the others stay', needs: ['upsert', 'fields'],
    async run({ upsert, record }) {
      await upsert({ fields: { tier: 'gold', visits: 7 } });
      await upsert({ fields: { visits: 8, newsletter: false } });
      assert.deepEqual({ ...(await record()).fields }, { tier: 'gold', visits: 8, newsletter: false });
    },
  },
  {
    id: 'CRM-24', clause: 'an upsert whose signal is aborted rejects and writes nothing', needs: ['upsert'],
    async run({ upsert, records }) {
      await assert.rejects(upsert({ name: 'Ann' }, AbortSignal.abort()));
      assert.deepEqual(await records(ann), []);
    },
  },
];
