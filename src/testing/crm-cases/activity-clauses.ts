import assert from 'node:assert/strict';
import { ann, bob, noon, type CrmClause } from './crm-bench.js';

/** Clauses about entries of a customer's timeline. */
export const activityClauses: readonly CrmClause[] = [
  {
    id: 'CRM-35', clause: 'an entry stands in the timeline with its kind, words and time', needs: ['activities'],
    async run({ add, log, timeline }) {
      await add({});
      await log({ externalId: 'run-1', kind: 'resolution', summary: 'Refunded. 返金済み', at: noon + 5, channels: ['chat', 'sms'], instance: 'c-ann/help/1' });
      const [entry, ...others] = await timeline();
      assert(entry !== undefined && others.length === 0);
      const { externalId, kind, summary, at } = entry;
      assert.deepEqual({ externalId, kind, summary, at }, { externalId: 'run-1', kind: 'resolution', summary: 'Refunded. 返金済み', at: noon + 5 });
    },
  },
  {
    id: 'CRM-36', clause: 'an entry about somebody unknown begins their record', needs: ['activities'],
    async run({ log, timeline, record }) {
      await log({});
      assert((await record()).id.length > 0);
      assert.equal((await timeline()).length, 1);
    },
  },
  {
    id: 'CRM-37', clause: 'the same `externalId` again replaces the words of its entry', needs: ['activities'],
    async run({ log, timeline }) {
      await log({ summary: 'They asked.' });
      await log({ summary: 'They asked and were helped.' });
      assert.deepEqual((await timeline()).map(({ summary }) => summary), ['They asked and were helped.']);
    },
  },
  {
    id: 'CRM-38', clause: 'the same key a second time does not bring older words back', needs: ['activities'],
    async run({ log, timeline }) {
      await log({ key: 'one', summary: 'They asked.' });
      await log({ summary: 'They were helped.' });
      await log({ key: 'one', summary: 'They asked.' });
      assert.deepEqual((await timeline()).map(({ summary }) => summary), ['They were helped.']);
    },
  },
  {
    id: 'CRM-39', clause: 'the same entry twice at once stands once', needs: ['activities'],
    async run({ log, timeline }) {
      await Promise.all([log({ key: 'one' }), log({ key: 'one' })]);
      assert.equal((await timeline()).length, 1);
    },
  },
  {
    id: 'CRM-40', clause: 'entries with other `externalId`s stand beside one another', needs: ['activities'],
    async run({ log, timeline }) {
      await log({ externalId: 'talk-1' });
      await log({ externalId: 'talk-2' });
      assert.deepEqual((await timeline()).map(({ externalId }) => externalId).toSorted(), ['talk-1', 'talk-2']);
    },
  },
  {
    id: 'CRM-41', clause: 'entries stand in the timeline of whom they are about', needs: ['activities'],
    async run({ log, timeline }) {
      await log({ externalId: 'talk-1' });
      await log({ customer: bob, externalId: 'talk-2' });
      assert.deepEqual((await timeline(ann)).map(({ externalId }) => externalId), ['talk-1']);
      assert.deepEqual((await timeline(bob)).map(({ externalId }) => externalId), ['talk-2']);
    },
  },
  {
    id: 'CRM-42', clause: 'the same `externalId` in another tenant is another entry', needs: ['activities'], tenants: 'several',
    async run({ log, timeline }) {
      await log({ summary: 'Ours' });
      await log({ customer: { ...ann, tenant: 'u' }, summary: 'Theirs' });
      assert.deepEqual((await timeline()).map(({ summary }) => summary), ['Ours']);
      assert.deepEqual((await timeline({ ...ann, tenant: 'u' })).map(({ summary }) => summary), ['Theirs']);
    },
  },
  {
    id: 'CRM-43', clause: 'an entry whose signal is aborted rejects and is not written', needs: ['activities'],
    async run({ log, timeline }) {
      await assert.rejects(log({}, AbortSignal.abort()));
      assert.deepEqual(await timeline(), []);
    },
  },
];
