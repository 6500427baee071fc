import assert from 'node:assert/strict';
import { annByBoth, annByPhone, noon, type CrmClause } from './crm-bench.js';

const byPhone = { ...annByPhone, id: 'c-phone' };

/** Clauses about making one person of two. */
export const mergeClauses: readonly CrmClause[] = [
  {
    id: 'CRM-25', clause: 'after a merge there is one record, the one of who stays, known by the identities of both', needs: ['merge'],
    async run({ add, merge, record }) {
      // known later than the one that goes: age does not decide who stays
      await add({ identities: byPhone.identities });
      const id = await add({ name: 'Ann' });
      await merge({ from: byPhone });
      const merged = await record(annByBoth);
      assert.deepEqual([merged.id, merged.name, (await record(byPhone)).id], [id, 'Ann', id]);
    },
  },
  {
    id: 'CRM-26', clause: 'who stays keeps what is known of them, also where the other one says something else', needs: ['merge'],
    async run({ add, merge, record }) {
      await add({ name: 'Ann', locale: 'de' });
      await add({ identities: byPhone.identities, name: 'A. Lee', locale: 'en' });
      await merge({ from: byPhone });
      const { name, locale } = await record();
      assert.deepEqual([name, locale], ['Ann', 'de']);
    },
  },
  {
    id: 'CRM-27', clause: 'who stays may be named with the identities of both already', needs: ['merge'],
    async run({ add, merge, record }) {
      await add({ identities: byPhone.identities });
      const id = await add({});
      await merge({ customer: annByBoth, from: byPhone });
      assert.equal((await record(annByBoth)).id, id);
    },
  },
  {
    id: 'CRM-28', clause: 'where only the other one is known, their record is the one of who stays', needs: ['merge'],
    async run({ add, merge, record }) {
      await add({ identities: byPhone.identities, name: 'Ann' });
      await merge({ customer: annByBoth, from: byPhone });
      assert.equal((await record(annByBoth)).name, 'Ann');
    },
  },
  {
    id: 'CRM-29', clause: 'nothing to merge is not an error, and makes nobody known', needs: ['merge'],
    async run({ add, merge, records, record }) {
      await merge({ from: byPhone });
      assert.deepEqual(await records(annByBoth), []);
      const id = await add({});
      await merge({ from: byPhone });
      assert.equal((await record()).id, id);
    },
  },
  {
    id: 'CRM-30', clause: 'the same merge twice, with its key or another, changes nothing more', needs: ['merge'],
    async run({ add, merge, record }) {
      const id = await add({});
      await add({ identities: byPhone.identities });
      await merge({ key: 'one', from: byPhone });
      await merge({ key: 'one', from: byPhone });
      await merge({ from: byPhone });
      assert.equal((await record(annByBoth)).id, id);
    },
  },
  {
    id: 'CRM-31', clause: 'a merge whose key was used is not done again when the other one has come back', needs: ['merge'],
    async run({ add, merge, records }) {
      await add({});
      await merge({ key: 'one', from: byPhone });
      await add({ identities: byPhone.identities });
      await merge({ key: 'one', from: byPhone });
      assert.equal((await records(annByBoth)).length, 2);
    },
  },
  {
    id: 'CRM-32', clause: 'the cases of both stand with who stays, and the run that opened one can still close it', needs: ['merge', 'cases'],
    async run({ merge, open, close, record }) {
      await open({ subject: 'Ours' });
      await open({ customer: byPhone, instance: 'c-phone/help/1', subject: 'Theirs' });
      await merge({ from: byPhone });
      await close({ customer: annByBoth, instance: 'c-phone/help/1' });
      const cases = (await record(annByBoth)).cases ?? [];
      assert.deepEqual(cases.map(({ subject, status }) => `${subject} ${status}`).toSorted(), ['Ours open', 'Theirs closed']);
    },
  },
  {
    id: 'CRM-33', clause: 'the timelines of both stand with who stays', needs: ['merge', 'activities'],
    async run({ merge, log, timeline }) {
      await log({ externalId: 'talk-1', at: noon });
      await log({ customer: byPhone, externalId: 'talk-2', at: noon + 1 });
      await merge({ from: byPhone });
      assert.deepEqual((await timeline()).map(({ externalId }) => externalId).toSorted(), ['talk-1', 'talk-2']);
    },
  },
  {
    id: 'CRM-34', clause: 'a merge in one tenant touches nobody of another', needs: ['merge'], tenants: 'several',
    async run({ add, merge, records }) {
      await add({});
      await add({ tenant: 'u', identities: byPhone.identities });
      await merge({ from: byPhone });
      assert.equal((await records({ ...byPhone, tenant: 'u' })).length, 1);
      assert.equal((await records(byPhone)).length, 0);
    },
  },
];
