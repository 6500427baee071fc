import assert from 'node:assert/strict';
import { ann, annByBoth, annByPhone, bob, casesIn, noon, type CrmClause } from './crm-bench.js';

/** Clauses about looking somebody up. */
export const findClauses: readonly CrmClause[] = [
  {
    id: 'CRM-04', clause: 'somebody whom the CRM does not know is answered as `none`', needs: ['find'],
    async run({ add, find }) {
      await add({ identities: bob.identities });
      assert.deepEqual(await find(ann), { status: 'none' });
    },
  },
  {
    id: 'CRM-05', clause: 'one record is found by any of the identities that are given', needs: ['find'],
    async run({ add, find }) {
      const id = await add({ identities: annByPhone.identities });
      const found = await find(annByBoth);
      assert.equal(found.status === 'one' && found.record.id, id);
    },
  },
  {
    id: 'CRM-06', clause: 'identities that belong to several records are answered as `several` with their ids, and never as one', needs: ['find'],
    async run({ add, find }) {
      const ids = [await add({ identities: ann.identities }), await add({ identities: annByPhone.identities })];
      const found = await find(annByBoth);
      assert.deepEqual(found.status === 'several' ? found.ids.toSorted() : found, ids.toSorted());
    },
  },
  {
    id: 'CRM-07', clause: 'a record that holds several of the identities is one record', needs: ['find'],
    async run({ add, find }) {
      const id = await add({ identities: annByBoth.identities });
      const found = await find(annByBoth);
      assert.equal(found.status === 'one' && found.record.id, id);
    },
  },
  {
    id: 'CRM-08', clause: 'what is known of a person comes back as it was: name, language, time zone, segments', needs: ['find'],
    async run({ add, find }) {
      const known = { name: 'Ann 安', locale: 'ja-JP', timeZone: 'Asia/Tokyo', segments: ['vip'] };
      const id = await add(known);
      const found = await find(ann);
      assert(found.status === 'one');
      const { name, locale, timeZone, segments } = found.record;
      assert.deepEqual({ id: found.record.id, name, locale, timeZone, segments }, { id, ...known });
    },
  },
  {
    id: 'CRM-09', clause: 'what is not known is absent, not empty: a bare record has an id and no name', needs: ['find'],
    async run({ add, find }) {
      await add({});
      const found = await find(ann);
      assert(found.status === 'one');
      assert(found.record.id.length > 0);
      assert.equal(found.record.name, undefined);
      assert.equal(found.record.locale, undefined);
    },
  },
  {
    id: 'CRM-10', clause: 'somebody of another tenant is not found', needs: ['find'], tenants: 'several',
    async run({ add, find }) {
      await add({ tenant: 'u' });
      assert.deepEqual(await find(ann), { status: 'none' });
    },
  },
  {
    id: 'CRM-11', clause: 'custom fields come back with their kinds: text, number, yes or no, nothing', needs: ['find', 'fields'],
    async run({ add, find }) {
      const fields = { tier: 'gold', visits: 7, newsletter: false, partner: null };
      await add({ fields });
      const found = await find(ann);
      assert.deepEqual(found.status === 'one' && { ...found.record.fields }, fields);
    },
  },
  {
    id: 'CRM-12', clause: 'orders come back with number, status and the time they were placed', needs: ['find', 'orders'],
    async run({ add, find }) {
      const orders = [{ id: 'A-1', status: 'shipped', placedAt: noon }, { id: 'A-2', status: 'open', placedAt: noon + 1, summary: 'A lamp' }];
      await add({ orders });
      const found = await find(ann);
      assert.deepEqual(found.status === 'one' && found.record.orders?.toSorted((one, other) => one.placedAt - other.placedAt), orders);
    },
  },
  {
    id: 'CRM-13', clause: 'an open case is found with its subject, priority and times', needs: ['find', 'cases'],
    async run({ open, find }) {
      await open({ subject: 'Lamp is broken', priority: 'high' });
      const found = await find(ann);
      assert(found.status === 'one');
      assert.deepEqual(casesIn(found.record), [{ subject: 'Lamp is broken', status: 'open', priority: 'high', problemAt: noon - 60_000, openedAt: noon }]);
    },
  },
  {
    id: 'CRM-14', clause: 'looking somebody up writes nothing', needs: ['find'],
    async run({ find, records }) {
      await find(ann);
      assert.deepEqual(await records(ann), []);
    },
  },
  {
    id: 'CRM-15', clause: 'a look-up whose signal is aborted rejects', needs: ['find'],
    async run({ add, find }) {
      await add({});
      await assert.rejects(find(ann, AbortSignal.abort()));
    },
  },
];
